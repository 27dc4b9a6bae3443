package org.mingzhang.query.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.mingzhang.query.ReadingTest;
import org.mingzhang.query.Story;

/** 查看记录, now and then. */
class ReadingEntriesTest extends ReadingTest {

    static final String ENTRIES = "/campaigns/2022/tables/1.4.1/entries";

    @Test
    void showsWhatStandsNow() throws Exception {
        ask(Story.COLLECTOR, ENTRIES)
                .andExpect(status().isOk())
                .andExpect(header().string("Ledger-Position", String.valueOf(telling.position())))
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].id").value(1))
                .andExpect(jsonPath("$.items[0].revision").value(3))
                .andExpect(jsonPath("$.items[0].values.title_name").value("教授"))
                .andExpect(jsonPath("$.items[0].values.industry_years").value("2.5"))
                .andExpect(jsonPath("$.items[0].values.is_backbone").value(true))
                .andExpect(jsonPath("$.items[0].values.industry_days").isEmpty())
                .andExpect(jsonPath("$.cursor").isEmpty());
    }

    @Test
    void showsWhatStoodThen() throws Exception {
        ask(Story.COLLECTOR, ENTRIES + "?asOf=" + approved)
                .andExpect(status().isOk())
                .andExpect(header().string("Ledger-Position", String.valueOf(approved)))
                .andExpect(jsonPath("$.items[0].values.title_name").value("副教授"));
        // both entries stood right after the import, the second not yet removed
        ask(Story.COLLECTOR, ENTRIES + "?asOf=" + (entriesMade - 3))
                .andExpect(jsonPath("$.total").value(2))
                .andExpect(jsonPath("$.items[0].values.industry_days").value(30))
                .andExpect(jsonPath("$.items[1].id").value(2));
    }

    @Test
    void showsWhatStoodAtAnInstant() throws Exception {
        var at = sql().queryForObject(
                        "select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+08:00\"') from moment"
                                + " where position = ?",
                        String.class,
                        approved);
        ask(Story.COLLECTOR, ENTRIES + "?asOf={at}", at)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.position").value(approved))
                .andExpect(jsonPath("$.items[0].values.title_name").value("副教授"));
    }

    @Test
    void saysSoBeforeTheBeginning() throws Exception {
        ask(Story.COLLECTOR, ENTRIES + "?asOf=2020-01-01T00:00:00Z")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(0))
                .andExpect(jsonPath("$.note").value("该时点早于账本的第一条记录，当时还没有数据"));
    }

    @Test
    void isRefusedForTheFutureAndForNoTimeAtAll() throws Exception {
        ask(Story.COLLECTOR, ENTRIES + "?asOf=2022-10-15T00:00:00Z")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.type").value("/problems/as-of-in-future"));
        ask(Story.COLLECTOR, ENTRIES + "?asOf=99999")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.type").value("/problems/as-of-in-future"));
        ask(Story.COLLECTOR, ENTRIES + "?asOf=yesterday")
                .andExpect(status().is(400))
                .andExpect(jsonPath("$.type").value("/problems/as-of-malformed"));
    }

    @Test
    void waitsForAPositionAndThenSaysThatTheViewIsBehind() throws Exception {
        ask(Story.COLLECTOR, ENTRIES + "?minPosition=" + telling.position()).andExpect(status().isOk());
        ask(Story.COLLECTOR, ENTRIES + "?minPosition=99999")
                .andExpect(status().is(503))
                .andExpect(header().string("Retry-After", "1"))
                .andExpect(jsonPath("$.type").value("/problems/view-behind"));
    }

    @Test
    void givesOneEntryWithItsRevision() throws Exception {
        ask(Story.COLLECTOR, ENTRIES + "/1").andExpect(status().isOk()).andExpect(header().string("ETag", "\"3\""));
        ask(Story.COLLECTOR, ENTRIES + "/2").andExpect(status().isNotFound());
    }

    @Test
    void goesByPages() throws Exception {
        var first = json(Story.OFFICE, ENTRIES + "?limit=1");
        assertThat(first.get("total").intValue()).isEqualTo(2);
        assertThat(first.at("/items/0/id").intValue()).isEqualTo(1);
        var second = json(
                Story.OFFICE,
                ENTRIES + "?limit=1&cursor={c}",
                first.get("cursor").stringValue());
        assertThat(second.at("/items/0/id").intValue()).isEqualTo(3);
        assertThat(second.get("cursor").isNull()).isTrue();
        ask(Story.OFFICE, ENTRIES + "?cursor=nonsense").andExpect(status().is(400));
        ask(Story.OFFICE, ENTRIES + "?limit=2001").andExpect(status().is(400));
    }

    @Test
    void filtersAndSorts() throws Exception {
        ask(Story.OFFICE, ENTRIES + "?filter[title_name]={v}", "教授")
                .andExpect(jsonPath("$.total").value(1));
        ask(Story.OFFICE, ENTRIES + "?filter[title_name]=")
                .andExpect(jsonPath("$.items[0].id").value(3));
        ask(Story.OFFICE, ENTRIES + "?sort=-industry_days,-id")
                .andExpect(jsonPath("$.items[0].id").value(3));
        ask(Story.OFFICE, ENTRIES + "?sort=-id")
                .andExpect(jsonPath("$.items[0].id").value(3));
        ask(Story.OFFICE, ENTRIES + "?sort=id_number").andExpect(status().is(400));
        ask(Story.OFFICE, ENTRIES + "?filter[nothing]=1").andExpect(status().is(400));
        ask(Story.INSPECTOR, ENTRIES + "?filter[name]={v}", "温示例").andExpect(status().is(400));
        ask(Story.COLLECTOR, ENTRIES + "?filter[name]={v}", "温示例")
                .andExpect(jsonPath("$.total").value(1));
    }

    @Test
    void speaksEnglishWhenAsked() throws Exception {
        java.security.Principal reader = () -> Story.COLLECTOR;
        http.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get(
                                "/api/v1" + ENTRIES + "?asOf=x")
                        .principal(reader)
                        .header("Accept-Language", "en"))
                .andExpect(jsonPath("$.title").value("Malformed instant"));
    }
}
