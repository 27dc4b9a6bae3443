package org.mingzhang.events.carry;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;

/**
 * 结转建议: one of last year's approved entries as this year's form would have it. Nothing is stored until a person takes it.
 *
 * @param from last year's entry
 * @param cells values by this year's fields; what is in doubt is left blank
 * @param doubts cells that a person must look at
 * @param match whether this year's table has it already
 * @param like this year's entry that is the same or nearly so; null if there is none
 */
public record Carried(
        Before from,
        SortedMap<String, CellValue> cells,
        List<Doubt> doubts,
        Match match,
        @Nullable Integer like) {

    public Carried {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
        doubts = List.copyOf(doubts);
    }

    /** Whether this year's table has it. */
    public enum Match {
        /** 新: nothing like it stands there. */
        NEW,
        /** 相近: something stands there that may be the same; a person must say. */
        NEAR,
        /** 已有: it stands there. */
        STANDS
    }

    /**
     * A cell to look at.
     *
     * @param rule stable code: {@code outside-period}, {@code not-split}, {@code unit-changed}, {@code unchosen}, or that of the fault its old value
     *     would be this year
     */
    public record Doubt(String field, String rule, String zh, String en) {}
}
