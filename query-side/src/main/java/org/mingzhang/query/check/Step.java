package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Fact;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Reading;
import org.mingzhang.events.catalogue.Reference;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;

/**
 * 校验的一步: one rule over one table, or what every table is asked besides: required cells, references, business keys. What it finds
 * depends on the rows of the tables it reads, and on nothing else of the campaign.
 *
 * @param table the table whose rows are asked; of a fact the last one that reports it
 * @param rule the catalogue's rule; empty if there is none
 * @param fact what several tables report; empty if it is not about that
 * @param reads English names of the filled tables it depends on
 * @param readsLastYear whether it depends on last year's rows of them
 */
record Step(
        Kind kind, Table table, Optional<Rule> rule, Optional<Fact> fact, Set<String> reads, boolean readsLastYear) {

    /** What is asked. */
    enum Kind {
        REQUIRED,
        REFERENCE,
        DUPLICATE,
        RULE,
        FACT
    }

    Step {
        reads = Set.copyOf(reads);
    }

    /** What names it within an edition. */
    record Name(String table, String what) {}

    Name name() {
        return new Name(
                table.code(), rule.map(Rule::id).or(() -> fact.map(Fact::id)).orElse(kind.name()));
    }

    /**
     * The steps of a run, in the order in which they are reported.
     *
     * @param codes numbers of the campaign's tables
     * @param filled whether people fill the table of that number in this campaign
     */
    static List<Step> of(Catalogue catalogue, Set<String> codes, Predicate<String> filled) {
        var reading = new Reading(catalogue);
        var facts = facts(catalogue, code -> codes.contains(code) && filled.test(code));
        var steps = new ArrayList<Step>();
        for (var table : catalogue.tables()) {
            if (!codes.contains(table.code())) {
                continue;
            }
            if (filled.test(table.code())) {
                steps.add(of(Kind.REQUIRED, table, Set.of(table.name())));
                steps.add(of(Kind.REFERENCE, table, pointedTo(table)));
                steps.add(of(Kind.DUPLICATE, table, Set.of(table.name())));
            }
            for (var rule : catalogue.rulesOf(table)) {
                steps.add(new Step(
                        Kind.RULE, table, Optional.of(rule), Optional.empty(), reading.of(rule), rule.needsLastYear()));
            }
            facts.stream().filter(step -> step.table().equals(table)).forEach(steps::add);
        }
        return steps;
    }

    private static List<Step> facts(Catalogue catalogue, Predicate<String> filled) {
        var steps = new ArrayList<Step>();
        for (var fact : catalogue.facts()) {
            var names = fact.columns().stream().map(Fact.Column::table).collect(Collectors.toSet());
            var tables = catalogue.tables().stream()
                    .filter(table -> names.contains(table.name()) && filled.test(table.code()))
                    .toList();
            if (!tables.isEmpty()) {
                steps.add(new Step(
                        Kind.FACT,
                        tables.get(tables.size() - 1),
                        Optional.empty(),
                        Optional.of(fact),
                        tables.stream().map(Table::name).collect(Collectors.toSet()),
                        false));
            }
        }
        return steps;
    }

    private static Step of(Kind kind, Table table, Set<String> reads) {
        return new Step(kind, table, Optional.empty(), Optional.empty(), reads, false);
    }

    private static Set<String> pointedTo(Table table) {
        var names = new HashSet<String>();
        names.add(table.name());
        table.fields().stream()
                .map(Field::reference)
                .flatMap(reference -> Optional.ofNullable(reference).stream())
                .map(Reference::table)
                .forEach(names::add);
        return names;
    }
}
