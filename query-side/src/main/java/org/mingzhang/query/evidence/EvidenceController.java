package org.mingzhang.query.evidence;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.export.ExportRecords;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.table.Entry;
import org.mingzhang.query.table.Extracts;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 佐证材料 for those who see the entries it proves. Handing a file out is on record like any export. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/evidence")
class EvidenceController {

    /**
     * One piece.
     *
     * @param entry the entry it proves; null for the whole share
     * @param withdrawnAt null while it counts
     */
    record Piece(
            String evidence,
            @Nullable Integer entry,
            String title,
            String mediaType,
            long size,
            String sha256,
            @Nullable Who by,
            Instant at,
            @Nullable Instant withdrawnAt,
            @Nullable String reason) {}

    /**
     * What there is, and what is still without.
     *
     * @param without numbers of the share's entries that no piece of their own proves, the first 500
     * @param entries how many entries the share has
     */
    record Found(List<Piece> items, List<Integer> without, int entries) {}

    private record Line(
            String evidence,
            @Nullable Integer entry,
            String title,
            String mediaType,
            long size,
            String sha256,
            String by,
            Instant at,
            @Nullable Instant withdrawnAt,
            @Nullable String reason) {}

    private static final int MOST_LISTED = 500;

    private final Extracts extracts;
    private final EvidenceContent content;
    private final ExportRecords records;
    private final Organisation organisation;
    private final Reads reads;
    private final JdbcClient sql;

    EvidenceController(
            Extracts extracts,
            EvidenceContent content,
            ExportRecords records,
            Organisation organisation,
            Reads reads,
            JdbcClient sql) {
        this.extracts = extracts;
        this.content = content;
        this.records = records;
        this.organisation = organisation;
        this.reads = reads;
        this.sql = sql;
    }

    @GetMapping
    ResponseEntity<Found> list(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS, Views.TABLE);
        var extract = extracts.of(principal, year, code, department);
        var seen = new HashSet<Integer>();
        extract.each(position, entry -> seen.add(entry.id()));
        var lines = lines(extract.key().toString(), department).stream()
                .filter(line -> line.entry() == null ? extract.isWholeShare() : seen.contains(line.entry()))
                .toList();
        var names = organisation.names(lines.stream().map(Line::by).toList());
        var proven = new HashSet<Integer>();
        lines.stream()
                .filter(line -> line.withdrawnAt() == null && line.entry() != null)
                .forEach(line -> proven.add(line.entry()));
        return Reads.ok(position)
                .body(new Found(
                        lines.stream()
                                .map(line -> new Piece(
                                        line.evidence(),
                                        line.entry(),
                                        line.title(),
                                        line.mediaType(),
                                        line.size(),
                                        line.sha256(),
                                        names.of(line.by()),
                                        line.at(),
                                        line.withdrawnAt(),
                                        line.reason()))
                                .toList(),
                        seen.stream()
                                .filter(entry -> !proven.contains(entry))
                                .sorted()
                                .limit(MOST_LISTED)
                                .toList(),
                        seen.size()));
    }

    @GetMapping("/{evidence}")
    ResponseEntity<byte[]> file(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @PathVariable String evidence,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS, Views.TABLE);
        var extract = extracts.of(principal, year, code, department);
        var line = lines(extract.key().toString(), department).stream()
                .filter(each -> each.evidence().equals(evidence))
                .filter(each -> extract.isWholeShare() || isOwn(extract, each, position))
                .findFirst()
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var bytes = content.of(evidence).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        records.record(
                principal,
                extract.key().campaign(),
                "evidence",
                extract.key() + "/" + department + "/evidence/" + evidence,
                line.sha256());
        return Reads.ok(position)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(line.title() + ending(line.mediaType()), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(line.mediaType()))
                .body(bytes);
    }

    private static boolean isOwn(Extracts.Extract extract, Line line, long position) {
        var own = new HashSet<Integer>();
        extract.each(position, (Entry entry) -> own.add(entry.id()));
        return line.entry() != null && own.contains(line.entry());
    }

    private static String ending(String mediaType) {
        return switch (mediaType) {
            case "application/pdf" -> ".pdf";
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "application/vnd.ms-excel" -> ".xls";
            default -> ".xlsx";
        };
    }

    private List<Line> lines(String table, String department) {
        return sql.sql("select * from evidence where table_key = ? and department = ? order by position")
                .params(table, department)
                .query((row, number) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        var withdrawnAt = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new Line(
                row.getString("evidence"),
                row.getObject("entry", Integer.class),
                row.getString("title"),
                row.getString("media_type"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getString("by_staff"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                withdrawnAt == null ? null : withdrawnAt.toInstant(),
                row.getString("reason"));
    }
}
