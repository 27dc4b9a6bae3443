package org.mingzhang.query.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.mingzhang.query.ReadingTest;
import org.mingzhang.query.Story;

/** 进度: how far each share is, whose turn it is, what waits for me. */
class ReadingProgressTest extends ReadingTest {

    @Test
    void saysWhoseTurnItIsAndHowManyDaysAreLeft() throws Exception {
        var shares = json(Story.OFFICE, "/campaigns/2022/progress").get("shares");
        var share = shares.valueStream()
                .filter(each -> each.get("table").stringValue().equals("1.4.1")
                        && each.get("department").stringValue().equals("0201"))
                .findFirst()
                .orElseThrow();
        assertThat(share.get("stage").stringValue()).isEqualTo("DRAFT");
        assertThat(share.get("entries").intValue()).isEqualTo(1);
        assertThat(share.get("revision").intValue()).isEqualTo(5);
        assertThat(share.get("daysLeft").intValue()).isEqualTo(2);
        assertThat(share.at("/turn/role").stringValue()).isEqualTo("COLLECTOR");
        assertThat(share.at("/turn/people/0/name").stringValue()).isEqualTo("莫示例");
        assertThat(share.at("/collection/original").stringValue()).isEqualTo("2022-09-30T15:59:59.999Z");
    }

    @Test
    void tellsEachReaderWhyHeCannotEdit() throws Exception {
        ask(Story.COLLECTOR, "/campaigns/2022/tables/1.4.1")
                .andExpect(jsonPath("$.mayEdit").value(true))
                .andExpect(jsonPath("$.shares[0].mayEdit").value(true));
        ask(Story.COLLECTOR, "/campaigns/2022/tables/1.3.1")
                .andExpect(jsonPath("$.mayEdit").value(false))
                .andExpect(jsonPath("$.state").value("LOCKED"))
                .andExpect(jsonPath("$.whyNot").value("所引用的源数据表审核通过后自动开放"));
        ask(Story.OFFICE, "/campaigns/2022/tables/1.4.1")
                .andExpect(jsonPath("$.mayEdit").value(false));
        ask(Story.STRANGER, "/campaigns/2022/tables/1.3.1").andExpect(status().isNotFound());
        ask(Story.OFFICE, "/campaigns/2022/tables")
                .andExpect(jsonPath("$.items[0].code").value("1.3.1"));
    }

    @Test
    void listsWhatWaitsForMe() throws Exception {
        ask(Story.COLLECTOR, "/me/tasks")
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].kind").value("correct"))
                .andExpect(jsonPath("$.items[0].tableName").value("校内教师基本信息表"));
        ask(Story.REVIEWER, "/me/tasks").andExpect(jsonPath("$.items.length()").value(0));
    }

    @Test
    void showsTheCampaignWithItsFirstDates() throws Exception {
        ask(Story.COLLECTOR, "/campaigns/2022")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("OPEN"))
                .andExpect(jsonPath("$.stages[0].dueOn").value("2022-10-15"))
                .andExpect(jsonPath("$.stages[0].firstDueOn").value("2022-10-14"))
                .andExpect(jsonPath("$.stages[0].moved").value(1))
                .andExpect(jsonPath("$.points[0].decision").value("两系分填"))
                .andExpect(jsonPath("$.parameters.home_province").value("23"));
        ask(Story.COLLECTOR, "/campaigns").andExpect(jsonPath("$.items[0].year").value(2022));
        ask(Story.COLLECTOR, "/campaigns/2021").andExpect(status().isNotFound());
        ask(Story.COLLECTOR, "/campaigns/2022/points")
                .andExpect(jsonPath("$.items.length()").value(1));
    }

    @Test
    void showsTheOrganisation() throws Exception {
        ask(Story.COLLECTOR, "/organisation/departments")
                .andExpect(jsonPath("$.items.length()").value(3))
                .andExpect(jsonPath("$.items[1].head.name").value("钟示例"));
        ask(Story.OFFICE, "/organisation/staff")
                .andExpect(jsonPath("$.items.length()").value(9));
        ask(Story.STRANGER, "/organisation/staff")
                .andExpect(jsonPath("$.items.length()").value(1));
    }

    @Test
    void showsTheCatalogue() throws Exception {
        ask(Story.COLLECTOR, "/catalogues/2022")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.tables[0].fields[0].name").exists());
        ask(Story.COLLECTOR, "/catalogues")
                .andExpect(jsonPath("$.items[0].edition").value("2022"));
    }
}
