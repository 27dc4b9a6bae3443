package org.mingzhang.query.check;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.RuleDraft;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.org.Role;
import org.mingzhang.events.rule.ExpressionRefused;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.table.RulesInForce;
import org.mingzhang.query.table.Standing;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * 规则试算: what a new version of a rule, a new rule or another parameter would find now, would have found at past moments, and
 * would have found last year; whom it would have stopped. It is a question: nothing is stored and nobody is told.
 */
@RestController
class RuleTrialController {

    /**
     * A draft.
     *
     * @param rule id of the rule it would replace; absent for a new one
     * @param table number of the table a new rule is over; absent where it replaces one
     * @param expr in the rule language; absent to try other parameters with the rule as it is
     * @param parameters values by name; absent for the campaign's own
     * @param moments ledger positions or instants of this campaign besides now
     */
    record Draft(
            @Nullable String rule,
            @Nullable String table,
            Rule.@Nullable Severity severity,
            @Nullable String expr,
            @Nullable String message,
            @Nullable Map<String, String> parameters,
            @Nullable List<String> moments) {}

    /**
     * What it finds at one moment.
     *
     * @param moment as it was asked for; null for now
     * @param comparable false where it reads a last year that is not there
     * @param before how often the rule as it is fails
     * @param after how often the draft fails
     * @param stopped departments that an error of the draft stops and the rule as it is does not
     * @param released departments that it is the other way round for
     * @param items what the draft finds, at most {@value #MOST}
     */
    record At(
            int year,
            @Nullable String moment,
            long position,
            @Nullable Instant at,
            boolean comparable,
            int before,
            int after,
            List<String> stopped,
            List<String> released,
            List<Finding> items) {}

    /**
     * The draft as it was understood, and what it finds.
     *
     * @param tables names of the tables it reads
     */
    record Trial(String rule, Rule.Severity severity, Rule.Scope scope, List<String> tables, List<At> items) {}

    private static final int MOST = 100;
    private static final int MOST_MOMENTS = 5;

    private final Checks checks;
    private final Standing standing;
    private final Catalogues catalogues;
    private final RulesInForce rules;
    private final Organisation organisation;
    private final Reads reads;

    RuleTrialController(
            Checks checks,
            Standing standing,
            Catalogues catalogues,
            RulesInForce rules,
            Organisation organisation,
            Reads reads) {
        this.checks = checks;
        this.standing = standing;
        this.catalogues = catalogues;
        this.rules = rules;
        this.organisation = organisation;
        this.reads = reads;
    }

    @PostMapping("/api/v1/campaigns/{year}/rule-trials")
    ResponseEntity<Trial> tryOut(Principal principal, @PathVariable int year, @RequestBody Draft draft) {
        if (!organisation.reader(principal).is(Role.OFFICE)) {
            throw new Unanswerable(Why.NOT_VISIBLE);
        }
        var campaign = organisation.campaign(year);
        long now = reads.everything(Views.TABLE, Views.PROGRESS, Views.TRAIL);
        var catalogue = catalogue(campaign, now);
        var asIs = draft.rule() == null ? null : catalogue.rule(draft.rule()).orElse(null);
        var rule = read(catalogue, draft, asIs);
        var parameters = parameters(catalogue, draft);
        var items = new ArrayList<At>();
        items.add(at(campaign, null, now, asIs, rule, parameters));
        Objects.requireNonNullElse(draft.moments(), List.<String>of()).stream()
                .limit(MOST_MOMENTS)
                .forEach(
                        moment -> items.add(at(campaign, moment, reads.tableAt(moment, null), asIs, rule, parameters)));
        var before = campaign.yearBefore();
        if (standing.together(() -> standing.campaign(before, now)).isPresent()) {
            items.add(at(before, null, now, asIs, rule, Map.of()));
        }
        return Reads.ok(now).body(new Trial(rule.id(), rule.severity(), rule.scope(), rule.tables(), items));
    }

    private Catalogue catalogue(CampaignKey campaign, long position) {
        return standing.together(() -> standing.campaign(campaign, position))
                .map(planned -> rules.at(campaign, catalogues.edition(planned.edition()), position))
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
    }

    private static Rule read(Catalogue catalogue, Draft draft, @Nullable Rule asIs) {
        if (draft.rule() != null && asIs == null && draft.table() == null) {
            throw new Unanswerable(Why.RULE_DRAFT_WRONG, "没有规则 " + draft.rule() + " (no such rule)");
        }
        var table = table(catalogue, draft, asIs);
        var expr = draft.expr() != null
                ? draft.expr()
                : asIs == null ? "" : asIs.check().text();
        try {
            return RuleDraft.read(
                    catalogue,
                    table,
                    Objects.requireNonNullElse(draft.rule(), "draft"),
                    draft.severity() != null
                            ? draft.severity()
                            : asIs == null ? Rule.Severity.WARNING : asIs.severity(),
                    asIs == null ? "" : asIs.words(),
                    expr,
                    draft.message() != null ? draft.message() : asIs == null ? expr : asIs.message());
        } catch (ExpressionRefused refused) {
            throw new Unanswerable(
                    Why.RULE_DRAFT_WRONG,
                    "第 " + refused.at() + " 字：" + refused.zh() + " (at " + refused.at() + ": " + refused.en() + ")");
        }
    }

    private static Table table(Catalogue catalogue, Draft draft, @Nullable Rule asIs) {
        return (asIs == null ? catalogue.table(String.valueOf(draft.table())) : catalogue.tableNamed(asIs.table()))
                .orElseThrow(() -> new Unanswerable(Why.RULE_DRAFT_WRONG, "没有表 " + draft.table() + " (no such table)"));
    }

    private static Map<String, String> parameters(Catalogue catalogue, Draft draft) {
        var parameters = Objects.requireNonNullElse(draft.parameters(), Map.<String, String>of());
        parameters.forEach((name, value) -> {
            if (catalogue.parameter(name).filter(known -> known.accepts(value)).isEmpty()) {
                throw new Unanswerable(
                        Why.RULE_DRAFT_WRONG, "参数 " + name + " 不能取 " + value + " (no such parameter or value)");
            }
        });
        return parameters;
    }

    private At at(
            CampaignKey campaign,
            @Nullable String moment,
            long position,
            @Nullable Rule asIs,
            Rule draft,
            Map<String, String> parameters) {
        var tried = checks.tryOut(campaign, position, asIs, draft, parameters)
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var before = stopped(asIs, tried.before());
        var after = stopped(draft, tried.after());
        return new At(
                campaign.year(),
                moment,
                position,
                standing.at(position).orElse(null),
                tried.comparable(),
                tried.before().size(),
                tried.after().size(),
                after.stream()
                        .filter(department -> !before.contains(department))
                        .toList(),
                before.stream()
                        .filter(department -> !after.contains(department))
                        .toList(),
                tried.after().stream().limit(MOST).toList());
    }

    /** The departments whose shares hold an error of a rule. */
    private static List<String> stopped(@Nullable Rule rule, List<Finding> findings) {
        return rule == null || rule.severity() != Rule.Severity.ERROR
                ? List.of()
                : findings.stream()
                        .map(Finding::department)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList();
    }
}
