package org.mingzhang.query;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.query.evidence.EvidenceContent;
import org.mingzhang.query.export.ExportRecords;
import org.mingzhang.query.print.PaperCodes;
import org.mingzhang.query.table.ReadRecords;
import org.mingzhang.query.trail.RefusalTitles;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The query side by itself: its own beans, a real database, and a ledger whose end the test sets. */
@SpringBootApplication
public class ReadingApplication {

    public static final Instant NOW = Instant.parse("2022-09-28T00:00:00Z");

    /** The end of the ledger, as the test sets it. */
    public static final class Head extends AtomicLong implements LedgerHead {
        private static final long serialVersionUID = 1L;

        @Override
        public long position() {
            return get();
        }
    }

    /** Who read what in full. */
    public static final class Records {
        public final List<String> all = new ArrayList<>();
    }

    @Bean
    DataSource dataSource() {
        return Database.views();
    }

    @Bean
    RefusalTitles refusalTitles() {
        return (rule, english) -> Optional.of(english ? "title of " + rule : rule + "的说法");
    }

    @Bean
    Head head() {
        return new Head();
    }

    @Bean
    Records records() {
        return new Records();
    }

    @Bean
    ReadRecords readRecords(Records records) {
        return (reader, table, department, entries, fields, purpose) -> records.all.add(
                reader.getName() + " " + table + " " + department + " " + entries + " " + fields + " " + purpose);
    }

    @Bean
    ExportRecords exportRecords(Records records) {
        return (reader, campaign, what, target, sha256) -> records.all.add(reader.getName() + " " + target);
    }

    @Bean
    PaperCodes paperCodes() {
        return position -> Optional.empty();
    }

    @Bean
    EvidenceContent evidenceContent() {
        return evidence -> Optional.empty();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    Catalogues catalogues() {
        return Catalogues.load();
    }

    @Bean
    Unsealing unsealing() {
        return Telling.BACKWARDS;
    }
}
