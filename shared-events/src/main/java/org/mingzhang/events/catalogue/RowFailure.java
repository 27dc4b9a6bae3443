package org.mingzhang.events.catalogue;

import java.util.List;

/**
 * 未通过: a row failed a rule.
 *
 * @param ruleId id of the rule
 * @param fields names of the row's fields the rule mentions, in the order of the form
 * @param zh the rule's message with the row's values filled in
 */
public record RowFailure(String ruleId, Rule.Severity severity, List<String> fields, String zh) {

    public RowFailure {
        fields = List.copyOf(fields);
    }
}
