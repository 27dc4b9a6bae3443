package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mingzhang.events.rule.Expression;
import org.mingzhang.events.rule.ExpressionRefused;
import org.mingzhang.events.rule.Schema;
import org.mingzhang.events.rule.Type;

/** What the expressions of an edition may name. */
record Names(
        Map<String, Draft> drafts, Map<String, CodeList> codeLists, List<Parameter> parameters, Set<String> indicators)
        implements Schema {

    /** An expression of any type, with the row of that table at hand. */
    Expression expression(Item item, String table) {
        try {
            return Expression.read(item.text(), table, this);
        } catch (ExpressionRefused refused) {
            throw item.refused("第 " + refused.at() + " 字：" + refused.zh(), refused.en());
        }
    }

    Expression condition(Item item, String table) {
        return expression(item, table, Type.TRUTH);
    }

    Expression figure(Item item, String table) {
        return expression(item, table, Type.NUMBER);
    }

    Expression expression(Item item, String table, Type wanted) {
        try {
            return Expression.read(item.text(), table, this, wanted);
        } catch (ExpressionRefused refused) {
            throw item.refused("第 " + refused.at() + " 字：" + refused.zh(), refused.en());
        }
    }

    private Optional<Field> find(String table, String field) {
        return Optional.ofNullable(drafts.get(table))
                .flatMap(draft -> draft.table().field(field));
    }

    @Override
    public boolean hasTable(String table) {
        return drafts.containsKey(table);
    }

    @Override
    public Optional<Type> field(String table, String field) {
        return find(table, field).map(Field::type).map(Values::type);
    }

    @Override
    public List<String> key(String table) {
        return Optional.ofNullable(drafts.get(table))
                .map(draft -> draft.table().key())
                .orElse(List.of());
    }

    @Override
    public Optional<Type> parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(parameter -> Values.type(parameter.type()))
                .findFirst();
    }

    @Override
    public boolean hasIndicator(String id) {
        return indicators.contains(id);
    }

    @Override
    public boolean mayHold(String table, String field, String text) {
        return find(table, field)
                .map(Field::codeList)
                .map(codeLists::get)
                .map(codes -> codes.has(text))
                .orElse(true);
    }
}
