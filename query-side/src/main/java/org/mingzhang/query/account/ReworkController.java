package org.mingzhang.query.account;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.table.Standing;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 返工分析 — 数据分析应用: what a department's work was sent back for, and how much time that cost. */
@RestController
class ReworkController {

    /**
     * What work was sent back for.
     *
     * @param rule rule of the finding; null if a reviewer returned it
     * @param field the field that was marked; null if none was
     * @param fieldName in Chinese
     * @param times how often
     * @param millis time charged to it; where several were named at once each has an equal part
     */
    record Cause(
            @Nullable String rule,
            @Nullable String field,
            @Nullable String fieldName,
            int times,
            long millis) {}

    /**
     * One share that was corrected.
     *
     * @param millis what the accountability clock counts as CORRECTING
     * @param causes most time first; their times add up to it
     */
    record Share(
            String table,
            @Nullable String tableName,
            String department,
            @Nullable String departmentName,
            int returns,
            long millis,
            List<Cause> causes) {}

    /**
     * All of it.
     *
     * @param millis of all shares together
     * @param shares that were sent back at least once, most time first
     */
    record Answer(String campaign, long position, @Nullable String department, long millis, List<Share> shares) {}

    private final ShareFacts facts;
    private final SentBack sentBack;
    private final Standing standing;
    private final Catalogues catalogues;
    private final Organisation organisation;
    private final Reads reads;
    private final Clock clock;

    ReworkController(
            ShareFacts facts,
            SentBack sentBack,
            Standing standing,
            Catalogues catalogues,
            Organisation organisation,
            Reads reads,
            Clock clock) {
        this.facts = facts;
        this.sentBack = sentBack;
        this.standing = standing;
        this.catalogues = catalogues;
        this.organisation = organisation;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * The rework until now.
     *
     * @param department whose; null for all, which those see who see all data
     */
    @GetMapping("/api/v1/campaigns/{year}/rework")
    ResponseEntity<Answer> rework(
            Principal principal,
            @PathVariable int year,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var reader = organisation.reader(principal);
        if (!reader.seesAllCells()
                && (department == null
                        || !(reader.belongsTo(department) || reader.supervises().contains(department)))) {
            throw new Unanswerable(Why.NOT_VISIBLE);
        }
        long position = reads.now(minPosition, Views.TRAIL, Views.PROGRESS);
        var campaign = organisation.campaign(year);
        var known = facts.upTo(campaign, position);
        var from = known.openedAt();
        var shares = from == null ? List.<Share>of() : shares(campaign, position, known, from, department);
        return Reads.ok(position)
                .body(new Answer(
                        campaign.toString(),
                        position,
                        department,
                        shares.stream().mapToLong(Share::millis).sum(),
                        shares));
    }

    private List<Share> shares(
            CampaignKey campaign, long position, ShareFacts.Known known, Instant from, @Nullable String department) {
        var closed = known.closedAt();
        var to = closed == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : closed;
        var causes = sentBack.of(campaign, position);
        var names = organisation.departmentNames();
        var editions = standing.tables(campaign, position);
        var shares = new ArrayList<Share>();
        known.shares().forEach((at, share) -> {
            if (share.returns > 0 && (department == null || department.equals(at.department()))) {
                var form = Optional.ofNullable(editions.get(at.table().code()))
                        .flatMap(planned -> catalogues
                                .edition(planned.edition())
                                .table(at.table().code()));
                shares.add(share(at, form, share.returns, ShareClock.of(share.facts, from, to), causes, names));
            }
        });
        shares.sort((one, other) -> Long.compare(other.millis(), one.millis()));
        return shares;
    }

    private Share share(
            ShareFacts.At at,
            Optional<Table> form,
            int returns,
            List<Interval> intervals,
            Map<Long, Set<Rework.Cause>> causes,
            Map<String, String> names) {
        var charged = Rework.of(intervals, causes::get);
        return new Share(
                at.table().code(),
                form.map(Table::zh).orElse(null),
                at.department(),
                names.get(at.department()),
                returns,
                charged.stream().mapToLong(Rework.Charged::millis).sum(),
                charged.stream()
                        .map(one -> new Cause(
                                one.cause().rule(),
                                one.cause().field(),
                                form.flatMap(table -> table.field(
                                                String.valueOf(one.cause().field())))
                                        .map(Field::zh)
                                        .orElse(null),
                                one.times(),
                                one.millis()))
                        .toList());
    }
}
