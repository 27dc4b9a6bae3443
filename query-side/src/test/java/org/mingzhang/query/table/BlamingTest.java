package org.mingzhang.query.table;

import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.mingzhang.query.ReadingTest;
import org.mingzhang.query.Story;

/** 逐格溯人: the last writer of each cell, now and then, of what the reader sees. */
class BlamingTest extends ReadingTest {

    static final String BLAME = "/campaigns/2022/tables/1.4.1/blame";

    @Test
    void namesTheLastWriterOfEachCell() throws Exception {
        ask(Story.INSPECTOR, BLAME + "?department=0201")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].entry").value(1))
                .andExpect(jsonPath("$.items[0].cells.staff_no.position").value(firstWritten()))
                .andExpect(jsonPath("$.items[0].cells.title_name.by").value(Story.COLLECTOR))
                .andExpect(jsonPath("$.items[0].cells.title_name.how").value("TYPED"))
                .andExpect(jsonPath("$.items[0].cells.title_name.position").value((int) reopened))
                .andExpect(jsonPath("$.people[0].name").value("莫示例"));
    }

    @Test
    void namesWhoHadWrittenItThen() throws Exception {
        ask(Story.INSPECTOR, BLAME + "?department=0201&asOf=" + approved)
                .andExpect(jsonPath("$.items[0].cells.title_name.position").value((int) (entriesMade - 1)));
    }

    @Test
    void isOnlyOfWhatTheReaderSees() throws Exception {
        ask(Story.COLLECTOR, BLAME).andExpect(jsonPath("$.total").value(1));
        ask(Story.COLLECTOR, BLAME + "?department=0301").andExpect(status().isNotFound());
        ask(Story.TECHNICIAN, BLAME).andExpect(status().isNotFound());
    }

    private static int firstWritten() {
        return (int) entriesMade - 5;
    }
}
