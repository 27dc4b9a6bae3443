package org.mingzhang.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.query.Database;
import org.mingzhang.query.Story;
import org.mingzhang.query.Telling;
import org.mingzhang.query.ViewPositions;
import org.springframework.jdbc.core.JdbcTemplate;

/** 重建视图: from the log alone the same views follow, to the byte. */
class RebuildingTheViewsTest {

    DataSource live;
    Telling telling;

    @BeforeEach
    void views() {
        live = Database.views("view");
        telling = new Telling(live, new ViewPositions(Map::of));
        telling.tell(new Story()
                .theCollegeIsSetUp()
                .theCampaignIsPlanned()
                .entriesAreMade()
                .theShareIsApproved("sha256:00")
                .theShareIsReopenedAndAmended()
                .theAutumnGoesOn()
                .manyEntries(100, 2500)
                .events());
    }

    @Test
    void givesTheSameToTheByte() {
        var outcome = rebuild(false);
        assertThat(outcome.tables()).hasSizeGreaterThan(20).allMatch(Rebuild.Comparison::same);
        assertThat(outcome.events()).isEqualTo(telling.position());
        assertThat(outcome.switched()).isFalse();
    }

    @Test
    void seesASingleCellThatIsOtherwise() {
        new JdbcTemplate(live)
                .update("update entry_version set cells = jsonb_set(cells, '{title_name}', '\"讲师\"') where entry = 1");
        var outcome = rebuild(false);
        assertThat(outcome.same()).isFalse();
        assertThat(outcome.tables())
                .filteredOn(table -> !table.same())
                .extracting(Rebuild.Comparison::table)
                .containsExactly("entry_version");
    }

    @Test
    void putsTheNewViewsInThePlaceOfTheOld() {
        new JdbcTemplate(live).update("delete from progress");
        assertThat(rebuild(true).switched()).isTrue();
        assertThat(new JdbcTemplate(live).queryForObject("select count(*) from progress", Long.class))
                .isEqualTo(3);
        assertThat(rebuild(false).same()).isTrue();
    }

    private Rebuild.Outcome rebuild(boolean switchOver) {
        return new Rebuild(
                        live, Database.in(Rebuild.BESIDE), Database::fill, new Log(telling.told()), Telling.BACKWARDS)
                .run(switchOver);
    }

    private record Log(List<? extends TrackedEventMessage<?>> events)
            implements StreamableMessageSource<TrackedEventMessage<?>> {

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
            var from = after == null ? 0 : (int) after.position().orElseThrow();
            return new Reading(events.subList(from, events.size()).iterator());
        }
    }

    private record Reading(Iterator<? extends TrackedEventMessage<?>> events)
            implements BlockingStream<TrackedEventMessage<?>> {

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return events.hasNext();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return events.next();
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
