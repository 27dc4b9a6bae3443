package org.mingzhang.query.check;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.Event;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.query.Cursor;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Names;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.org.Reader;
import org.mingzhang.query.progress.Share;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Visibility;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 校验异常数据 as readers see them: what concerns their shares; office, leaders and inspector see all. */
@RestController
class FindingController {

    private final Checks checks;
    private final RecordedRuns runs;
    private final Register register;
    private final Shares shares;
    private final Organisation organisation;
    private final Reads reads;
    private final Staleness staleness;

    FindingController(
            Checks checks,
            RecordedRuns runs,
            Register register,
            Shares shares,
            Organisation organisation,
            Reads reads,
            Staleness staleness) {
        this.staleness = staleness;
        this.checks = checks;
        this.runs = runs;
        this.register = register;
        this.shares = shares;
        this.organisation = organisation;
        this.reads = reads;
    }

    /**
     * The findings of one run.
     *
     * @param run id of the run
     * @param position ledger position at which it read
     * @param rules how many rules ran
     * @param skipped rules that did not, with the reason
     * @param counts how often each rule failed, share by share, exact; what the reader sees of it
     * @param total how many findings are listed for what was asked
     * @param items one page of them
     * @param cursor where the next page begins; null on the last
     * @param blocking errors among all that must be mended, those of faulty rules and within a tolerance left out
     * @param faulty rules that are known to be wrong and block nobody
     * @param tolerances what is let be, and until how many
     * @param people whose entries it is about, those with most errors first; whoever wrote what failed last
     * @param changed what changed since the run; empty if its result is that of now
     */
    record Found(
            String run,
            long position,
            boolean trial,
            Instant at,
            int rules,
            List<CheckReport.Skipped> skipped,
            List<CheckReport.Count> counts,
            int total,
            List<Shown> items,
            @Nullable String cursor,
            int blocking,
            List<WrongRule> faulty,
            List<LetBe> tolerances,
            List<PersonCount> people,
            Staleness.Changed changed) {}

    /** A rule that is known to be wrong, and who said so. */
    record WrongRule(String rule, String reason, @Nullable Who by, Instant at) {

        static WrongRule of(Register.Faulty faulty, Names names) {
            return new WrongRule(faulty.rule(), faulty.reason(), names.of(faulty.by()), faulty.at());
        }
    }

    /** What is let be in one place, up to a number, and who decided it. */
    record LetBe(
            String rule,
            String table,
            @Nullable String department,
            int number,
            String reason,
            int lastYear,
            @Nullable Who by,
            Instant at) {

        static LetBe of(Register.Tolerance let, Names names) {
            return new LetBe(
                    let.rule(),
                    let.table(),
                    let.department(),
                    let.number(),
                    let.reason(),
                    let.lastYear(),
                    names.of(let.by()),
                    let.at());
        }
    }

    /** How much of what failed one person wrote last. */
    record PersonCount(@Nullable Who person, String staffNo, int errors, int warnings) {}

    /**
     * A finding with what is known of it besides.
     *
     * @param id the same in every run
     * @param state FOUND, SENT, IN_RECTIFICATION, EXPLAINED, ACCEPTED, REJECTED or CLEARED; null before a binding run found it
     * @param times how often it was found and cleared again, 1 for the first time; 0 before a binding run found it
     * @param setAside why it blocks nobody: {@code FAULTY_RULE}, {@code TOLERATED}; null if it is to be dealt with
     * @param owners who can mend it: those who fill the share
     * @param explanation 说明: why a warning is true and stays; null if nobody said
     */
    record Shown(
            String id,
            @Nullable String state,
            int times,
            @Nullable String setAside,
            @JsonUnwrapped Finding finding,
            List<Who> owners,
            @Nullable String explanation) {}

    /**
     * One finding of the binding runs and everything that was done about it.
     *
     * @param steps the oldest first
     */
    record Told(@JsonUnwrapped Register.Known finding, List<Done> steps) {}

    /**
     * A step.
     *
     * @param position ledger position of the event
     * @param kind found, sent, explained, accepted, rejected or cleared
     */
    record Done(
            long position,
            String kind,
            String words,
            @Nullable Who by,
            Instant at) {}

    @GetMapping("/api/v1/campaigns/{year}/findings/{finding}")
    ResponseEntity<Told> thread(
            @PathVariable int year,
            @PathVariable String finding,
            Principal principal,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var campaign = organisation.campaign(year);
        var sight = sight(organisation.reader(principal), shares.of(campaign));
        var known = register.find(campaign, finding)
                .filter(each -> sight.sees(each.table(), each.department()))
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var steps = register.steps(campaign, finding);
        var names = organisation.names(steps.stream().map(Register.Step::by).toList());
        return Reads.ok(position)
                .body(new Told(
                        known,
                        steps.stream()
                                .map(step -> new Done(
                                        step.position(),
                                        step.kind(),
                                        step.words(),
                                        step.by().equals(Event.SYSTEM) ? null : names.of(step.by()),
                                        step.at()))
                                .toList()));
    }

