package org.mingzhang.query.campaign;

import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** 采集活动 as readers see it. */
@RestController
@RequestMapping("/api/v1/campaigns")
class CampaignController {

    private static final JsonMapper JSON = new JsonMapper();

    /** 统计时段. */
    record Period(LocalDate from, LocalDate to) {}

    record Brief(
            String campaign,
            int year,
            String edition,
            String state,
            int round,
            Period academicYear,
            Period calendarYear,
            Instant plannedAt,
            @Nullable Instant openedAt,
            @Nullable Instant submittedAt,
            boolean received) {}

    /**
     * 接收的往年数据: the file in which a whole year came.
     *
     * @param from where it came from, in the words of who brought it
     * @param confirmed whether its files were found to be those that its manifest names
     */
    record Received(
            @Nullable String fileName,
            @Nullable String sha256,
            @Nullable String from,
            @Nullable Boolean confirmed,
            @Nullable Who by,
            @Nullable Instant at) {}

    record Items<T>(List<T> items) {}

    record Whole(
            String campaign,
            int year,
            String edition,
            String state,
            int round,
            Period academicYear,
            Period calendarYear,
            Map<String, String> parameters,
            @Nullable String planSha256,
            Instant plannedAt,
            @Nullable Instant openedAt,
            List<Plan.StageShown> stages,
            List<Plan.Point> points,
            long openPoints,
            List<Plan.CheckRun> checkRuns,
            @Nullable String contentHash,
            List<Who> signers,
            List<Plan.SignOff> signOffs,
            List<Plan.Snapshot> snapshots,
            @Nullable String snapshot,
            @Nullable String receipt,
            @Nullable Who submissionBy,
            @Nullable String returnReason,
            @Nullable Who returnBy,
            @Nullable Instant presentedAt,
            @Nullable Instant signedAt,
            @Nullable Instant submittedAt,
            @Nullable Instant closedAt,
            @Nullable Received received) {}

    private final Campaigns campaigns;
    private final Plan plan;
    private final Organisation organisation;
    private final Reads reads;

    CampaignController(Campaigns campaigns, Plan plan, Organisation organisation, Reads reads) {
        this.campaigns = campaigns;
        this.plan = plan;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping
    ResponseEntity<Items<Brief>> all(Principal principal, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        return Reads.ok(position)
                .body(new Items<>(campaigns.findAllByOrderByCampaignDesc().stream()
                        .map(CampaignController::brief)
                        .toList()));
    }

    @GetMapping("/{year}")
    ResponseEntity<Whole> one(
            Principal principal, @PathVariable int year, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        return Reads.ok(position).body(whole(found(year)));
    }

    @GetMapping("/{year}/points")
    ResponseEntity<Items<Plan.Point>> points(
            Principal principal, @PathVariable int year, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        found(year);
        return Reads.ok(position).body(new Items<>(plan.points(organisation.campaign(year))));
    }

    private Campaign found(int year) {
        return campaigns
                .findByCampaign(organisation.campaign(year).toString())
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
    }

    private static Brief brief(Campaign campaign) {
        return new Brief(
                campaign.key(),
                campaign.year(),
                campaign.edition(),
                campaign.state(),
                campaign.round(),
                new Period(campaign.academicFrom(), campaign.academicTo()),
                new Period(campaign.calendarFrom(), campaign.calendarTo()),
                campaign.plannedAt(),
                campaign.openedAt(),
                campaign.submittedAt(),
                campaign.receivedFile() != null);
    }

    private Whole whole(Campaign campaign) {
        var key = organisation.campaign(campaign.year());
        var points = plan.points(key);
        var submissionBy = campaign.submissionBy();
        var people = new java.util.ArrayList<>(campaign.signers());
        if (submissionBy != null) {
            people.add(submissionBy);
        }
        if (campaign.returnBy() != null) {
            people.add(campaign.returnBy());
        }
        if (campaign.receivedBy() != null) {
            people.add(campaign.receivedBy());
        }
        var names = organisation.names(people);
        return new Whole(
                campaign.key(),
                campaign.year(),
                campaign.edition(),
                campaign.state(),
                campaign.round(),
                new Period(campaign.academicFrom(), campaign.academicTo()),
                new Period(campaign.calendarFrom(), campaign.calendarTo()),
                JSON.readValue(campaign.parameters(), new TypeReference<Map<String, String>>() {}),
                campaign.planSha256(),
                campaign.plannedAt(),
                campaign.openedAt(),
                plan.stages(key),
                points,
                points.stream().filter(point -> point.settledAt() == null).count(),
                plan.checkRuns(key),
                campaign.contentHash(),
                names.of(campaign.signers()),
                plan.signOffs(key),
                plan.snapshots(key),
                campaign.snapshot(),
                campaign.receipt(),
                names.of(submissionBy),
                campaign.returnReason(),
                names.of(campaign.returnBy()),
                campaign.presentedAt(),
                campaign.signedAt(),
                campaign.submittedAt(),
                campaign.closedAt(),
                campaign.receivedFile() == null
                        ? null
                        : new Received(
                                campaign.receivedFile(),
                                campaign.receivedSha256(),
                                campaign.receivedFrom(),
                                campaign.receivedConfirmed(),
                                names.of(campaign.receivedBy()),
                                campaign.receivedAt()));
    }
}
