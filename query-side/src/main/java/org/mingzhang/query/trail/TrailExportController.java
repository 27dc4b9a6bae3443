package org.mingzhang.query.trail;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.export.ExportRecords;
import org.mingzhang.query.export.ListWorkbook;
import org.mingzhang.query.export.ListWorkbook.Column;
import org.mingzhang.query.org.Organisation;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 督查台账 as a workbook: what a reader may see of the trail, by the same filters, the oldest first, as it is replayed. */
@RestController
class TrailExportController {

    private static final int MOST = 50_000;
    private static final int PAGE = 2_000;
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final DateTimeFormatter BEIJING =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.of("Asia/Shanghai"));

    private static final List<Column> COLUMNS = List.of(
            new Column("账本位置", 10),
            new Column("时间（北京）", 24),
            new Column("姓名", 10),
            new Column("教工号", 12),
            new Column("当时职务", 14),
            new Column("当时部门", 16),
            new Column("事项", 60),
            new Column("表", 10),
            new Column("部门", 16),
            new Column("记录", 8),
            new Column("涉及人员", 14),
            new Column("理由", 30),
            new Column("设备", 14),
            new Column("事件号", 38));

    private final TrailRows rows;
    private final TrailFilter filter;
    private final Organisation organisation;
    private final ExportRecords records;
    private final Reads reads;

    TrailExportController(
            TrailRows rows, TrailFilter filter, Organisation organisation, ExportRecords records, Reads reads) {
        this.rows = rows;
        this.filter = filter;
        this.organisation = organisation;
        this.records = records;
        this.reads = reads;
    }

    @GetMapping("/api/v1/audit.xlsx")
    ResponseEntity<byte[]> export(
            Principal principal,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long at = reads.now(minPosition, Views.TRAIL);
        var conditions = filter.of(organisation.reader(principal), who, table, department, from, to, kind);
        var found = new ArrayList<TrailRows.Row>();
        for (var page = rows.of(conditions, at, PAGE, 0);
                !page.isEmpty() && found.size() < MOST;
                page = rows.of(conditions, at, PAGE, found.size())) {
            found.addAll(page);
        }
        var more = found.size() >= MOST
                && !rows.of(conditions, at, 1, found.size()).isEmpty();
        Collections.reverse(found);
        var bytes = workbook(found, at, more);
        records.record(
                principal,
                organisation.college(),
                "trail",
                "1…" + at,
                Hash.sha256(bytes).hex());
        return Reads.ok(at)
                .contentType(XLSX)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("督查台账-" + at + ".xlsx", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(bytes);
    }

    private byte[] workbook(List<TrailRows.Row> found, long at, boolean more) {
        var departments = organisation.departmentNames();
        var about = "截至账本位置 " + at + "，共 " + found.size() + " 条，由先到后" + (more ? "；条数太多，更早的没有列出，请缩小范围" : "");
        try (var workbook = new ListWorkbook("督查台账", about, COLUMNS)) {
            for (var row : found) {
                workbook.add(Arrays.<@Nullable Object>asList(
                        row.position(),
                        BEIJING.format(row.at()),
                        row.by() == null ? null : row.by().name(),
                        row.by() == null ? null : row.by().staffNo(),
                        row.post(),
                        departments.getOrDefault(row.postDepartment(), row.postDepartment()),
                        row.summary().zh(),
                        row.table() == null ? null : TableKey.of(row.table()).code(),
                        row.department() == null ? null : departments.getOrDefault(row.department(), row.department()),
                        row.entry(),
                        row.subject() == null ? null : row.subject().called(),
                        row.reason(),
                        row.device(),
                        row.event()));
            }
            return workbook.bytes();
        }
    }
}
