package org.mingzhang.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.Cells;
import org.mingzhang.events.Unsealing;

/** What is sealed is opened once, wherever its values stand. */
class PlainCellsTest {

    private static final Sealed OF_A_STUDENT = new Sealed("student", List.of("born", "name"), "box");
    private static final Cells ROW = Cells.copyOf(Map.of(
            "born",
            OF_A_STUDENT,
            "gender",
            CellValue.text("1"),
            "mother",
            new Sealed("mother", "another"),
            "name",
            OF_A_STUDENT));

    @Test
    void opensEachBoxOnce() {
        var asked = new ArrayList<String>();
        Unsealing unsealing = (event, fields, box) -> {
            asked.add(event + " " + fields + " " + box.box());
            return fields.stream().map(field -> CellValue.text("of " + field)).toList();
        };

        assertThat(PlainCells.opened(ROW, "e1", unsealing))
                .isEqualTo(Map.of(
                        "born", CellValue.text("of born"),
                        "gender", CellValue.text("1"),
                        "mother", CellValue.text("of mother"),
                        "name", CellValue.text("of name")));
        assertThat(asked).containsExactly("e1 [born, name] box", "e1 [mother] another");
    }

    @Test
    void tellsUnderWhichKeyEachCellLies() {
        assertThat(PlainCells.keys(ROW))
                .hasToString("{\"born\":\"student\",\"gender\":null,\"mother\":\"mother\",\"name\":\"student\"}");
        assertThat(PlainCells.sealedKeys(ROW))
                .hasToString("{\"born\":\"student\",\"mother\":\"mother\",\"name\":\"student\"}");
    }
}
