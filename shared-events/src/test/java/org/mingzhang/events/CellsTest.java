package org.mingzhang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;

/** 单元格集合: cells are a sorted map like any other, which nobody changes. */
class CellsTest {

    private static final CellValue ONE = CellValue.whole(1);

    @RepeatedTest(20)
    void areWhatASortedTreeIs() {
        var random = new Random();
        var given = new HashMap<String, CellValue>();
        for (int i = random.nextInt(40); i > 0; i--) {
            given.put("f" + random.nextInt(60), CellValue.whole(i));
        }
        var tree = new TreeMap<>(given);

        var cells = Cells.copyOf(given);

        assertThat(cells).isEqualTo(tree).hasSameHashCodeAs(tree).hasSameSizeAs(tree);
        assertThat(tree).isEqualTo(cells);
        assertThat(new ArrayList<>(cells.entrySet())).isEqualTo(new ArrayList<>(tree.entrySet()));
        assertThat(List.copyOf(cells.values())).isEqualTo(List.copyOf(tree.values()));
        for (int i = 0; i < 60; i++) {
            assertThat(cells.get("f" + i)).isEqualTo(tree.get("f" + i));
            assertThat(cells.containsKey("f" + i)).isEqualTo(tree.containsKey("f" + i));
            assertThat(cells.headMap("f" + i)).isEqualTo(tree.headMap("f" + i));
            assertThat(cells.tailMap("f" + i)).isEqualTo(tree.tailMap("f" + i));
            assertThat(cells.subMap("f3", "f3" + i)).isEqualTo(tree.subMap("f3", "f3" + i));
        }
        var even = new TreeMap<>(tree);
        even.values().removeIf(value -> ((CellValue.Whole) value).number() % 2 == 1);
        assertThat(cells.only(value -> ((CellValue.Whole) value).number() % 2 == 0))
                .isEqualTo(even);
        if (!tree.isEmpty()) {
            assertThat(cells.firstKey()).isEqualTo(tree.firstKey());
            assertThat(cells.lastKey()).isEqualTo(tree.lastKey());
        }
    }

    @Test
    void ofOneNameTheLaterStays() {
        var cells = new Cells.Builder(1);
        for (var name : List.of("b", "a", "b")) {
            cells.put(name, CellValue.text(name + cellsSoFar(cells)));
        }
        assertThat(cells.build()).isEqualTo(Map.of("a", CellValue.text("a1"), "b", CellValue.text("b2")));
    }

    private static int cellsSoFar(Cells.Builder cells) {
        return cells.build().size();
    }

    @Test
    void doNotFollowTheirOrigin() {
        var origin = new TreeMap<String, CellValue>(Map.of("a", ONE));
        var cells = Cells.copyOf(origin);
        origin.put("b", ONE);
        assertThat(cells).containsOnlyKeys("a");
        assertThat(Cells.copyOf(cells)).isSameAs(cells);
    }

    @Test
    void nobodyChangesThem() {
        var cells = Cells.copyOf(Map.of("a", ONE));
        assertThatThrownBy(() -> cells.put("b", ONE)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> cells.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> cells.values().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> cells.entrySet().iterator().next().setValue(ONE))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void mapEachValueUnderItsName() {
        var cells = Cells.copyOf(Map.of("a", ONE, "b", CellValue.blank()));
        assertThat(cells.mapped((name, value) -> CellValue.text(name + value)))
                .isEqualTo(Map.of("a", CellValue.text("a" + ONE), "b", CellValue.text("b" + CellValue.blank())));
        assertThat(cells.only(value -> true)).isSameAs(cells);
    }

    @Test
    void nothingIsFirstAmongNone() {
        var none = Cells.copyOf(Collections.emptyMap());
        assertThatThrownBy(none::firstKey).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(none::lastKey).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void sayWhosePersonalValuesTheyHold() {
        var persons = new ArrayList<String>();
        Cells.copyOf(Map.of(
                        "a", new Personal("p", ONE),
                        "b", ONE,
                        "c", new Sealed("p", "box"),
                        "d", new Sealed("q", "box")))
                .forEachPerson(persons::add);
        assertThat(persons).isEqualTo(Arrays.asList("p", "q"));
    }
}
