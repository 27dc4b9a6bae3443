package org.mingzhang.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mingzhang.query.rebuild.ViewDigest;
import org.springframework.jdbc.core.JdbcTemplate;

/** 重复投影: being told twice does no harm, in batches of whatever size. */
class TellingTwiceTest {

    final DataSource source = Database.views();
    final Telling telling = new Telling(source, new ViewPositions(Map::of));

    @Test
    void givesTheSameViews() throws SQLException {
        telling.tell(theWholeStory());
        var once = digests();
        telling.again(1);
        telling.again(7);
        telling.again(1000);
        assertThat(digests()).isEqualTo(once);
        assertThat(once.get("entry_version").rows()).isEqualTo(56);
    }

    @Test
    void givesTheSameViewsHoweverTheEventsAreBatched() throws SQLException {
        telling.tell(theWholeStory());
        var together = digests();
        var others = Database.views();
        var oneByOne = new Telling(others, new ViewPositions(Map::of));
        for (var event : theWholeStory()) {
            oneByOne.tell(event);
        }
        assertThat(digests(others)).isEqualTo(together);
    }

    @Test
    void leavesARowForEveryEventInTheTrail() {
        telling.tell(theWholeStory());
        assertThat(new JdbcTemplate(source).queryForObject("select count(*) from trail", Long.class))
                .isEqualTo(telling.position());
    }

    private static org.mingzhang.events.Event[] theWholeStory() {
        return new Story()
                .theCollegeIsSetUp()
                .theCampaignIsPlanned()
                .entriesAreMade()
                .theShareIsApproved("sha256:00")
                .theShareIsReopenedAndAmended()
                .theAutumnGoesOn()
                .manyEntries(100, 50)
                .events();
    }

    private SortedMap<String, ViewDigest> digests() throws SQLException {
        return digests(source);
    }

    /** What all tables of the views hold. */
    static SortedMap<String, ViewDigest> digests(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            return ViewDigest.ofSchema(connection, connection.getSchema());
        }
    }
}
