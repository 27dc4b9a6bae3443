package org.mingzhang.query.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.mingzhang.events.EventTypes;
import org.mingzhang.query.ReadingTest;
import org.mingzhang.query.Story;

/** 审计轨迹. */
class ReadingTheTrailTest extends ReadingTest {

    @Test
    void tellsTheNewestFirstInBothLanguages() throws Exception {
        ask(Story.INSPECTOR, "/audit?limit=2")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[0].position").value(telling.position()))
                .andExpect(jsonPath("$.items[0].kind").value("table.entry-amended"))
                .andExpect(jsonPath("$.items[0].summary.zh").value("修改记录 1：title_name（键入） 按评聘文件更正"))
                .andExpect(jsonPath("$.items[0].by.name").value("莫示例"))
                .andExpect(jsonPath("$.items[1].summary.en").value("reopened for rectification: 校验发现职称有误"));
    }

    @Test
    void isAskedByWhoWhereWhenAndWhat() throws Exception {
        ask(Story.INSPECTOR, "/audit?kind=table.share-approved")
                .andExpect(jsonPath("$.items.length()").value(1));
        ask(Story.INSPECTOR, "/audit?kind=account")
                .andExpect(jsonPath("$.items.length()").value(3));
        ask(Story.INSPECTOR, "/audit?who={w}&table=1.4.1", Story.REVIEWER)
                .andExpect(jsonPath("$.items.length()").value(3));
        ask(Story.INSPECTOR, "/audit?department=0301&table={t}", Story.STAFF)
                .andExpect(jsonPath("$.items.length()").value(2));
        ask(Story.INSPECTOR, "/audit?from={f}", approved)
                .andExpect(jsonPath("$.items.length()").value(3));
        ask(Story.INSPECTOR, "/audit?to=2021-01-01T00:00:00Z")
                .andExpect(jsonPath("$.items.length()").value(0));
        ask(Story.INSPECTOR, "/audit?to=whenever").andExpect(status().is(400));
    }

    @Test
    void showsOthersOnlyWhatConcernsThem() throws Exception {
        ask(Story.OFFICE, "/audit?kind=account.logged-in")
                .andExpect(jsonPath("$.items.length()").value(0));
        ask(Story.STRANGER, "/audit?limit=500")
                .andExpect(jsonPath("$.items.length()").value(3));
    }

    @Test
    void listsEveryOverrideWithItsReason() throws Exception {
        ask(Story.LEADER, "/campaigns/2022/overrides")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items[*].kind", hasItems("table.share-reopened", "campaign.stage-scheduled")))
                .andExpect(jsonPath("$.items[*].kind", not(hasItem("table.share-approved"))))
                .andExpect(jsonPath("$.items[0].reason").isNotEmpty());
    }

    @Test
    void tellsTheInspectorFactsWithTheirEvents() throws Exception {
        ask(Story.INSPECTOR, "/signals")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.betweenSeconds").value(60))
                .andExpect(jsonPath("$.items").isArray());
    }

    @Test
    void keepsNoPersonalValue() {
        var all = sql().queryForList("select facts::text from trail", String.class);
        assertThat(all).noneMatch(facts -> facts.contains("示例") && !facts.contains("云岭") || facts.contains("110101"));
    }

    @Test
    void hasASentenceForEveryEventInBothLanguages() {
        assertThat(TrailRows.CHINESE.kinds()).isEqualTo(EventTypes.all().keySet());
        assertThat(TrailRows.ENGLISH.kinds()).isEqualTo(EventTypes.all().keySet());
    }

    @Test
    void saysHowFarEachViewIs() throws Exception {
        ask(Story.COLLECTOR, "/projections")
                .andExpect(jsonPath("$.head").value(telling.position()))
                .andExpect(jsonPath("$.items[0].name").value("table"))
                .andExpect(jsonPath("$.items[0].state").value("LIVE"))
                .andExpect(jsonPath("$.items[2].lag").value(0));
    }
}
