package org.mingzhang.query.table;

import java.security.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Language;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Reader;
import org.mingzhang.query.progress.Share;
import org.mingzhang.query.progress.ShareShown;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Showing;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 采集表 of a campaign with their shares, and why the reader can or cannot edit. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables")
class TableController {

    /**
     * A source table that must be approved before this one opens.
     *
     * @param waitsFor whom its shares that are not approved wait for now
     */
    record SourceShown(String code, @Nullable String zh, boolean approved, List<Waited> waitsFor) {}

    /** A share that holds others up, and those in whose hands it is. */
    record Waited(String department, @Nullable String departmentName, String stage, List<Organisation.Who> people) {}

    /**
     * A table as a reader is told it.
     *
     * @param state LOCKED, OPEN, FROZEN or COMPUTED
     * @param mayEdit whether the reader may change entries in one of its shares now
     * @param whyNot if not, why, in the reader's language
     */
    record TableShown(
            String table,
            String code,
            @Nullable String name,
            @Nullable String zh,
            @Nullable String group,
            String edition,
            String form,
            String state,
            @Nullable String lockReason,
            List<SourceShown> sources,
            @Nullable Instant collectionDue,
            @Nullable Instant reviewDue,
            @Nullable String consolidatedHash,
            @Nullable Instant consolidatedAt,
            boolean mayEdit,
            @Nullable String whyNot,
            List<ShareShown> shares) {}

    record Items<T>(List<T> items) {}

    private record Row(
            TableKey key,
            String edition,
            String form,
            List<String> sources,
            boolean open,
            @Nullable String lockReason,
            boolean frozen,
            @Nullable Instant collectionDue,
            @Nullable Instant reviewDue,
            @Nullable String consolidatedHash,
            @Nullable Instant consolidatedAt) {}

    private final JdbcClient sql;
    private final Shares shares;
    private final Showing showing;
    private final Organisation organisation;
    private final Catalogues catalogues;
    private final Reads reads;

    TableController(
            JdbcClient sql,
            Shares shares,
            Showing showing,
            Organisation organisation,
            Catalogues catalogues,
            Reads reads) {
        this.sql = sql;
        this.shares = shares;
        this.showing = showing;
        this.organisation = organisation;
        this.catalogues = catalogues;
        this.reads = reads;
    }

    @GetMapping
    ResponseEntity<Items<TableShown>> all(
            Principal principal,
            @PathVariable int year,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var reader = organisation.reader(principal);
        return Reads.ok(position)
                .body(new Items<>(shown(organisation.campaign(year), reader, Language.asked(language))));
    }

    @GetMapping("/{code}")
    ResponseEntity<TableShown> one(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var reader = organisation.reader(principal);
        return Reads.ok(position)
                .body(shown(organisation.campaign(year), reader, Language.asked(language)).stream()
                        .filter(table -> table.code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE)));
    }

    /** The tables a reader has anything to do with, in the order of the form. */
    private List<TableShown> shown(CampaignKey campaign, Reader reader, Language language) {
        var all = shares.of(campaign);
        var sources = sources(all);
        var visible = showing.shares(campaign, all, reader, language).stream()
                .collect(Collectors.groupingBy(ShareShown::table));
        var tables = new ArrayList<TableShown>();
        for (var row : rows(campaign)) {
            var seen = visible.getOrDefault(row.key().code(), List.of());
            if (!seen.isEmpty() || reader.seesAllStates()) {
                tables.add(shown(row, seen, sources, language));
            }
        }
        tables.sort(Comparator.comparing(TableShown::code, TableKey::byNumber));
        return tables;
    }

    private TableShown shown(Row row, List<ShareShown> seen, Map<String, List<Waited>> sources, Language language) {
        var catalogue = catalogues.find(row.edition());
        var table = catalogue.flatMap(edition -> edition.table(row.key().code()));
        var mayEdit = seen.stream().anyMatch(ShareShown::mayEdit);
        return new TableShown(
                row.key().toString(),
                row.key().code(),
                table.map(Table::name).orElse(null),
                table.map(Table::zh).orElse(null),
                table.map(Table::group).orElse(null),
                row.edition(),
                row.form(),
                state(row),
                row.open() ? null : row.lockReason(),
                row.sources().stream()
                        .map(code -> new SourceShown(
                                code,
                                title(catalogue.orElse(null), code),
                                sources.containsKey(code) && sources.get(code).isEmpty(),
                                sources.getOrDefault(code, List.of())))
                        .toList(),
                row.collectionDue(),
                row.reviewDue(),
                row.consolidatedHash(),
                row.consolidatedAt(),
                mayEdit,
                mayEdit ? null : whyNot(seen, language),
                seen);
    }

    /** By table, whom it waits for until it is approved; nobody once it is. */
    private Map<String, List<Waited>> sources(List<Share> all) {
        var open = all.stream()
                .filter(share -> share.stage() != Share.Stage.APPROVED)
                .toList();
        var names = organisation.names(
                open.stream().flatMap(share -> share.holders().stream()).toList());
        var departments = organisation.departmentNames();
        var waited = new HashMap<String, List<Waited>>();
        all.forEach(share -> waited.computeIfAbsent(share.table().code(), code -> new ArrayList<>()));
        open.forEach(share -> Objects.requireNonNull(waited.get(share.table().code()))
                .add(new Waited(
                        share.department(),
                        departments.get(share.department()),
                        share.stage().name(),
                        names.of(share.holders()))));
        return waited;
    }

    private static String whyNot(List<ShareShown> seen, Language language) {
        return seen.stream()
                .filter(share -> !"not-your-share".equals(share.whyNotCode()))
                .map(ShareShown::whyNot)
                .findFirst()
                .map(String::valueOf)
                .orElseGet(() -> language.of("您不是该表任何份额的采集人", "You are not a collector of any share of this table."));
    }

    private static @Nullable String title(@Nullable Catalogue catalogue, String code) {
        return catalogue == null ? null : catalogue.table(code).map(Table::zh).orElse(null);
    }

    private static String state(Row row) {
        if (row.form().equals("COMPUTED")) {
            return "COMPUTED";
        }
        return row.frozen() ? "FROZEN" : row.open() ? "OPEN" : "LOCKED";
    }

    private List<Row> rows(CampaignKey campaign) {
        return sql.sql("select * from collection_table where campaign = ?")
                .param(campaign.toString())
                .query((row, number) -> new Row(
                        TableKey.of(row.getString("table_key")),
                        row.getString("edition"),
                        row.getString("form"),
                        List.of((String[]) row.getArray("sources").getArray()),
                        row.getBoolean("open"),
                        row.getString("lock_reason"),
                        row.getBoolean("frozen"),
                        instant(row.getObject("collection_due", OffsetDateTime.class)),
                        instant(row.getObject("review_due", OffsetDateTime.class)),
                        row.getString("consolidated_hash"),
                        instant(row.getObject("consolidated_at", OffsetDateTime.class))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
