package org.mingzhang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.ShareEvent.ShareWithdrawn;
import tools.jackson.core.JacksonException;

/** Canonical JSON (RFC 8785): the same fact always gives the same bytes, and a personal value never stands there plain. */
class WritingAnEventTest {

    static final Instant AT = Instant.parse("2022-09-28T08:15:30.120Z");
    static final TableKey TABLE = TableKey.of("99001/2022/1.4.1");
    static final Personal NAME = new Personal("person-hash", CellValue.text("穆青禾"));

    @Test
    void sortsNamesAndLeavesNoWhiteSpace() {
        assertThat(write(new ShareWithdrawn(TABLE, "0201", "20080417", AT)))
                .isEqualTo("{\"at\":\"2022-09-28T08:15:30.120Z\",\"by\":\"20080417\","
                        + "\"department\":\"0201\",\"table\":\"99001/2022/1.4.1\"}");
    }

    @Test
    void sortsNamesByUtf16CodeUnitsNotByCodePoints() {
        // U+20BB7 is the pair D842 DFB7 and so stands before U+FA11, although its code point is the greater one.
        assertThat(write(Map.of("\uFA11", 1, "\uD842\uDFB7", 2, "a", 3, "A", 4, "", 5)))
                .isEqualTo("{\"\":5,\"A\":4,\"a\":3,\"\uD842\uDFB7\":2,\"\uFA11\":1}");
        assertThat(write(Cells.copyOf(Map.of("\uFA11", CellValue.whole(1), "\uD842\uDFB7", CellValue.whole(2)))))
                .isEqualTo("{\"\uD842\uDFB7\":2,\"\uFA11\":1}");
    }

    @Test
    void escapesOnlyWhatCanonicalJsonEscapes() {
        assertThat(write("\b\t\n\f\r\"\\")).isEqualTo("\"\\b\\t\\n\\f\\r\\\"\\\\\"");
        assertThat(write("\u0000\u000b\u001f")).isEqualTo("\"\\u0000\\u000b\\u001f\"");
        assertThat(write("/\u007f\u0080\u2028\u2029<>&'护理\uD842\uDFB7"))
                .isEqualTo("\"/\u007f\u0080\u2028\u2029<>&'护理\uD842\uDFB7\"");
    }

    @Test
    void writesEachKindOfCell() {
        var cells = new TreeMap<String, CellValue>(Map.of(
                "a", CellValue.text("12.50"),
                "b", CellValue.whole(9007199254740991L),
                "c", CellValue.flag(false),
                "d", CellValue.blank(),
                "e", new Sealed("p", "b")));

        assertThat(write(Cells.copyOf(cells)))
                .isEqualTo("{\"a\":\"12.50\",\"b\":9007199254740991,\"c\":false,\"d\":null,"
                        + "\"e\":{\"box\":\"b\",\"person\":\"p\"}}");
    }

    @Test
    void refusesHalfACharacter() {
        for (var half : List.of("\uD842", "\uDFB7\uD842x", "a\uDFB7")) {
            assertThatThrownBy(() -> write(half)).isInstanceOf(JacksonException.class);
            assertThatThrownBy(() -> write(Cells.copyOf(Map.of("name", CellValue.text(half)))))
                    .isInstanceOf(JacksonException.class);
        }
    }

    @Test
    void refusesAPersonalValueThatNobodySeals() {
        assertThatThrownBy(() -> write(amended())).hasStackTraceContaining("may not be written unsealed");
        assertThatThrownBy(() -> EventJson.mapper().writeValueAsBytes(amended()))
                .hasStackTraceContaining("may not be written unsealed");
        assertThatThrownBy(() -> EventJson.mapper().valueToTree(amended()))
                .hasStackTraceContaining("may not be written unsealed");
    }

    @Test
    void sealsAPersonalValueUnderItsFieldsName() {
        assertThat(sealed(amended()))
                .contains("\"changes\":{\"name\":{\"box\":\"bmFtZQ\",\"person\":\"person-hash\"}}")
                .doesNotContain("穆青禾");
    }

    @Test
    void sealsTheValuesOfEachPersonTogether() {
        var born = new CellValue.Personal("person-hash", CellValue.text("2004-05"));
        var mother = new CellValue.Personal("mother", CellValue.text("某某"));
        var cells = Cells.copyOf(Map.of("b", born, "c", mother, "d", NAME, "a", CellValue.text("护理")));

        var written = sealed(cells);

        assertThat(written)
                .isEqualTo("{\"a\":\"护理\","
                        + "\"b\":{\"box\":\"Yixk\",\"fields\":[\"b\",\"d\"],\"person\":\"person-hash\"},"
                        + "\"c\":{\"box\":\"Yw\",\"person\":\"mother\"}}");
        var read = EventJson.mapper().readValue(written, Cells.class);
        assertThat(read)
                .containsOnlyKeys("a", "b", "c", "d")
                .containsEntry("b", new Sealed("person-hash", List.of("b", "d"), "Yixk"))
                .containsEntry("d", new Sealed("person-hash", List.of("b", "d"), "Yixk"))
                .containsEntry("c", new Sealed("mother", "Yw"));
        assertThat(write(read)).isEqualTo(written);
    }

    @Test
    void refusesABoxThatDoesNotStandUnderAllItsFields() {
        var box = new Sealed("p", List.of("a", "b"), "b");
        for (var cells : List.<Map<String, CellValue>>of(
                Map.of("a", box),
                Map.of("b", box),
                Map.of("a", box, "b", CellValue.blank()),
                Map.of("a", box, "b", box, "c", box))) {
            assertThatThrownBy(() -> write(Cells.copyOf(cells)))
                    .hasStackTraceContaining("under all the fields whose values lie in it");
        }
    }

    private static String sealed(Object what) {
        EventJson.Sealer sealer =
                (person, values) -> String.join(",", values.keySet()).getBytes(StandardCharsets.UTF_8);
        return EventJson.mapper()
                .writer()
                .withAttribute(EventJson.SEALER, sealer)
                .writeValueAsString(what);
    }

    @Test
    void neverStoresTheMarkOfAnErasedValue() {
        assertThatThrownBy(() -> write(Cells.copyOf(Map.of("name", new CellValue.Erased()))))
                .hasStackTraceContaining("never stored");
    }

    @Test
    void showsNothingOfAPersonalValueInALog() {
        assertThat(NAME.toString()).isEqualTo("Personal[…]");
        assertThat(amended().toString()).contains("name").doesNotContain("穆青禾");
    }

    private static EntryAmended amended() {
        return new EntryAmended(
                TABLE,
                "0201",
                12,
                2,
                new TreeMap<>(),
                new TreeMap<>(Map.of("name", NAME)),
                "",
                How.TYPED,
                null,
                "20080417",
                AT);
    }

    private static String write(Object value) {
        return EventJson.mapper().writeValueAsString(value);
    }
}
