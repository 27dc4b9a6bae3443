package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingzhang.events.CellValue;

/**
 * 规则示例: one case in which a rule holds and one in which it fails; both are worked out by tests.
 *
 * @param rule id of the rule
 */
public record RuleExample(String rule, Case holds, Case fails) {

    /**
     * What a rule looks at; what is not mentioned is empty.
     *
     * @param row the row under check, by field
     * @param last last year's row with the same key; empty if there is none
     * @param tables rows of other tables, by English name
     * @param lastTables last year's rows; empty if there was no campaign
     */
    public record Case(
            Map<String, CellValue> row,
            Optional<Map<String, CellValue>> last,
            Map<String, List<Map<String, CellValue>>> tables,
            Optional<Map<String, List<Map<String, CellValue>>>> lastTables) {

        public Case {
            row = Map.copyOf(row);
            tables = Map.copyOf(tables);
        }
    }
}