    @GetMapping("/api/v1/campaigns/{year}/findings")
    ResponseEntity<Found> findings(
            @PathVariable int year,
            Principal principal,
            @RequestParam(required = false) @Nullable String run,
            @RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) Rule.@Nullable Severity severity,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        long position = reads.now(minPosition, Views.PROGRESS, Views.TRAIL, Views.TABLE);
        var campaign = organisation.campaign(year);
        var page = Cursor.read(cursor);
        var recorded = recorded(campaign, run, page, position);
        var report = checks.report(recorded).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var all = shares.of(campaign);
        var sight = sight(organisation.reader(principal), all);
        var standing = Standings.of(campaign, register, report, all);
        var asked = report.findings().stream()
                .filter(finding -> sight.sees(finding.table(), finding.department()))
                .filter(finding -> table == null || finding.table().equals(table))
                .filter(finding -> department == null || department.equals(finding.department()))
                .filter(finding -> rule == null || finding.rule().equals(rule))
                .filter(finding -> severity == null || finding.severity() == severity)
                .filter(finding -> person == null || isBy(finding, person))
                .filter(finding -> state == null || state.equals(standing.state(finding)))
                .toList();
        var counts = report.counts().stream()
                .filter(count -> sight.sees(count.table(), count.department().isEmpty() ? null : count.department()))
                .toList();
        int from = page == null ? 0 : (int) Math.min(page.offset(), asked.size());
        int to = Math.min(asked.size(), from + Reads.limit(limit));
        var shown = asked.subList(from, to);
        var tolerances = standing.tolerances().stream()
                .filter(each -> sight.sees(each.table(), each.department()))
                .toList();
        var names = organisation.names(Stream.of(
                        shown.stream().flatMap(finding -> standing.owners(finding).stream()),
                        standing.faulty().stream().map(Register.Faulty::by),
                        tolerances.stream().map(Register.Tolerance::by))
                .flatMap(each -> each)
                .toList());
        return Reads.ok(position)
                .body(new Found(
                        recorded.id(),
                        recorded.position(),
                        recorded.trial(),
                        recorded.at(),
                        report.rules(),
                        report.skipped(),
                        counts,
                        asked.size(),
                        shown.stream()
                                .map(finding -> standing.shown(finding, names))
                                .toList(),
                        to < asked.size() ? new Cursor(recorded.recordedAt(), to).write() : null,
                        standing.blocking(),
                        standing.faulty().stream()
                                .map(each -> WrongRule.of(each, names))
                                .toList(),
                        tolerances.stream().map(each -> LetBe.of(each, names)).toList(),
                        people(report.findings().stream()
                                .filter(finding -> sight.sees(finding.table(), finding.department()))
                                .toList()),
                        staleness.since(campaign, recorded.position(), position)));
    }

    private static boolean isBy(Finding finding, String person) {
        var cause = finding.cause();
        return cause != null && cause.by().equals(person);
    }

    private List<PersonCount> people(List<Finding> findings) {
        var byPerson = new TreeMap<String, List<Finding>>();
        for (var finding : findings) {
            var cause = finding.cause();
            if (cause != null) {
                byPerson.computeIfAbsent(cause.by(), one -> new ArrayList<>()).add(finding);
            }
        }
        var names = organisation.names(byPerson.keySet());
        return byPerson.entrySet().stream()
                .map(each -> {
                    int errors = (int) each.getValue().stream()
                            .filter(finding -> finding.severity() == Rule.Severity.ERROR)
                            .count();
                    return new PersonCount(
                            names.of(each.getKey()),
                            each.getKey(),
                            errors,
                            each.getValue().size() - errors);
                })
                .sorted(Comparator.comparingInt(PersonCount::errors)
                        .thenComparingInt(PersonCount::warnings)
                        .reversed())
                .toList();
    }

    /** The run asked for, the one whose pages are being turned, or the latest. */
    private RecordedRuns.Recorded recorded(
            CampaignKey campaign, @Nullable String run, @Nullable Cursor page, long position) {
        return runs.of(campaign, position).stream()
                .filter(each -> run == null || each.id().equals(run))
                .filter(each -> page == null || each.recordedAt() == page.position())
                .findFirst()
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
    }

    private static Sight sight(Reader reader, List<Share> shares) {
        if (reader.seesAllCells()) {
            return new Sight(Optional.empty());
        }
        var seen = new HashSet<String>();
        for (var share : shares) {
            if (Visibility.of(reader, share).cells()) {
                seen.add(share.table().code());
                seen.add(share.place());
            }
        }
        return new Sight(Optional.of(seen));
    }

    /** Which findings a reader sees: those of his shares, and those over a whole table in which he has one. */
    private record Sight(Optional<Set<String>> seen) {

        boolean sees(String table, @Nullable String department) {
            var place = department == null ? table : table + "/" + department;
            return seen.isEmpty() || seen.get().contains(place);
        }
    }
}
