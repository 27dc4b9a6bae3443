package org.mingzhang.command.org;

import java.util.ArrayList;
import java.util.List;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/** What is wrong with the rows of an import; all of it is told at once. */
final class Faults {

    private final List<Refusal.Cell> cells = new ArrayList<>();

    void at(int row, String field, String rule, String zh, String en) {
        cells.add(new Refusal.Cell("/rows/" + row + "/" + field, field, rule, zh, en));
    }

    void refuse() {
        if (!cells.isEmpty()) {
            throw new Refusal(Rule.IMPORT_REFUSED, cells, cells.size());
        }
    }
}
