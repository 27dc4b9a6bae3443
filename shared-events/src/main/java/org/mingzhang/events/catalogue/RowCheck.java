package org.mingzhang.events.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.rule.Evaluator;

/** 行内校验: the rules that look at one entry alone. A rule fails only where it can be told to be false. */
public final class RowCheck {

    private final Catalogue catalogue;
    private final Evaluator evaluator;
    private final Messages messages;

    private RowCheck(Catalogue catalogue, ParameterValues parameters) {
        this.catalogue = catalogue;
        this.evaluator = Evaluator.ofRows(parameters.values());
        this.messages = new Messages(catalogue, parameters);
    }

    /** For checking many entries of one campaign; for one thread. */
    public static RowCheck of(Catalogue catalogue, ParameterValues parameters) {
        return new RowCheck(catalogue, parameters);
    }

    /**
     * The rules that one entry fails.
     *
     * @param parameters the campaign's own values of parameters, written as text, by name
     */
    public static List<RowFailure> failures(
            Catalogue catalogue, Table table, Map<String, CellValue> row, Map<String, String> parameters) {
        return of(catalogue, ParameterValues.of(catalogue, parameters)).failures(table, row);
    }

    /** The rules that an entry fails, in the edition's order. */
    public List<RowFailure> failures(Table table, Map<String, CellValue> cells) {
        var row = CellRow.of(catalogue, table, cells);
        var failures = new ArrayList<RowFailure>();
        for (var rule : catalogue.rowRulesOf(table)) {
            if (evaluator.fails(rule.check(), row, null)) {
                var sides = evaluator.sides(rule.check(), row, null);
                failures.add(new RowFailure(
                        rule.id(), rule.severity(), catalogue.fieldsOf(rule), messages.of(rule, row, null, sides)));
            }
        }
        return failures;
    }
}
