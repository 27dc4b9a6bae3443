package org.mingzhang.query.print;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.campaign.Campaign;
import org.mingzhang.query.campaign.Campaigns;
import org.mingzhang.query.campaign.Plan;
import org.mingzhang.query.check.IndicatorSheet;
import org.mingzhang.query.check.Register;
import org.mingzhang.query.export.ExportRecords;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.table.Standing;
import org.mingzhang.query.trail.Overrides;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** 领导签审材料 — J6 step 9: what the leaders decide upon, on paper, for a campaign as it stands. */
@RestController
class SignOffPrintController {

    private static final int MOST_OVERRIDES = 200;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
    private static final Map<String, String> STATES = Map.of(
            "PLANNED", "筹备中",
            "OPEN", "采集中",
            "CHECKING", "校验中",
            "CHECKED", "校验通过",
            "RECTIFYING", "整改中",
            "SIGNING", "领导签审中",
            "SIGNED", "领导已签审",
            "SUBMITTED", "已上报",
            "CLOSED", "已结束");

    private final Campaigns campaigns;
    private final Plan plan;
    private final IndicatorSheet indicators;
    private final Register register;
    private final Overrides overrides;
    private final Shares shares;
    private final Organisation organisation;
    private final Standing standing;
    private final ExportRecords records;
    private final PaperCodes codes;
    private final Reads reads;

    SignOffPrintController(
            Campaigns campaigns,
            Plan plan,
            IndicatorSheet indicators,
            Register register,
            Overrides overrides,
            Shares shares,
            Organisation organisation,
            Standing standing,
            ExportRecords records,
            PaperCodes codes,
            Reads reads) {
        this.campaigns = campaigns;
        this.plan = plan;
        this.indicators = indicators;
        this.register = register;
        this.overrides = overrides;
        this.shares = shares;
        this.organisation = organisation;
        this.standing = standing;
        this.records = records;
        this.codes = codes;
        this.reads = reads;
    }

    @GetMapping("/api/v1/campaigns/{year}/sign-off.pdf")
    ResponseEntity<byte[]> pack(Principal principal, @PathVariable int year) {
        long position = reads.everything(Views.TABLE, Views.PROGRESS, Views.TRAIL);
        organisation.reader(principal);
        var key = organisation.campaign(year);
        var campaign = campaigns.findByCampaign(key.toString()).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var bytes = new SignOffPrint(new SignOffPrint.Content(
                        organisation.collegeName(),
                        year,
                        STATES.getOrDefault(campaign.state(), campaign.state()),
                        indicators.of(key, position).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE)),
                        sections(key, position),
                        signers(campaign),
                        campaign.contentHash(),
                        key.toString(),
                        position,
                        standing.at(position).orElse(Instant.EPOCH),
                        codes.covering(position)))
                .drawn();
        records.record(
                principal,
                key,
                "sign-off",
                key + "@" + position + ".pdf",
                Hash.sha256(bytes).hex());
        return Reads.ok(position)
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(year + " 学校领导签审材料.pdf", UTF_8)
                                .build()
                                .toString())
                .body(bytes);
    }

    private List<Section> sections(CampaignKey key, long position) {
        var departments = organisation.departmentNames();
        var explained = register.of(key).values().stream()
                .filter(finding -> finding.state().equals("ACCEPTED"))
                .sorted((one, other) -> one.rule().compareTo(other.rule()))
                .map(finding -> List.of(
                        finding.rule(),
                        finding.table(),
                        called(departments, finding.department()),
                        Objects.requireNonNullElse(finding.words(), "")))
                .toList();
        var tolerated = register.tolerances(key).stream()
                .map(each -> List.of(
                        each.rule(),
                        each.table(),
                        called(departments, each.department()),
                        Integer.toString(each.number()),
                        each.reason(),
                        each.lastYear() + " 年"))
                .toList();
        var faulty = register.faulty(key).stream()
                .map(each -> List.of(each.rule(), each.reason(), DAY.format(each.at())))
                .toList();
        var overridden = overrides.of(key, position, MOST_OVERRIDES).stream()
                .map(each -> List.of(Long.toString(each.position()), DAY.format(each.at()), each.by(), each.words()))
                .toList();
        return List.of(
                new Section("已说明并采纳的校验发现", List.of("规则", "采集表", "部门", "说明"), explained),
                new Section("容许的问题", List.of("规则", "采集表", "部门", "容许数", "理由", "有效至"), tolerated),
                new Section("标为有问题的规则", List.of("规则", "问题", "标注时间"), faulty),
                new Section("覆核记录", List.of("账本位置", "时间", "经手人", "事项与理由"), overridden),
                new Section("逾期", List.of("采集表", "部门", "原期限", "记录时间"), late(key, departments)));
    }

    private List<List<String>> late(CampaignKey key, Map<String, String> departments) {
        var late = new ArrayList<List<String>>();
        shares.lateness(key)
                .forEach((share, facts) -> facts.forEach(fact -> late.add(List.of(
                        share.table().code(),
                        called(departments, share.department()),
                        DAY.format(fact.originalDueAt()),
                        DAY.format(fact.at())))));
        late.sort((one, other) -> (one.get(0) + one.get(1)).compareTo(other.get(0) + other.get(1)));
        return late;
    }

    private static String called(Map<String, String> departments, @Nullable String code) {
        return code == null ? "全表" : departments.getOrDefault(code, code);
    }

    private List<SignOffPrint.Signer> signers(Campaign campaign) {
        var names = organisation.names(campaign.signers());
        var signed = plan.signOffs(CampaignKey.of(campaign.key()));
        return campaign.signers().stream()
                .map(staffNo -> {
                    var name = names.withNumber(staffNo);
                    return signed.stream()
                            .filter(each -> each.by().equals(staffNo) && !each.isVoid())
                            .findFirst()
                            .map(each -> new SignOffPrint.Signer(name, each.post(), each.opinion(), each.at()))
                            .orElse(new SignOffPrint.Signer(name, "", "", null));
                })
                .toList();
    }
}
