package org.mingzhang.query.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.table.RulesInForce;
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
    private final RulesInForce rulesInForce;

    YearOnYear(Standing standing, Catalogues catalogues, RulesInForce rulesInForce) {
        this.standing = standing;
        this.catalogues = catalogues;
        this.rulesInForce = rulesInForce;
    }

    /**
     * How a share compares.
     *
     * @param looked ids of the rules that need no other table: those that compare, and those within a row, which the share's
     *     content is judged by
     * @param findings what differs strangely from last year
     */
    record Compared(List<String> looked, List<Finding> findings) {}

    /** One department's share beside last year, at a position that the views have reached. */
    Compared of(TableKey key, String department, long position) {
        return standing.together(() -> standing.campaign(key.campaign(), position)
                        .map(planned -> compare(key, planned, department, position)))
                .orElse(new Compared(List.of(), List.of()));
    }

    private Compared compare(TableKey key, Standing.Planned planned, String department, long position) {
        var catalogue = rulesInForce.at(key.campaign(), catalogues.edition(planned.edition()), position);
        var table = catalogue.table(key.code()).orElseThrow();
        var rules = catalogue.rulesOf(table).stream()
                .filter(rule -> rule.scope() == Rule.Scope.YEAR_ON_YEAR)
                .filter(rule -> Set.of(table.name()).containsAll(rule.check().tables()))
                .toList();
        var before = key.campaign().yearBefore();
        var last = rules.isEmpty()
                ? Optional.<LastYear>empty()
                : standing.campaign(before, position).flatMap(then -> lastYear(before, then, table, position));
        var findings = last.map(then -> {
                    var parameters = ParameterValues.of(catalogue, planned.parameters());
                    var data = Check.Data.of(catalogue, parameters, Map.of(key.code(), entries(key, position)));
                    return new Check(catalogue, parameters, data, then, step -> {})
                            .run(table, rules).stream()
                                    .filter(finding -> department.equals(finding.department()))
                                    .toList();
                })
                .orElse(List.of());
        var looked = Stream.concat(
                        catalogue.rulesOf(table).stream().filter(rule -> rule.scope() == Rule.Scope.ROW),
                        rules.stream())
                .map(Rule::id)
                .toList();
        return new Compared(looked, findings);
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
