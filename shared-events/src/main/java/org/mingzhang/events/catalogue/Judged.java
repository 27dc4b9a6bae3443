package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.SortedMap;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Cells;

/**
 * 判定结果: a row's cells, judged one by one.
 *
 * @param cells as they are to be kept; those with problems as they came
 * @param problems what cannot be accepted; empty if all is well
 * @param notes what was written another way
 */
public record Judged(SortedMap<String, CellValue> cells, List<CellProblem> problems, List<Normalised> notes) {

    public Judged {
        cells = Cells.copyOf(cells);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }
}
