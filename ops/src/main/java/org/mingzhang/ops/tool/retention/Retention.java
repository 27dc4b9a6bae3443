package org.mingzhang.ops.tool.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.ops.database.DataDirectory;
import org.mingzhang.ops.store.WriteGate;
import org.mingzhang.ops.time.InTheBackground;
import org.mingzhang.ops.time.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 保存期限的时钟: of each class of data, how much there is, since when, and what is past its time. Copies past their time are removed once
 * a day; what is in the ledger leaves only by an order of two people.
 */
@Component
@EnableConfigurationProperties(KeptFor.class)
final class Retention implements InTheBackground {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private static final String LEDGER = "select count(*) as count, min(at) as oldest, 0 as due from store.event";

    private static final String PERSONAL = """
            select count(*) as count, min(submitted_at) as oldest, count(*) filter (where submitted_at < :before) as due
            from view.campaign where submitted_at is not null""";

    /** By the clock of the database, which dated them. */
    private static final String PAST = "at < now() - make_interval(days => :days)";

    private static final String EVIDENCE = "select count(*) as count, min(at) as oldest, count(*) filter (where " + PAST
            + ") as due from store.evidence";

    private static final String RECEIPTS = "select count(*) as count, min(at) as oldest, count(*) filter (where " + PAST
            + ") as due from store.receipt";

    /** What becomes of data past its time. */
    enum Then {
        /** Nothing: it is the ledger. */
        NEVER,
        /** People decide, and erase by an order. */
        BY_ORDER,
        /** The system removes it. */
        BY_ITSELF
    }

    /**
     * A class of data.
     *
     * @param kind stable name
     * @param personal whether personal values can be in it
     * @param days how long it is kept; null for ever
     * @param count how many there are: events, campaigns, files, rows
     * @param oldest since when; null if there is none
     * @param due how many are past their time
     */
    record Kind(
            String kind,
            boolean personal,
            @Nullable Integer days,
            Then then,
            long count,
            @Nullable OffsetDateTime oldest,
            long due) {}

    private record Counted(long count, @Nullable OffsetDateTime oldest, long due) {}

    private final JdbcClient sql;
    private final DataDirectory data;
    private final KeptFor kept;
    private final WriteGate gate;
    private final Clock clock;
    private final Repeating sweeping = new Repeating("retention", Duration.ofMinutes(10), this::sweepDaily);

    Retention(JdbcClient sql, DataDirectory data, KeptFor kept, WriteGate gate, Clock clock) {
        this.sql = sql;
        this.data = data;
        this.kept = kept;
        this.gate = gate;
        this.clock = clock;
    }

    /** Every class of data. */
    List<Kind> kinds() {
        return List.of(
                kind("ledger", true, null, Then.NEVER, counted(LEDGER, 0)),
                kind("personal", true, kept.personal(), Then.BY_ORDER, counted(PERSONAL, kept.personal())),
                kind("evidence", true, kept.personal(), Then.BY_ORDER, counted(EVIDENCE, kept.personal())),
                kind("imports", true, kept.imports(), Then.BY_ITSELF, counted(files("imports"), kept.imports())),
                kind("packages", true, kept.packages(), Then.BY_ITSELF, counted(files("snapshots"), kept.packages())),
                kind("backups", true, kept.backups(), Then.BY_ITSELF, counted(files("backups"), kept.backups())),
                kind("receipts", false, kept.receipts(), Then.BY_ITSELF, counted(RECEIPTS, kept.receipts())));
    }

    private static Kind kind(String kind, boolean personal, @Nullable Integer days, Then then, Counted counted) {
        return new Kind(kind, personal, days, then, counted.count(), counted.oldest(), counted.due());
    }

    private Counted counted(String query, int days) {
        var asked = sql.sql(query);
        if (query.contains(":before")) {
            asked = asked.param("before", before(days).atOffset(ZoneOffset.UTC));
        } else if (query.contains(":days")) {
            asked = asked.param("days", days);
        }
        return asked.query((rows, n) -> new Counted(
                        rows.getLong("count"),
                        local(rows.getObject("oldest", OffsetDateTime.class)),
                        rows.getLong("due")))
                .single();
    }

    private Counted counted(List<Copy> files, int days) {
        var before = before(days);
        return new Counted(
                files.size(),
                files.stream()
                        .map(Copy::at)
                        .min(Comparator.naturalOrder())
                        .map(at -> at.atZone(BEIJING).toOffsetDateTime())
                        .orElse(null),
                files.stream().filter(file -> file.at().isBefore(before)).count());
    }

    private static @Nullable OffsetDateTime local(@Nullable OffsetDateTime at) {
        return at == null ? null : at.atZoneSameInstant(BEIJING).toOffsetDateTime();
    }

    private Instant before(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    /** A file, or a directory that stands for one. */
    private record Copy(Path path, Instant at) {}

    private List<Copy> files(String directory) {
        var place = data.resolve(directory);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (var all = directory.equals("imports") ? Files.walk(place) : Files.list(place)) {
            var copies = new ArrayList<Copy>();
            for (var file : relevant(all, directory).toList()) {
                copies.add(new Copy(file, Files.getLastModifiedTime(file).toInstant()));
            }
            return copies;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    // an upload is a directory with the file and what is said of it
    private static Stream<Path> relevant(Stream<Path> all, String directory) {
        return directory.equals("imports")
                ? all.filter(path -> path.endsWith("about.json")).map(path -> Objects.requireNonNull(path.getParent()))
                : all.filter(Files::isRegularFile);
    }

    // ---- removing

    private Duration sweepDaily() {
        if (gate.takesEvents()) {
            sweep();
        }
        return Duration.ofDays(1);
    }

    /** Removes copies past their time; says how many. */
    int sweep() {
        int gone = remove(files("imports"), kept.imports()) + remove(files("snapshots"), kept.packages());
        var backups = files("backups").stream()
                .sorted(Comparator.comparing(Copy::at).reversed())
                .skip(1)
                .toList();
        gone += remove(backups, kept.backups());
        gone += sql.sql("delete from store.receipt where " + PAST)
                .param("days", kept.receipts())
                .update();
        if (gone > 0) {
            LOG.info("保存期满，清除 {} 份副本 · {} copies past their time were removed", gone, gone);
        }
        return gone;
    }

    private int remove(List<Copy> copies, int days) {
        var before = before(days);
        int gone = 0;
        for (var copy : copies) {
            if (copy.at().isBefore(before)) {
                remove(copy.path());
                gone++;
            }
        }
        return gone;
    }

    private static void remove(Path path) {
        try (var all = Files.walk(path)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Repeating repeated() {
        return sweeping;
    }
}
