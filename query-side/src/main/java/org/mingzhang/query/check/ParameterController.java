package org.mingzhang.query.check;

import java.security.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.table.Standing;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 规则参数: what the parameters of a campaign are worth, and who set them since it was planned. */
@RestController
class ParameterController {

    /**
     * A parameter.
     *
     * @param type as in the catalogue, such as {@code DECIMAL}
     * @param value what it is worth, written as text; null if nothing
     * @param ofEdition what it is worth where a campaign says nothing
     * @param changes the newest first
     */
    record Shown(
            String name,
            String zh,
            String type,
            @Nullable String value,
            @Nullable String ofEdition,
            List<Change> changes) {}

    /**
     * A change.
     *
     * @param position ledger position; from there on it counts
     * @param before what it was worth until then; empty if nothing
     */
    record Change(
            long position,
            String before,
            String value,
            String reason,
            @Nullable Who by,
            Instant at) {}

    record All(List<Shown> items) {}

    private record Set(
            String parameter, long position, String before, String value, String reason, String by, Instant at) {}

    private final JdbcClient sql;
    private final Standing standing;
    private final Catalogues catalogues;
    private final Organisation organisation;
    private final Reads reads;

    ParameterController(
            JdbcClient sql, Standing standing, Catalogues catalogues, Organisation organisation, Reads reads) {
        this.sql = sql;
        this.standing = standing;
        this.catalogues = catalogues;
        this.organisation = organisation;
        this.reads = reads;
    }

    /** All of the edition, in its order. */
    @GetMapping("/api/v1/campaigns/{year}/parameters")
    ResponseEntity<All> parameters(
            Principal principal, @PathVariable int year, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        var campaign = organisation.campaign(year);
        var planned = standing.campaign(campaign, position).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var set = sql.sql("select * from parameter_value where campaign = ? and position <= ? order by position desc")
                .params(campaign.toString(), position)
                .query((row, number) -> new Set(
                        row.getString("parameter"),
                        row.getLong("position"),
                        row.getString("before"),
                        row.getString("value"),
                        row.getString("reason"),
                        row.getString("by_staff"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        var names = organisation.names(set.stream().map(Set::by).toList());
        Map<String, List<Change>> changes = set.stream()
                .collect(Collectors.groupingBy(
                        Set::parameter,
                        Collectors.mapping(
                                each -> new Change(
                                        each.position(),
                                        each.before(),
                                        each.value(),
                                        each.reason(),
                                        names.of(each.by()),
                                        each.at()),
                                Collectors.toList())));
        return Reads.ok(position)
                .body(new All(catalogues.edition(planned.edition()).parameters().stream()
                        .map(parameter -> new Shown(
                                parameter.name(),
                                parameter.zh(),
                                parameter.type().name(),
                                planned.parameters()
                                        .getOrDefault(
                                                parameter.name(),
                                                parameter.value().orElse(null)),
                                parameter.value().orElse(null),
                                changes.getOrDefault(parameter.name(), List.of())))
                        .toList()));
    }
}
