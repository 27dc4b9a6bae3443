package org.mingzhang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.ShareEvent.ShareReturned;
import org.mingzhang.events.table.ShareEvent.ShareWithdrawn;
import tools.jackson.core.JacksonException;

/** A reader that drops or invents something would be a ledger that lies: what is not exactly the event's form is refused. */
class ReadingAnEventTest {

    private static final String WITHDRAWN = """
            {"at":"2022-09-28T08:15:30Z","by":"20080417","department":"0201","table":"99001/2022/1.4.1"}""";

    @Test
    void readsExactlyItsForm() {
        assertThat(EventJson.mapper().readValue(WITHDRAWN, ShareWithdrawn.class).department())
                .isEqualTo("0201");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "unknown|{\"at\":\"2022-09-28T08:15:30Z\",\"by\":\"1\",\"department\":\"0201\",\"more\":1,\"table\":\"99001/2022/1.4.1\"}",
                "missing|{\"at\":\"2022-09-28T08:15:30Z\",\"by\":\"1\",\"table\":\"99001/2022/1.4.1\"}",
                "duplicate|{\"at\":\"2022-09-28T08:15:30Z\",\"by\":\"1\",\"by\":\"1\",\"department\":\"0201\",\"table\":\"99001/2022/1.4.1\"}",
                "trailing|{\"at\":\"2022-09-28T08:15:30Z\",\"by\":\"1\",\"department\":\"0201\",\"table\":\"99001/2022/1.4.1\"} {}",
                "a table key of two parts|{\"at\":\"2022-09-28T08:15:30Z\",\"by\":\"1\",\"department\":\"0201\",\"table\":\"99001/2022\"}",
                "not JSON|{at:1}"
            })
    void refuses(String what) {
        var document = what.substring(what.indexOf('|') + 1);
        assertThatThrownBy(() -> EventJson.mapper().readValue(document, ShareWithdrawn.class))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "1.5",
                "[1]",
                "{\"box\":\"b\"}",
                "{\"box\":\"b\",\"person\":\"p\",\"plain\":\"x\"}",
                "{\"box\":1,\"person\":\"p\"}",
                "{\"box\":{\"x\":1},\"person\":\"p\"}",
                "{\"box\":null,\"person\":\"p\"}",
                "{\"box\":\"b\",\"box\":\"b\",\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":[],\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":[\"x\"],\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":[\"x\",\"x\"],\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":[\"z\",\"x\"],\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":[\"x\",1],\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":[\"x\",null],\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":[\"x\",[\"y\"]],\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":\"x\",\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":{\"x\":1},\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":[\"w\",\"x\"],\"person\":\"p\"}",
                "{\"box\":\"b\",\"fields\":[\"x\",\"y\"],\"person\":\"p\"},\"y\":\"twice\"",
                "{\"box\":\"b\",\"fields\":[\"x\",\"y\"],\"person\":\"p\"},\"xa\":1,\"y\":1",
                "\"\\ud800\"",
                "\"a\\udc00\\ud800\"",
                "9223372036854775808",
                "9007199254740992",
                "-9007199254740992"
            })
    void refusesACell(String cell) {
        assertThatThrownBy(() -> amended(cell)).isInstanceOf(JacksonException.class);
    }

    @Test
    void readsEachKindOfCell() {
        assertThat(List.of("\"12.50\"", "7", "true", "null", "{\"person\":\"p\",\"box\":\"b\"}", "9007199254740991"))
                .map(cell -> amended(cell).changes().get("x"))
                .containsExactly(
                        CellValue.text("12.50"),
                        CellValue.whole(7),
                        CellValue.flag(true),
                        CellValue.blank(),
                        new Sealed("p", "b"),
                        CellValue.whole(9007199254740991L));
    }

    /** Boxes of several values are read in whatever way their fields lie between each other and the cells beside them. */
    @Test
    void readsBoxesOfSeveralValues() {
        var changes = amended("{\"box\":\"b\",\"fields\":[\"x\",\"xb\",\"z\"],\"person\":\"p\"},\"xa\":1,"
                        + "\"y\":{\"box\":\"c\",\"fields\":[\"y\",\"yb\",\"zz\"],\"person\":\"q\"},\"ya\":2")
                .changes();
        var ofP = new Sealed("p", List.of("x", "xb", "z"), "b");
        var ofQ = new Sealed("q", List.of("y", "yb", "zz"), "c");
        assertThat(changes)
                .containsExactly(
                        Map.entry("x", ofP),
                        Map.entry("xa", CellValue.whole(1)),
                        Map.entry("xb", ofP),
                        Map.entry("y", ofQ),
                        Map.entry("ya", CellValue.whole(2)),
                        Map.entry("yb", ofQ),
                        Map.entry("z", ofP),
                        Map.entry("zz", ofQ));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "2022-09-28T08:15:30Z",
                "2022-09-28T08:15:30.123Z",
                "2022-09-28T08:15:30.123456Z",
                "2022-09-28T08:15:30.1Z",
                "2024-02-29T23:59:59.999Z"
            })
    void readsWhen(String at) {
        assertThat(withdrawn(at).at()).isEqualTo(Instant.parse(at));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "2022-13-28T08:15:30Z",
                "2022-02-29T08:15:30Z",
                "2022-09-28T25:15:30Z",
                "2022-09-28 08:15:30Z",
                "2022-09-28T08:15:30",
                "2022-09-28T08:15:3xZ",
                "2022-09-28T08:15:30.12xZ",
                "",
                "now"
            })
    void refusesWhatIsNoInstant(String at) {
        assertThatThrownBy(() -> withdrawn(at)).isInstanceOf(JacksonException.class);
    }

    private static ShareWithdrawn withdrawn(String at) {
        return EventJson.mapper().readValue(WITHDRAWN.replace("2022-09-28T08:15:30Z", at), ShareWithdrawn.class);
    }

    @Test
    void refusesAnAmendmentOfNothing() {
        assertThatThrownBy(() -> EventJson.mapper().readValue(amendment("{}"), EntryAmended.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("at least one cell");
    }

    @Test
    void refusesAMissingValueInsideAnEvent() {
        var returned = """
                {"at":"2022-09-28T08:15:30Z","by":"1","cells":[{"entry":null,"field":null}],"department":"0201",
                "reason":"","table":"99001/2022/1.4.1"}""";
        assertThatThrownBy(() -> EventJson.mapper().readValue(returned, ShareReturned.class))
                .isInstanceOf(JacksonException.class);
    }

    private static EntryAmended amended(String cell) {
        return EventJson.mapper().readValue(amendment("{\"x\":" + cell + "}"), EntryAmended.class);
    }

    private static String amendment(String changes) {
        return """
                {"at":"2022-09-28T08:15:30Z","by":"1","changes":%s,"department":"0201","entry":1,"how":"TYPED","key":{},
                "origin":null,"reason":"","revision":2,"table":"99001/2022/1.4.1"}""".formatted(changes);
    }
}
