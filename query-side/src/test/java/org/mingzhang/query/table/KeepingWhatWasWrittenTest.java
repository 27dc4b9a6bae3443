package org.mingzhang.query.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.erasure.ErasureEvent.ErasureCarriedOut;
import org.mingzhang.events.table.EntryEvent.AsWritten;
import org.mingzhang.events.table.EntryEvent.ValuesTidied;
import org.mingzhang.query.Database;
import org.mingzhang.query.Telling;
import org.mingzhang.query.ViewPositions;
import org.springframework.jdbc.core.JdbcTemplate;

/** 原样: what was written stands beside what is kept, and is erased with it. */
class KeepingWhatWasWrittenTest {

    private static final Instant NOW = Instant.parse("2022-10-10T01:00:00Z");

    final javax.sql.DataSource source = Database.views();
    final Telling telling = new Telling(source, new ViewPositions(Map::of));

    private String raw() {
        return String.valueOf(new JdbcTemplate(source)
                .queryForObject("select raw::text from entry_raw where entry = 1 and revision = 2", String.class));
    }

    @Test
    void isErasedWithTheValueItBecame() {
        var phone = Telling.closed("１３９00001111");
        telling.tell(new ValuesTidied(
                TableKey.of("99001/2022/1.4.1"),
                "0201",
                null,
                List.of(new AsWritten(
                        1, 2, new TreeMap<>(Map.of("phone", phone, "title_name", CellValue.text(" 教授"))))),
                "20150101",
                NOW));
        assertThat(raw()).contains("１３９00001111", " 教授");
        telling.tell(new ErasureCarriedOut("99001", "e1", "示例令〔2030〕1号", List.of(phone.person()), "20050007", NOW));
        assertThat(raw()).doesNotContain("１３９").contains("erased", " 教授");
        telling.again(1);
        assertThat(raw()).doesNotContain("１３９");
    }
}
