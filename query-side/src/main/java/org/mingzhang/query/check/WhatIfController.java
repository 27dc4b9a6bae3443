package org.mingzhang.query.check;

import java.math.BigDecimal;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Judge;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Visibility;
import org.mingzhang.query.table.Standing;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * 假设: what the rules and the indicators would say if entries of a share were otherwise — for those who fill or review it. It
 * is a question, though it is posted: nothing is stored and the ledger does not move.
 */
@RestController
class WhatIfController {

    /** What is done with an entry. */
    enum Op {
        AMEND,
        REMOVE
    }

    /**
     * One supposition.
     *
     * @param values changed cells by field; absent when removing
     */
    record Change(Op op, int entry, @Nullable Map<String, JsonNode> values) {}

    record Supposition(List<Change> changes) {}

    /** A figure before and after, rounded; null where it cannot be worked out. */
    record Moved(
            String id,
            String zh,
            String unit,
            @Nullable String before,
            @Nullable String after,
            Indicators.Level levelBefore,
            Indicators.Level levelAfter) {}

    /**
     * What would be otherwise.
     *
     * @param position ledger position at which it was asked
     * @param appearing findings that would come, at most {@value #MOST}
     * @param disappearing findings that would go, at most {@value #MOST}
     */
    record Outcome(
            long position,
            int appear,
            int disappear,
            List<Finding> appearing,
            List<Finding> disappearing,
            List<Moved> indicators) {}

    private static final int MOST = 200;

    private final Checks checks;
    private final Indicators indicators;
    private final Shares shares;
    private final Organisation organisation;
    private final Catalogues catalogues;
    private final Standing standing;
    private final Reads reads;

    WhatIfController(
            Checks checks,
            Indicators indicators,
            Shares shares,
            Organisation organisation,
            Catalogues catalogues,
            Standing standing,
            Reads reads) {
        this.checks = checks;
        this.indicators = indicators;
        this.shares = shares;
        this.organisation = organisation;
        this.catalogues = catalogues;
        this.standing = standing;
        this.reads = reads;
    }

    @PostMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/what-if")
    ResponseEntity<Outcome> suppose(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Supposition supposition) {
        long position = reads.everything(Views.TABLE, Views.PROGRESS);
        var table = organisation.campaign(year).table(code);
        var reader = organisation.reader(principal);
        shares.visible(table, department, reader, Visibility::personal);
        var changes = judged(table, supposition, position);
        var known = new HashSet<Integer>();
        var supposed = checks.suppose(table.campaign(), position, code, entries -> {
                    entries.stream()
                            .filter(entry -> entry.department().equals(department))
                            .map(Standing.Entry::number)
                            .forEach(known::add);
                    return otherwise(entries, changes);
                })
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        changes.keySet().stream()
                .filter(entry -> !known.contains(entry))
                .findFirst()
                .ifPresent(entry -> {
                    throw new Unanswerable(Why.SUPPOSITION_WRONG, "没有第 " + entry + " 条记录 (no entry " + entry + ")");
                });
        var appearing = without(supposed.after(), supposed.before());
        var disappearing = without(supposed.before(), supposed.after());
        return Reads.ok(position)
                .body(new Outcome(
                        position,
                        appearing.size(),
                        disappearing.size(),
                        appearing.stream().limit(MOST).toList(),
                        disappearing.stream().limit(MOST).toList(),
                        moved(table, position, supposed)));
    }

    /** Changed cells by entry; empty for one that is gone. */
    private Map<Integer, Optional<Map<String, CellValue>>> judged(
            TableKey key, Supposition supposition, long position) {
        Catalogue catalogue = standing.together(() -> standing.campaign(key.campaign(), position))
                .map(planned -> catalogues.edition(planned.edition()))
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var table = catalogue.table(key.code()).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var changes = new LinkedHashMap<Integer, Optional<Map<String, CellValue>>>();
        for (var change : supposition.changes()) {
            if (change.op() == Op.REMOVE) {
                changes.put(change.entry(), Optional.empty());
                continue;
            }
            var cells = new TreeMap<String, CellValue>();
            Objects.requireNonNullElse(change.values(), Map.<String, JsonNode>of())
                    .forEach((field, value) -> cells.put(field, cell(value)));
            var judged = Judge.judge(catalogue, table, cells);
            judged.problems().stream().findFirst().ifPresent(problem -> {
                throw new Unanswerable(Why.SUPPOSITION_WRONG, problem.zh());
            });
            changes.put(change.entry(), Optional.of(judged.cells()));
        }
        return changes;
    }

    private static CellValue cell(JsonNode value) {
        if (value.isNull()) {
            return CellValue.blank();
        }
        if (value.isBoolean()) {
            return CellValue.flag(value.booleanValue());
        }
        if (value.isIntegralNumber()) {
            return CellValue.whole(value.longValue());
        }
        return CellValue.text(value.isNumber() ? value.decimalValue().toPlainString() : value.asString(""));
    }

    private static List<Standing.Entry> otherwise(
            List<Standing.Entry> entries, Map<Integer, Optional<Map<String, CellValue>>> changes) {
        var after = new ArrayList<Standing.Entry>();
        for (var entry : entries) {
            var change = changes.get(entry.number());
            if (change == null) {
                after.add(entry);
            } else {
                change.map(cells -> with(entry, cells)).ifPresent(after::add);
            }
        }
        return after;
    }

    private static Standing.Entry with(Standing.Entry entry, Map<String, CellValue> cells) {
        var values = new TreeMap<>(entry.values());
        values.putAll(cells);
        values.values().removeIf(value -> value instanceof CellValue.Blank);
        return new Standing.Entry(entry.number(), entry.department(), entry.revision(), values, entry.last());
    }

    private static List<Finding> without(List<Finding> some, Collection<Finding> others) {
        var known = others.stream().map(Finding::id).collect(Collectors.toSet());
        return some.stream().filter(finding -> !known.contains(finding.id())).toList();
    }

    private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    private List<Moved> moved(TableKey table, long position, Checks.Supposed supposed) {
        var before = indicators
                .over(table.campaign(), position, supposed.catalogue(), supposed.parameters(), supposed.asIs())
                .figures();
        var after = new HashMap<String, Indicators.Figure>();
        indicators
                .over(table.campaign(), position, supposed.catalogue(), supposed.parameters(), supposed.asIf())
                .figures()
                .forEach(figure -> after.put(figure.indicator().id(), figure));
        return before.stream()
                .map(figure -> new Both(
                        figure,
                        Objects.requireNonNull(after.get(figure.indicator().id()))))
                .filter(both -> !isSame(both.before.exact(), both.after.exact()))
                .map(Both::shown)
                .toList();
    }

    private record Both(Indicators.Figure before, Indicators.Figure after) {

        Moved shown() {
            var indicator = before.indicator();
            return new Moved(
                    indicator.id(),
                    indicator.zh(),
                    indicator.unit(),
                    before.shown(),
                    after.shown(),
                    before.level(),
                    after.level());
        }
    }
}
