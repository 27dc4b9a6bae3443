package org.mingzhang.query.check;

import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 复算: a recorded run beside the same rules asked of PostgreSQL. */
@RestController
class RecountController {

    private final Recount recount;
    private final Checks checks;
    private final RecordedRuns runs;
    private final Organisation organisation;
    private final Reads reads;

    RecountController(Recount recount, Checks checks, RecordedRuns runs, Organisation organisation, Reads reads) {
        this.recount = recount;
        this.checks = checks;
        this.runs = runs;
        this.organisation = organisation;
        this.reads = reads;
    }

    /**
     * Both results.
     *
     * @param run id of the run
     * @param position ledger position at which both read
     * @param rules how many rules were worked out both ways
     * @param differing how many rules and indicators came out differently; 0 unless something is wrong
     * @param items rule by rule
     * @param indicators indicator by indicator
     */
    record Recounted(
            String run,
            long position,
            int rules,
            int differing,
            List<Recount.Line> items,
            List<Recount.FigureLine> indicators) {}

    @GetMapping("/api/v1/campaigns/{year}/check-runs/{id}/recount")
    ResponseEntity<Recounted> recount(
            @PathVariable int year,
            @PathVariable String id,
            Principal principal,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        var campaign = organisation.campaign(year);
        var run = runs.of(campaign, position).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var report = checks.report(run).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var both = recount.of(campaign, run.position(), report).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        return Reads.ok(position)
                .body(new Recounted(
                        run.id(),
                        run.position(),
                        both.rules().size(),
                        (int) (both.rules().stream()
                                        .filter(line -> !line.agrees())
                                        .count()
                                + both.indicators().stream()
                                        .filter(line -> !line.agrees())
                                        .count()),
                        both.rules(),
                        both.indicators()));
    }
}
