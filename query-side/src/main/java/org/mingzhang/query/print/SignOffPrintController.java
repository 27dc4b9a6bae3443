package org.mingzhang.query.print;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.mingzhang.query.export.ExportRecords;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.table.Standing;
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
    private final SignOffPack pack;
    private final Organisation organisation;
    private final Standing standing;
    private final ExportRecords records;
    private final PaperCodes codes;
    private final Reads reads;

    SignOffPrintController(
            Campaigns campaigns,
            Plan plan,
            SignOffPack pack,
            Organisation organisation,
            Standing standing,
            ExportRecords records,
            PaperCodes codes,
            Reads reads) {
        this.campaigns = campaigns;
        this.plan = plan;
        this.pack = pack;
        this.organisation = organisation;
        this.standing = standing;
        this.records = records;
        this.codes = codes;
        this.reads = reads;
    }

    @GetMapping("/api/v1/campaigns/{year}/sign-off.pdf")
    ResponseEntity<byte[]> print(Principal principal, @PathVariable int year) {
        long position = reads.everything(Views.TABLE, Views.PROGRESS, Views.TRAIL);
        organisation.reader(principal);
        var key = organisation.campaign(year);
        var campaign = campaigns.findByCampaign(key.toString()).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var shown = pack.at(key, position).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var bytes = new SignOffPrint(new SignOffPrint.Content(
                        organisation.collegeName(),
                        year,
                        STATES.getOrDefault(campaign.state(), campaign.state()),
                        shown,
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

    /** The same as data: what a leader sees on the page, and the digest that the signature names. */
    record Papers(
            long position,
            String hash,
            @Nullable String contentHash,
            IndicatorSheet.Sheet indicators,
            List<Section> sections) {}

    @GetMapping("/api/v1/campaigns/{year}/sign-off-pack")
    ResponseEntity<Papers> papers(Principal principal, @PathVariable int year) {
        organisation.reader(principal);
        var key = organisation.campaign(year);
        long position = reads.everything(Views.TABLE, Views.PROGRESS, Views.TRAIL);
        var shown = pack.at(key, position).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        return Reads.ok(position)
                .body(new Papers(position, shown.hash(), shown.contentHash(), shown.indicators(), shown.sections()));
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
