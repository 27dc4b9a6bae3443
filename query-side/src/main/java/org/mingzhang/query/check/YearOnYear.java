package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.table.Standing;
import org.springframework.stereotype.Component;

/**
 * 年度对比, while a table is filled: the rules that compare its rows with last year's and read no other table, so that a share
 * can be looked at between two keystrokes. All other rules wait for a check run.
 */
@Component
final class YearOnYear {

    private final Standing standing;
    private final Catalogues catalogues;

    YearOnYear(Standing standing, Catalogues catalogues) {
        this.standing = standing;
        this.catalogues = catalogues;
    }

    /** What differs strangely from last year in one department's share at a position that the views have reached. */
    List<Finding> of(TableKey key, String department, long position) {
        return standing.together(() -> standing.campaign(key.campaign())
                        .flatMap(planned -> compare(key, planned, department, position)))
                .orElse(List.of());
    }

    private Optional<List<Finding>> compare(TableKey key, Standing.Planned planned, String department, long position) {
        var catalogue = catalogues.edition(planned.edition());
        var table = catalogue.table(key.code()).orElseThrow();
        var rules = comparing(catalogue, table);
        var before = new CampaignKey(key.college(), key.year() - 1);
        return rules.isEmpty()
                ? Optional.empty()
                : standing.campaign(before)
                        .flatMap(last -> lastYear(before, last, table, position))
                        .map(last -> {
                            var parameters = ParameterValues.of(catalogue, planned.parameters());
                            var data = Check.Data.of(catalogue, parameters, Map.of(key.code(), entries(key, position)));
                            return new Check(catalogue, parameters, data, last, step -> {})
                                    .run(table, rules).listed().stream()
                                            .filter(finding -> department.equals(finding.department()))
                                            .toList();
                        });
    }

    private static List<Rule> comparing(Catalogue catalogue, Table table) {
        return catalogue.rulesOf(table).stream()
                .filter(rule -> rule.scope() == Rule.Scope.YEAR_ON_YEAR)
                .filter(rule -> Set.of(table.name()).containsAll(rule.check().tables()))
                .toList();
    }

    /** Ids of all that is looked at while a table is filled: this, the rules within a row, and what needs no rule. */
    List<String> looked(TableKey key) {
        var looked = new ArrayList<>(List.of("required", "reference", "duplicate-key", "part"));
        standing.campaign(key.campaign()).ifPresent(planned -> {
            var catalogue = catalogues.edition(planned.edition());
            catalogue.table(key.code()).ifPresent(table -> {
                catalogue.rulesOf(table).stream()
                        .filter(rule -> rule.scope() == Rule.Scope.ROW)
                        .map(Rule::id)
                        .forEach(looked::add);
                comparing(catalogue, table).stream().map(Rule::id).forEach(looked::add);
            });
        });
        return looked;
    }

    private Optional<LastYear> lastYear(CampaignKey before, Standing.Planned last, Table table, long position) {
        Catalogue catalogue = catalogues.edition(last.edition());
        return catalogue
                .tableNamed(table.name())
                .map(earlier -> new LastYear(Check.Data.of(
                                catalogue,
                                ParameterValues.of(catalogue, last.parameters()),
                                Map.of(earlier.code(), entries(before.table(earlier.code()), position)))
                        .tables()));
    }

    private List<Standing.Entry> entries(TableKey table, long position) {
        var all = new ArrayList<Standing.Entry>();
        standing.entries(table, position, all::add);
        return all;
    }
}
