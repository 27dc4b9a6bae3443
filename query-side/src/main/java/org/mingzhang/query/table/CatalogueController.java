package org.mingzhang.query.table;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.CodeList;
import org.mingzhang.events.catalogue.Fact;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Group;
import org.mingzhang.events.catalogue.Indicator;
import org.mingzhang.events.catalogue.Parameter;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.RuleExample;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 数据表目录 as readers see it: tables, fields, code lists, rules and indicators of an edition. */
@RestController
@RequestMapping("/api/v1/catalogues")
class CatalogueController {

    /**
     * An edition in a line.
     *
     * @param sha256 校验和 over all its files
     */
    record Brief(String edition, String version, String basedOn, String sha256, int tables) {}

    record Items<T>(List<T> items) {}

    record TableShown(
            String code,
            String name,
            String zh,
            String group,
            String kind,
            String period,
            @Nullable String asOf,
            String grain,
            List<String> key,
            boolean perTeacher,
            boolean nilAllowed,
            @Nullable String note,
            List<String> sources,
            List<Field> fields) {}

    record CodeListShown(String id, String zh, List<CodeList.Code> values) {}

    record RuleShown(
            String id,
            String severity,
            String nature,
            String scope,
            String table,
            List<String> tables,
            String words,
            String message) {}

    record IndicatorShown(
            String id,
            String zh,
            String unit,
            String kind,
            String direction,
            String source,
            @Nullable String note,
            Map<String, ?> thresholds) {}

    record Whole(
            String edition,
            String version,
            String basedOn,
            List<Group> groups,
            List<TableShown> tables,
            List<CodeListShown> codeLists,
            List<ParameterShown> parameters,
            List<RuleShown> rules,
            List<IndicatorShown> indicators,
            List<FactShown> facts) {}

    /**
     * What several tables report and must agree on.
     *
     * @param tables their English names
     */
    record FactShown(String id, String zh, String key, List<String> tables) {}

    /**
     * A rule in full.
     *
     * @param expr as written in the edition
     * @param fields of the row under check that it mentions, in the order of the form
     * @param source the document it comes from; null if none is named
     * @param holds a case in which it holds; null if the edition has no examples
     * @param fails a case in which it fails
     */
    record RuleTold(
            @JsonUnwrapped RuleShown rule,
            String expr,
            List<String> fields,
            @Nullable String source,
            @Nullable CaseShown holds,
            @Nullable CaseShown fails) {}

    /**
     * A case.
     *
     * @param row the row under check, by field
     * @param last last year's row with the same key; null if there is none
     * @param tables rows of other tables, by English name
     * @param lastTables last year's rows; null if there was no campaign
     */
    record CaseShown(
            Map<String, Object> row,
            @Nullable Map<String, Object> last,
            Map<String, List<Map<String, Object>>> tables,
            @Nullable Map<String, List<Map<String, Object>>> lastTables) {

        static CaseShown of(Catalogue catalogue, Table table, RuleExample.Case one) {
            return new CaseShown(
                    cells(table, one.row()),
                    one.last().map(last -> cells(table, last)).orElse(null),
                    tables(catalogue, one.tables()),
                    one.lastTables().map(last -> tables(catalogue, last)).orElse(null));
        }

        private static Map<String, List<Map<String, Object>>> tables(
                Catalogue catalogue, Map<String, List<Map<String, CellValue>>> written) {
            var tables = new TreeMap<String, List<Map<String, Object>>>();
            written.forEach((name, rows) -> catalogue
                    .tableNamed(name)
                    .ifPresent(table -> tables.put(
                            name, rows.stream().map(row -> cells(table, row)).toList())));
            return tables;
        }

        /** In the order of the form. */
        private static Map<String, Object> cells(Table table, Map<String, CellValue> written) {
            var cells = new LinkedHashMap<String, Object>();
            table.fields()
                    .forEach(field -> Optional.ofNullable(written.get(field.name()))
                            .ifPresent(value -> cells.put(field.name(), Mask.plain(value))));
            return cells;
        }
    }

    record ParameterShown(
            String name, String zh, String type, @Nullable String value) {}

    private final Catalogues catalogues;

    CatalogueController(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    @GetMapping
    Items<Brief> all() {
        return new Items<>(catalogues.editions().stream()
                .map(edition -> new Brief(
                        edition.edition(),
                        edition.version(),
                        edition.basedOn(),
                        edition.sha256(),
                        edition.tables().size()))
                .toList());
    }

    @GetMapping("/{edition}")
    ResponseEntity<Whole> one(@PathVariable String edition) {
        var catalogue = catalogues.find(edition).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .eTag("\"" + catalogue.sha256() + "\"")
                .body(whole(catalogue));
    }

    private static Whole whole(Catalogue catalogue) {
        return new Whole(
                catalogue.edition(),
                catalogue.version(),
                catalogue.basedOn(),
                catalogue.groups(),
                catalogue.tables().stream()
                        .map(table -> table(catalogue, table))
                        .toList(),
                catalogue.codeLists().stream()
                        .map(list -> new CodeListShown(list.id(), list.zh(), list.values()))
                        .toList(),
                catalogue.parameters().stream()
                        .map(CatalogueController::parameter)
                        .toList(),
                catalogue.rules().stream().map(CatalogueController::rule).toList(),
                catalogue.indicators().stream()
                        .map(CatalogueController::indicator)
                        .toList(),
                catalogue.facts().stream()
                        .map(fact -> new FactShown(
                                fact.id(),
                                fact.zh(),
                                fact.key(),
                                fact.columns().stream().map(Fact.Column::table).toList()))
                        .toList());
    }

    @GetMapping("/{edition}/rules/{rule}")
    RuleTold rule(@PathVariable String edition, @PathVariable String rule) {
        var catalogue = catalogues.find(edition).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var found = catalogue.rule(rule).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var table = catalogue.tableNamed(found.table()).orElseThrow();
        var example = catalogue.examples().stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst();
        return new RuleTold(
                rule(found),
                found.check().text(),
                catalogue.fieldsOf(found),
                found.source().orElse(null),
                example.map(each -> CaseShown.of(catalogue, table, each.holds()))
                        .orElse(null),
                example.map(each -> CaseShown.of(catalogue, table, each.fails()))
                        .orElse(null));
    }

    private static TableShown table(Catalogue catalogue, Table table) {
        var asOf = table.asOf();
        return new TableShown(
                table.code(),
                table.name(),
                table.zh(),
                table.group(),
                table.kind().name(),
                table.period().name(),
                asOf == null ? null : "%02d-%02d".formatted(asOf.getMonthValue(), asOf.getDayOfMonth()),
                table.grain(),
                table.key(),
                table.perTeacher(),
                table.nilAllowed(),
                table.note(),
                table.sources(catalogue),
                table.fields());
    }

    private static ParameterShown parameter(Parameter parameter) {
        return new ParameterShown(
                parameter.name(),
                parameter.zh(),
                parameter.type().name(),
                parameter.value().orElse(null));
    }

    private static RuleShown rule(Rule rule) {
        return new RuleShown(
                rule.id(),
                rule.severity().name(),
                rule.nature().name(),
                rule.scope().name(),
                rule.table(),
                rule.tables(),
                rule.words(),
                rule.message());
    }

    private static IndicatorShown indicator(Indicator indicator) {
        return new IndicatorShown(
                indicator.id(),
                indicator.zh(),
                indicator.unit(),
                indicator.kind().name(),
                indicator.direction().name(),
                indicator.source(),
                indicator.note().orElse(null),
                indicator.thresholds());
    }
}
