package org.mingzhang.events.catalogue;

import java.util.List;
import org.mingzhang.events.Cells;

/**
 * 判定结果: a row's cells, judged one by one.
 *
 * @param cells as they are to be kept; those with problems as they came
 * @param problems what cannot be accepted; empty if all is well
 * @param notes what was written another way
 */
public record Judged(Cells cells, List<CellProblem> problems, List<Normalised> notes) {

    public Judged {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }
}
