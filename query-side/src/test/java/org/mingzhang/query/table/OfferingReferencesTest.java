package org.mingzhang.query.table;

import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.mingzhang.query.ReadingTest;
import org.mingzhang.query.Story;

/** 引用选择: only what is approved, only to those who fill or see the table. */
class OfferingReferencesTest extends ReadingTest {

    static final String COURSES = "/campaigns/2022/tables/1.3.1/references/";
    static final String STAFF = "/campaigns/2022/tables/1.4.1/references/";

    @Test
    void keepsBackWhatIsNotApprovedAndSaysWhomItWaitsFor() throws Exception {
        ask(Story.COLLECTOR, COURSES + "leader_staff_no?q=温示例")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.table").value("1.4.1"))
                .andExpect(jsonPath("$.items").isEmpty())
                .andExpect(jsonPath("$.more").value(false))
                .andExpect(jsonPath("$.waitsFor[0].departmentName").value("护理系"))
                .andExpect(jsonPath("$.waitsFor[1].department").value("0301"));
    }

    @Test
    void offersTheDepartmentsOfTheCollege() throws Exception {
        ask(Story.COLLECTOR, STAFF + "dept_code?q=药")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].value").value("0301"))
                .andExpect(jsonPath("$.items[0].label").value("药学系"))
                .andExpect(jsonPath("$.waitsFor").isEmpty());
        ask(Story.COLLECTOR, STAFF + "dept_code?limit=1")
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.more").value(true));
    }

    @Test
    void isNotThereForOthersNorForFieldsThatReferToNothing() throws Exception {
        ask(Story.STRANGER, COURSES + "leader_staff_no").andExpect(status().isNotFound());
        ask(Story.COLLECTOR, STAFF + "name").andExpect(status().isNotFound());
        ask(Story.COLLECTOR, STAFF + "nothing").andExpect(status().isNotFound());
    }
}
