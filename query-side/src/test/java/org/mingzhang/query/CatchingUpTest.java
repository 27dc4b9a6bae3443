package org.mingzhang.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.Event;
import org.mingzhang.query.progress.ShareProjector;
import org.mingzhang.query.table.EntryProjector;
import org.mingzhang.query.trail.TrailProjector;
import org.springframework.jdbc.core.JdbcTemplate;

/** 追赶: a large import is in the views after seconds. */
class CatchingUpTest {

    static final int ENTRIES = 20_000;

    @Test
    void takesLittleTimeForALargeImport() {
        catchUp("table", EntryProjector.class);
        catchUp("trail", TrailProjector.class);
        var source = catchUp("progress", ShareProjector.class);
        assertThat(new JdbcTemplate(source)
                        .queryForObject("select entries from progress where department = '0301'", Integer.class))
                .isEqualTo(2 * ENTRIES);
    }

    private static DataSource catchUp(String view, Class<?> projector) {
        var source = Database.views();
        var telling = new Telling(source, new ViewPositions(Map::of));
        telling.tell(new Story().theCollegeIsSetUp().theCampaignIsPlanned().events());
        telling.only(projector);
        catchUp(telling, new Story().manyEntries(1, ENTRIES).events());
        long millis =
                catchUp(telling, new Story().manyEntries(ENTRIES + 1, ENTRIES).events());
        System.out.printf("%s: %d events in %d ms, %d events/s%n", view, ENTRIES, millis, ENTRIES * 1000L / millis);
        assertThat(millis).isLessThan(20_000);
        return source;
    }

    private static long catchUp(Telling telling, Event[] events) {
        long began = System.nanoTime();
        for (int from = 0; from < events.length; from += 1000) {
            telling.tell(Arrays.copyOfRange(events, from, from + 1000));
        }
        return (System.nanoTime() - began) / 1_000_000;
    }
}
