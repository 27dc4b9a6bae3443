package org.mingzhang.query.table;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.CodeList;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Group;
import org.mingzhang.events.catalogue.Indicator;
import org.mingzhang.events.catalogue.Parameter;
import org.mingzhang.events.catalogue.Rule;
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
            List<IndicatorShown> indicators) {}

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
                .eTag("\"" + catalogue.version() + "\"")
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
                        .toList());
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
