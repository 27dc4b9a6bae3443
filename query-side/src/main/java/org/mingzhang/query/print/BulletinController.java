package org.mingzhang.query.print;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.mingzhang.query.export.ExportRecords;
import org.mingzhang.query.export.ListWorkbook;
import org.mingzhang.query.export.ListWorkbook.Column;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.table.Standing;
import org.mingzhang.query.trail.DepartmentFacts;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * 督查通报（草稿） of one department — J7 step 10: the facts of a campaign up to a moment, each with its ledger position, as paper and
 * as workbook. As of the end of a deadline's day it is that day's page. It concludes nothing; whoever signs it writes that himself.
 */
@RestController
class BulletinController {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(BEIJING);
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final List<String> HEADINGS = List.of("账本位置", "时间", "采集表", "经手人", "事实");
    private static final List<Column> COLUMNS = List.of(
            new Column("类别", 22),
            new Column("账本位置", 10),
            new Column("时间（北京）", 18),
            new Column("采集表", 10),
            new Column("经手人（当时职务）", 22),
            new Column("事实", 80));

    private final DepartmentFacts facts;
    private final Organisation organisation;
    private final Standing standing;
    private final ExportRecords records;
    private final PaperCodes codes;
    private final Reads reads;

    BulletinController(
            DepartmentFacts facts,
            Organisation organisation,
            Standing standing,
            ExportRecords records,
            PaperCodes codes,
            Reads reads) {
        this.facts = facts;
        this.organisation = organisation;
        this.standing = standing;
        this.records = records;
        this.codes = codes;
        this.reads = reads;
    }

    private record Bulletin(
            CampaignKey campaign,
            String department,
            String name,
            long position,
            Instant at,
            DepartmentFacts.Counts counts,
            List<DepartmentFacts.Section> sections) {

        /** 完成质量考核: what was counted, and what follows by the formula it says. */
        List<String> appraisal() {
            return List.of(
                    "份额 " + counts.shares() + "，曾审核通过 " + counts.approved() + "，曾逾期 " + counts.late() + "，曾退回或重新打开 "
                            + counts.returned() + "。",
                    "及时率 = 100 ×（份额 − 曾逾期）÷ 份额 = " + counts.timeliness(),
                    "质量 = 100 ×（份额 − 曾退回或重新打开）÷ 份额 = " + counts.quality());
        }
    }

    @GetMapping("/api/v1/campaigns/{year}/departments/{department}/bulletin.pdf")
    ResponseEntity<byte[]> paper(
            Principal principal,
            @PathVariable int year,
            @PathVariable String department,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var bulletin = bulletin(year, department, asOf, minPosition);
        return answer(principal, bulletin, MediaType.APPLICATION_PDF, ".pdf", drawn(bulletin));
    }

    @GetMapping("/api/v1/campaigns/{year}/departments/{department}/bulletin.xlsx")
    ResponseEntity<byte[]> workbook(
            Principal principal,
            @PathVariable int year,
            @PathVariable String department,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var bulletin = bulletin(year, department, asOf, minPosition);
        return answer(principal, bulletin, XLSX, ".xlsx", listed(bulletin));
    }

    private Bulletin bulletin(int year, String department, @Nullable String asOf, @Nullable Long minPosition) {
        long at = reads.trailAt(asOf, minPosition);
        var campaign = organisation.campaign(year);
        var name = organisation.departmentNames().get(department);
        if (name == null) {
            throw new Unanswerable(Why.NOT_VISIBLE);
        }
        return new Bulletin(
                campaign,
                department,
                name,
                at,
                standing.at(at).orElse(Instant.EPOCH),
                facts.counts(campaign, department, at),
                facts.sections(campaign, department, at));
    }

    private byte[] drawn(Bulletin bulletin) {
        var code = codes.covering(bulletin.position());
        try (var paper = new Paper(title(bulletin), false, bulletin.at())) {
            paper.centred(15, organisation.collegeName());
            paper.centred(13, title(bulletin));
            paper.down(6);
            paper.paragraph(
                    9,
                    "截至 " + MOMENT.format(bulletin.at()) + "（账本第 " + bulletin.position()
                            + " 条）。以下只列事实，各附账本位置，可据以逐条查验；结论由签发人另行作出。");
            paper.down(4);
            bulletin.appraisal().forEach(line -> paper.paragraph(9, line));
            bulletin.sections().forEach(section -> section(section).draw(paper));
            return paper.finished(new Paper.Foot(
                    "督查通报（草稿）　" + bulletin.name(),
                    "账本核验码 " + code.map(PaperCodes.Code::text).orElse("（尚未签发）") + "　账本位置 " + bulletin.position(),
                    Marked.text(code, bulletin.campaign() + "/" + bulletin.department(), bulletin.position(), "")));
        }
    }

    private static Section section(DepartmentFacts.Section section) {
        return new Section(
                section.title(),
                HEADINGS,
                section.facts().stream()
                        .map(fact -> List.of(
                                Long.toString(fact.position()),
                                MOMENT.format(fact.at()),
                                Objects.requireNonNullElse(fact.table(), ""),
                                fact.by(),
                                fact.words()))
                        .toList());
    }

    private static byte[] listed(Bulletin bulletin) {
        var about = "截至 " + MOMENT.format(bulletin.at()) + "（账本第 " + bulletin.position() + " 条）。"
                + String.join(" ", bulletin.appraisal());
        try (var workbook = new ListWorkbook(title(bulletin), about, COLUMNS)) {
            for (var section : bulletin.sections()) {
                for (var fact : section.facts()) {
                    var row = new ArrayList<@Nullable Object>();
                    row.add(section.title());
                    row.add(fact.position());
                    row.add(MOMENT.format(fact.at()));
                    row.add(fact.table());
                    row.add(fact.by());
                    row.add(fact.words());
                    workbook.add(row);
                }
            }
            return workbook.bytes();
        }
    }

    private static String title(Bulletin bulletin) {
        return bulletin.campaign().year() + " 年数据采集督查通报（草稿） " + bulletin.name();
    }

    private ResponseEntity<byte[]> answer(
            Principal principal, Bulletin bulletin, MediaType type, String ending, byte[] bytes) {
        records.record(
                principal,
                bulletin.campaign(),
                "bulletin",
                bulletin.campaign() + "/" + bulletin.department() + "@" + bulletin.position() + ending,
                Hash.sha256(bytes).hex());
        return Reads.ok(bulletin.position())
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(title(bulletin) + ending, UTF_8)
                                .build()
                                .toString())
                .body(bytes);
    }
}
