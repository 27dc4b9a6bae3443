package org.mingzhang.query.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.query.ReadingTest;
import org.mingzhang.query.Story;
import org.mingzhang.query.Telling;

/** 留痕: an entry from first to last, one cell of it, a table between two moments, and what the reviewer sees. */
class ReadingHistoryTest extends ReadingTest {

    static final String TABLE = "/campaigns/2022/tables/1.4.1";

    @Test
    void tellsAnEntryFromFirstToLast() throws Exception {
        ask(Story.COLLECTOR, TABLE + "/entries/1/history")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items.length()").value(3))
                .andExpect(jsonPath("$.items[0].kind").value("ADDED"))
                .andExpect(jsonPath("$.items[1].kind").value("AMENDED"))
                .andExpect(jsonPath("$.items[1].reason").value("评聘文件"))
                .andExpect(jsonPath("$.items[1].by.name").value("莫示例"))
                .andExpect(jsonPath("$.items[1].post").value("科员"))
                .andExpect(jsonPath("$.items[1].changes.length()").value(3))
                .andExpect(jsonPath("$.items[1].changes[0].field").value("title_name"))
                .andExpect(jsonPath("$.items[1].changes[0].from").isEmpty())
                .andExpect(jsonPath("$.items[1].changes[0].to").value("副教授"));
    }

    @Test
    void tellsOneCell() throws Exception {
        ask(Story.COLLECTOR, TABLE + "/entries/1/history?field=title_name")
                .andExpect(jsonPath("$.items.length()").value(2))
                .andExpect(jsonPath("$.items[1].changes[0].from").value("副教授"))
                .andExpect(jsonPath("$.items[1].changes[0].to").value("教授"))
                .andExpect(jsonPath("$.items[1].event").value(Telling.eventAt(telling.position())));
    }

    @Test
    void namesTheFileOfAnImportAndKeepsWhatWasRemoved() throws Exception {
        ask(Story.COLLECTOR, TABLE + "/entries/2/history")
                .andExpect(jsonPath("$.items[0].file").value("名册.xlsx"))
                .andExpect(jsonPath("$.items[0].row").value(2))
                .andExpect(jsonPath("$.items[1].kind").value("REMOVED"))
                .andExpect(jsonPath("$.items[1].reason").value("重复"));
    }

    @Test
    void masksTheHistoryLikeTheEntry() throws Exception {
        ask(Story.INSPECTOR, TABLE + "/entries/1/history?field=phone")
                .andExpect(jsonPath("$.items[0].changes[0].to").value("139****1111"));
    }

    @Test
    void tellsWhatDiffersBetweenTwoPositions() throws Exception {
        ask(Story.COLLECTOR, TABLE + "/diff?from={f}&to={t}", approved, reopened)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.items[0].kind").value("AMENDED"))
                .andExpect(jsonPath("$.items[0].changes[0].field").value("title_name"));
        ask(Story.OFFICE, TABLE + "/diff?from=0")
                .andExpect(jsonPath("$.items.length()").value(2))
                .andExpect(jsonPath("$.items[0].kind").value("ADDED"));
        ask(Story.COLLECTOR, TABLE + "/diff?from={f}&to={t}", entriesMade - 3, entriesMade)
                .andExpect(jsonPath("$.items[1].kind").value("REMOVED"));
    }

    @Test
    void showsTheReviewerExactlyWhatIsSigned() throws Exception {
        var review = json(Story.REVIEWER, TABLE + "/shares/0201/review");
        assertThat(review.get("contentHash").stringValue())
                .isEqualTo(contents.hash(Story.STAFF, "0201", telling.position()))
                .isNotEqualTo(contentHash);
        assertThat(review.at("/sinceApproval/position").longValue()).isEqualTo(approved);
        assertThat(review.at("/sinceApproval/items/0/changes/0/to").stringValue())
                .isEqualTo("教授");
        assertThat(review.at("/explanations/0/rule").stringValue()).isEqualTo("R-1.4.1-09");
        assertThat(review.at("/writers/0/person/staffNo").stringValue()).isEqualTo(Story.COLLECTOR);
        assertThat(review.at("/share/stage").stringValue()).isEqualTo("DRAFT");
    }

    @Test
    void hashesTheContentByTheRecipe() {
        var entries = new ArrayList<ContentHash.Entry>();
        new Entries(source, new org.springframework.jdbc.datasource.DataSourceTransactionManager(source))
                .each(
                        Story.STAFF,
                        "0201",
                        approved,
                        entry -> entries.add(new ContentHash.Entry(entry.id(), entry.cells())));
        assertThat(entries).hasSize(1);
        assertThat(contentHash).isEqualTo(ContentHash.ofShare(Story.STAFF, "0201", entries));
    }

    @Test
    void findsWhatIsWrongWithAShare() {
        var content = contents.now(Story.STAFF, "0201");
        assertThat(content.position()).isEqualTo(telling.position());
        assertThat(content.revision()).isEqualTo(5);
        assertThat(content.entries()).isEqualTo(1);
        assertThat(content.errors())
                .anyMatch(fault -> fault.rule().equals("required") && "gender".equals(fault.field()))
                // what a source table says of tables that wait for it is for the check run to judge
                .noneMatch(fault -> fault.rule().equals("reference") && "dept_code".equals(fault.field()));
    }
}
