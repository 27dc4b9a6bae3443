package org.mingzhang.ops.checkrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Positions;
import org.mingzhang.command.ProblemDocument;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.org.Role;
import org.mingzhang.query.Reads;
import org.mingzhang.query.check.RecordedRuns;
import org.mingzhang.query.check.RecordedRuns.Recorded;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 校验批次: starts a run and tells how far it is; what it found stands under {@code findings}. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/check-runs")
class CheckRunController {

    private final CheckRuns runs;
    private final RecordedRuns recorded;
    private final Positions positions;
    private final Reads reads;
    private final Directory directory;

    CheckRunController(CheckRuns runs, RecordedRuns recorded, Positions positions, Reads reads, Directory directory) {
        this.reads = reads;
        this.runs = runs;
        this.recorded = recorded;
        this.positions = positions;
        this.directory = directory;
    }

    /** Which run to start; a trial is allowed any time and binds nobody. */
    record Wanted(boolean trial) {}

    /** What was accepted; how far it is stands at its own address. */
    record Accepted(String id) {}

    /**
     * A run.
     *
     * @param state RUNNING, DONE or FAILED; only a run that is done has a result
     * @param position ledger position at which it reads
     * @param done tables that are done
     * @param total tables in all; 0 until they are read; absent after a restart
     * @param recordedAt ledger position of the record
     * @param by staff number of who started it
     * @param problem why it has no result; absent unless it failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            CheckRun.State state,
            boolean trial,
            long position,
            @Nullable Integer done,
            @Nullable Integer total,
            @Nullable String table,
            @Nullable Integer rules,
            @Nullable Integer errors,
            @Nullable Integer warnings,
            @Nullable String reportSha256,
            @Nullable Long recordedAt,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable ProblemDetail problem) {

        static Shown of(Recorded run) {
            return new Shown(
                    run.id(),
                    CheckRun.State.DONE,
                    run.trial(),
                    run.position(),
                    null,
                    null,
                    null,
                    run.rules(),
                    run.errors(),
                    run.warnings(),
                    run.reportSha256(),
                    run.recordedAt(),
                    run.by(),
                    run.at(),
                    null);
        }

        static Shown of(CheckRun run, @Nullable String language) {
            var refusal = run.refusal();
            return new Shown(
                    run.id(),
                    run.state(),
                    run.trial(),
                    run.position(),
                    run.done(),
                    run.total(),
                    run.table(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    refusal == null ? null : ProblemDocument.of(refusal, language));
        }
    }

    /** The recorded runs of a campaign, the latest first. */
    record All(List<Shown> items) {}

    @PostMapping
    ResponseEntity<Accepted> start(
            @PathVariable int year, @RequestBody(required = false) @Nullable Wanted wanted, Act act) {
        if (directory.person(act.by()).filter(person -> person.has(Role.OFFICE)).isEmpty()) {
            throw new Refusal(Rule.OFFICE_ONLY);
        }
        var id = runs.start(campaign(year), wanted != null && wanted.trial(), act);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/campaigns/" + year + "/check-runs/" + id))
                .body(new Accepted(id));
    }

    @GetMapping
    All list(@PathVariable int year, @RequestParam(required = false) @Nullable String asOf) {
        return new All(recorded.of(campaign(year), reads.upTo(asOf, positions.head())).stream()
                .map(Shown::of)
                .toList());
    }

    @GetMapping("/{id}")
    ResponseEntity<Shown> progress(
            @PathVariable int year,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        var campaign = campaign(year);
        var now = runs.find(campaign, id);
        if (now.isPresent() && now.get().state() != CheckRun.State.DONE) {
            return ResponseEntity.ok(Shown.of(now.get(), language));
        }
        var done = runs.recorded(campaign, id).orElseThrow(() -> new Refusal(Rule.RUN_UNKNOWN, id));
        return ResponseEntity.ok()
                .header(Answer.LEDGER_POSITION, Long.toString(done.recordedAt()))
                .body(Shown.of(done));
    }

    private CampaignKey campaign(int year) {
        var college = directory.college().orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        return new CampaignKey(college, year);
    }
}
