package org.mingzhang.events.catalogue;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mingzhang.events.rule.Expression;

/** 所读各表: which tables' rows an expression depends on in the end, through indicators and computed tables too. */
public final class Reading {

    private final Catalogue catalogue;
    private final Map<String, Indicator> indicators = new HashMap<>();

    public Reading(Catalogue catalogue) {
        this.catalogue = catalogue;
        catalogue.indicators().forEach(indicator -> indicators.put(indicator.id(), indicator));
    }

    /** English names of the tables that people fill and the rule depends on, this year's or last year's. */
    public Set<String> of(Rule rule) {
        var names = new ArrayDeque<String>();
        names.add(rule.table());
        add(rule.check(), names, new HashSet<>());
        return filled(names);
    }

    /** English names of these tables and of all that rules and indicators ask on their way, computed ones too. */
    public Set<String> everything(Collection<Rule> rules, Collection<Indicator> figures, Collection<String> tables) {
        var names = new ArrayDeque<>(tables);
        rules.forEach(rule -> {
            names.add(rule.table());
            add(rule.check(), names, new HashSet<>());
        });
        figures.forEach(figure -> add(figure.expression(), names, new HashSet<>()));
        return closed(names);
    }

    private void add(Expression expression, ArrayDeque<String> names, Set<String> seen) {
        names.addAll(expression.tables());
        for (var id : expression.indicators()) {
            if (seen.add(id)) {
                Optional.ofNullable(indicators.get(id))
                        .ifPresent(indicator -> add(indicator.expression(), names, seen));
            }
        }
    }

    private Set<String> filled(ArrayDeque<String> names) {
        var filled = new HashSet<>(closed(names));
        filled.removeIf(
                name -> catalogue.tableNamed(name).flatMap(Table::computation).isPresent());
        return Set.copyOf(filled);
    }

    /** With the tables from which those among them are computed. */
    private Set<String> closed(ArrayDeque<String> names) {
        var seen = new HashSet<String>();
        while (!names.isEmpty()) {
            var name = names.remove();
            if (!seen.add(name)) {
                continue;
            }
            var computation = catalogue.tableNamed(name).flatMap(Table::computation);
            if (computation.isEmpty()) {
                continue;
            }
            var how = computation.get();
            names.add(how.rowSource());
            Stream.concat(Stream.of(how.where()), how.columns().stream().map(Computation.Column::value))
                    .forEach(expression -> add(expression, names, new HashSet<>()));
        }
        return Set.copyOf(seen);
    }
}
