package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.mingzhang.events.rule.Expression;
import org.mingzhang.events.rule.ExpressionRefused;
import org.mingzhang.events.rule.Schema;
import org.mingzhang.events.rule.Type;

/** 规则草案: a rule written beside an edition, to be tried on data before anybody depends on it. */
public final class RuleDraft {

    private RuleDraft() {}

    /**
     * The rule, read and found sound against the edition; how far it looks follows from what it names.
     *
     * @param id of the rule it would replace, or a new one
     * @param words the rule in Chinese
     * @param expr in the rule language, with the row of the table at hand
     * @param message what to tell the person
     * @throws ExpressionRefused if the expression cannot be read, names what is not there, or gives no truth value
     */
    public static Rule read(
            Catalogue catalogue,
            Table table,
            String id,
            Rule.Severity severity,
            String words,
            String expr,
            String message) {
        var check = Expression.read(expr, table.name(), new Edition(catalogue), Type.TRUTH);
        var tables = new TreeSet<>(check.tables());
        tables.add(table.name());
        return new Rule(
                id,
                severity,
                severity == Rule.Severity.ERROR ? Rule.Nature.CONTRADICTION : Rule.Nature.IMPLAUSIBLE,
                scope(check),
                table.name(),
                List.copyOf(tables),
                words,
                check,
                message,
                Basis.JUDGED,
                Optional.empty());
    }

    private static Rule.Scope scope(Expression check) {
        if (check.readsLastYear()) {
            return Rule.Scope.YEAR_ON_YEAR;
        }
        if (check.tables().isEmpty()) {
            return Rule.Scope.ROW;
        }
        return check.fields().isEmpty() ? Rule.Scope.TABLE : Rule.Scope.CROSS_TABLE;
    }

    /** What a draft may name: everything the edition has. */
    private record Edition(Catalogue catalogue) implements Schema {

        private Optional<Field> find(String table, String field) {
            return catalogue.tableNamed(table).flatMap(found -> found.field(field));
        }

        @Override
        public boolean hasTable(String table) {
            return catalogue.tableNamed(table).isPresent();
        }

        @Override
        public Optional<Type> field(String table, String field) {
            return find(table, field).map(Field::type).map(Values::type);
        }

        @Override
        public List<String> key(String table) {
            return catalogue.tableNamed(table).map(Table::key).orElse(List.of());
        }

        @Override
        public Optional<Type> parameter(String name) {
            return catalogue.parameter(name).map(parameter -> Values.type(parameter.type()));
        }

        @Override
        public boolean hasIndicator(String id) {
            return catalogue.indicators().stream()
                    .anyMatch(indicator -> indicator.id().equals(id));
        }

        @Override
        public boolean mayHold(String table, String field, String text) {
            return find(table, field)
                    .map(Field::codeList)
                    .map(list -> catalogue.codeList(list).has(text))
                    .orElse(true);
        }
    }
}
