package org.mingzhang.query.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.mingzhang.query.ReadingTest;
import org.mingzhang.query.Story;

/** 脱敏与可见范围: who sees which entries, and how much of their personal values. */
class MaskingTest extends ReadingTest {

    static final String ENTRY = "/campaigns/2022/tables/1.4.1/entries/1";

    @Test
    void showsPersonalValuesToThePeopleOfTheShareAndMasksSensitiveOnes() throws Exception {
        for (var reader : new String[] {Story.COLLECTOR, Story.REVIEWER, Story.SUPERVISOR, Story.OFFICE}) {
            ask(reader, ENTRY)
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.values.name").value("温示例"))
                    .andExpect(jsonPath("$.values.phone").value("13900001111"))
                    .andExpect(jsonPath("$.values.id_number").value("1101**********1234"))
                    .andExpect(jsonPath("$.masked[0]").value("id_number"));
        }
    }

    @Test
    void masksPersonalValuesForLeadersAndInspectors() throws Exception {
        for (var reader : new String[] {Story.LEADER, Story.INSPECTOR}) {
            ask(reader, ENTRY)
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.values.name").value("温**"))
                    .andExpect(jsonPath("$.values.phone").value("139****1111"))
                    .andExpect(jsonPath("$.values.id_number").value("1101**********1234"))
                    .andExpect(jsonPath("$.values.title_name").value("教授"));
        }
    }

    @Test
    void showsEverythingForAPurposeThatIsRecorded() throws Exception {
        ask(Story.REVIEWER, ENTRY + "?unmasked=true&purpose={p}", "核对身份证号码")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.values.id_number").value("110101199001011234"))
                .andExpect(jsonPath("$.masked").isEmpty());
        assertThat(records.all)
                .containsExactly(
                        Story.REVIEWER + " 99001/2022/1.4.1 0201 [1] [id_number, ethnicity, political_status] 核对身份证号码");
    }

    @Test
    void refusesWithoutAPurposeAndToEverybodyElse() throws Exception {
        ask(Story.REVIEWER, ENTRY + "?unmasked=true")
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.type").value("/problems/purpose-required"));
        ask(Story.INSPECTOR, ENTRY + "?unmasked=true&purpose={p}", "核对身份证号码").andExpect(status().isForbidden());
        ask(Story.OFFICE, ENTRY + "?unmasked=true&purpose={p}", "核对身份证号码").andExpect(status().isForbidden());
        assertThat(records.all).isEmpty();
    }

    @Test
    void hidesOtherSharesAndShowsTechniciansNoCells() throws Exception {
        ask(Story.STRANGER, ENTRY).andExpect(status().isNotFound());
        ask(Story.STRANGER, "/campaigns/2022/tables/1.4.1/entries")
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].department").value("0301"));
        ask(Story.STRANGER, "/campaigns/2022/tables/1.4.1/entries?department=0201")
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.type").value("/problems/not-visible"));
        ask(Story.STRANGER, "/campaigns/2022/tables/1.4.1/shares/0201/review").andExpect(status().isNotFound());
        ask(Story.STRANGER, ENTRY + "/history").andExpect(status().isNotFound());
        ask(Story.STRANGER, "/campaigns/2022/tables/1.3.1/entries").andExpect(status().isNotFound());
        ask(Story.TECHNICIAN, ENTRY).andExpect(status().isNotFound());
        ask(Story.TECHNICIAN, "/campaigns/2022/progress")
                .andExpect(jsonPath("$.shares.length()").value(3));
        ask("nobody", ENTRY).andExpect(status().isNotFound());
    }
}
