package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mingzhang.events.rule.Expression;

/** What the rules of an edition may name. */
record Names(Map<String, Draft> drafts, List<Parameter> parameters, Set<String> indicators) {

    Expression expression(Item item, String table) {
        return new Expression(item.text());
    }

    Expression condition(Item item, String table) {
        return expression(item, table);
    }

    Expression figure(Item item, String table) {
        return expression(item, table);
    }
}
