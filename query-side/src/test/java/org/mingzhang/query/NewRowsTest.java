package org.mingzhang.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.Event;
import org.springframework.jdbc.core.JdbcTemplate;

/** 新增行: many new rows are copied, one is inserted; what stands in the views afterwards does not tell which. */
class NewRowsTest {

    private static final List<String> AWKWARD = List.of(
            "tab\there",
            "line\nbreak",
            "carriage\rreturn",
            "back\\slash",
            "\\N",
            "\\.",
            "\"quoted\"",
            "{a,b}",
            "\\\"",
            "药\u3000示例",
            "\uD842\uDFB7",
            "NULL");

    private static Event[] awkward() {
        return new Story().theCollegeIsSetUp().entriesNamed(500, AWKWARD).events();
    }

    @Test
    void areTheSameCopiedOrInserted() throws Exception {
        var copied = Database.views();
        new Telling(copied, new ViewPositions(Map::of)).tell(awkward());
        var inserted = Database.views();
        var oneByOne = new Telling(inserted, new ViewPositions(Map::of));
        for (var event : awkward()) {
            oneByOne.tell(event);
        }
        assertThat(TellingTwiceTest.digests(copied)).isEqualTo(TellingTwiceTest.digests(inserted));
        for (var source : List.of(copied, inserted)) {
            var sql = new JdbcTemplate(source);
            assertThat(sql.queryForList("select cells->>'name' from entry_version order by entry", String.class))
                    .isEqualTo(AWKWARD);
            assertThat(sql.queryForList("select batch from entry_version order by entry", String.class))
                    .isEqualTo(AWKWARD);
            assertThat(sql.queryForObject("select count(*) from entry_version where owner is null", Integer.class))
                    .isEqualTo(AWKWARD.size());
        }
    }

    @Test
    void areLeftOutOfACopyIfTheyStandThereAlready() {
        var source = Database.views();
        var telling = new Telling(source, new ViewPositions(Map::of));
        var all = awkward();
        int half = all.length - AWKWARD.size() / 2;
        telling.tell(Arrays.copyOf(all, half));
        telling.tell(Arrays.copyOfRange(all, half, all.length));
        telling.again(1000);
        assertThat(new JdbcTemplate(source).queryForObject("select count(*) from entry_version", Integer.class))
                .isEqualTo(AWKWARD.size());
    }
}
