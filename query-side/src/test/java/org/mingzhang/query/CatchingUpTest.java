package org.mingzhang.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.Event;
import org.mingzhang.query.progress.ShareProjector;
import org.mingzhang.query.table.EntryProjector;
import org.mingzhang.query.trail.TrailProjector;
import org.springframework.jdbc.core.JdbcTemplate;

/** 追赶: a view that starts late holds every entry of two large imports once, batch after batch. */
class CatchingUpTest {

    static final int ENTRIES = 20_000;

    @Test
    void everyEntryOfLargeImportsIsInEachViewOnce() {
        assertThat(caughtUp(EntryProjector.class, "select count(distinct entry) from entry_version"))
                .isEqualTo(2 * ENTRIES);
        assertThat(caughtUp(TrailProjector.class, "select count(distinct position) from trail"))
                .isGreaterThan(2);
        assertThat(caughtUp(ShareProjector.class, "select entries from progress where department = '0301'"))
                .isEqualTo(2 * ENTRIES);
    }

    private static Integer caughtUp(Class<?> projector, String counted) {
        var source = Database.views();
        var telling = new Telling(source, new ViewPositions(Map::of));
        telling.tell(new Story().theCollegeIsSetUp().theCampaignIsPlanned().events());
        telling.only(projector);
        catchUp(telling, new Story().manyEntries(1, ENTRIES).events());
        catchUp(telling, new Story().manyEntries(ENTRIES + 1, ENTRIES).events());
        return new JdbcTemplate(source).queryForObject(counted, Integer.class);
    }

    private static void catchUp(Telling telling, Event[] events) {
        for (int from = 0; from < events.length; from += 1000) {
            telling.tell(Arrays.copyOfRange(events, from, from + 1000));
        }
    }
}
