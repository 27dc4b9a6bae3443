package org.mingzhang.query.print;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.mingzhang.query.export.ExportRecords;
import org.mingzhang.query.export.ListWorkbook;
import org.mingzhang.query.export.ListWorkbook.Column;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.table.Standing;
import org.mingzhang.query.trail.TrailExtract;
import org.mingzhang.query.trail.TrailExtract.Found;
import org.mingzhang.query.trail.TrailExtract.Line;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 督查台账 out of the house: what the page of the trail or of the replay shows, the oldest first, as workbook or on paper. */
@RestController
class TrailExportController {

    /** What it becomes; each on record. */
    enum Form {
        XLSX(50_000, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        /** More lines than that nobody reads on paper. */
        PDF(3_000, "application/pdf");

        private final int most;
        private final String type;

        Form(int most, String type) {
            this.most = most;
            this.type = type;
        }
    }

    private static final DateTimeFormatter BEIJING =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.of("Asia/Shanghai"));
    private static final DateTimeFormatter ON_PAPER =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

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

    private final TrailExtract trail;
    private final Organisation organisation;
    private final Standing standing;
    private final ExportRecords records;
    private final PaperCodes codes;
    private final Reads reads;

    TrailExportController(
            TrailExtract trail,
            Organisation organisation,
            Standing standing,
            ExportRecords records,
            PaperCodes codes,
            Reads reads) {
        this.trail = trail;
        this.organisation = organisation;
        this.standing = standing;
        this.records = records;
        this.codes = codes;
        this.reads = reads;
    }

    @GetMapping("/api/v1/audit.{form}")
    ResponseEntity<byte[]> export(
            Principal principal,
            @PathVariable String form,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var wanted = switch (form) {
            case "pdf" -> Form.PDF;
            case "xlsx" -> Form.XLSX;
            default -> throw new Unanswerable(Why.NOT_VISIBLE);
        };
        long at = reads.trailNow(minPosition);
        var found = trail.of(
                organisation.reader(principal),
                new TrailExtract.Question(who, table, department, from, to, kind),
                at,
                wanted.most);
        var bytes = wanted == Form.PDF ? drawn(found, at) : workbook(found, at);
        records.record(
                principal,
                organisation.college(),
                "trail",
                "1…" + at + "." + form,
                Hash.sha256(bytes).hex());
        return Reads.ok(at)
                .contentType(MediaType.parseMediaType(wanted.type))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        (wanted == Form.PDF ? ContentDisposition.inline() : ContentDisposition.attachment())
                                .filename("督查台账-" + at + "." + form, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(bytes);
    }

    private static String about(Found found, long at) {
        return "截至账本位置 " + at + "，共 " + found.lines().size() + " 条，由先到后" + (found.more() ? "；条数太多，更早的没有列出，请缩小范围" : "");
    }

    private byte[] drawn(Found found, long at) {
        var code = codes.covering(at);
        try (var paper = new Paper("督查台账", true, standing.at(at).orElse(Instant.EPOCH))) {
            paper.centred(13, organisation.collegeName() + "　督查台账");
            paper.paragraph(9, about(found, at) + "。每行末尾是账本位置，可据以在账本中逐条查验。");
            new Section(
                            "经过",
                            List.of("时间", "经手人（当时职务）", "事项", "表", "部门", "理由", "设备", "账本位置"),
                            found.lines().stream()
                                    .map(TrailExportController::onPaper)
                                    .toList())
                    .draw(paper);
            return paper.finished(new Paper.Foot(
                    "督查台账",
                    "账本核验码 " + code.map(PaperCodes.Code::text).orElse("（尚未签发）") + "　账本位置 " + at,
                    Marked.text(code, "trail", at, "")));
        }
    }

    private static List<String> onPaper(Line line) {
        var by = line.by();
        return List.of(
                ON_PAPER.format(line.at()),
                by == null ? "系统" : by.called() + (line.post().isEmpty() ? "" : "（" + line.post() + "）"),
                line.words(),
                Objects.requireNonNullElse(line.table(), ""),
                Objects.requireNonNullElse(line.department(), ""),
                Objects.requireNonNullElse(line.reason(), ""),
                line.device(),
                Long.toString(line.position()));
    }

    private static byte[] workbook(Found found, long at) {
        try (var workbook = new ListWorkbook("督查台账", about(found, at), COLUMNS)) {
            for (var line : found.lines()) {
                var by = line.by();
                var subject = line.subject();
                workbook.add(Arrays.<@Nullable Object>asList(
                        line.position(),
                        BEIJING.format(line.at()),
                        by == null ? null : by.name(),
                        by == null ? null : by.staffNo(),
                        line.post(),
                        line.postDepartment(),
                        line.words(),
                        line.table(),
                        line.department(),
                        line.entry(),
                        subject == null ? null : subject.called(),
                        line.reason(),
                        line.device(),
                        line.event()));
            }
            return workbook.bytes();
        }
    }
}
