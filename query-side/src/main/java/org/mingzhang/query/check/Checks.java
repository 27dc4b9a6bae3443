package org.mingzhang.query.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.FindingEvent.Failure;
import org.mingzhang.events.campaign.PlanEvent.ShareAt;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Reading;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.mingzhang.query.check.Contents.Content;
import org.mingzhang.query.check.Contents.Held;
import org.mingzhang.query.progress.Share;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.table.RulesInForce;
import org.mingzhang.query.table.Standing;
import org.mingzhang.query.table.Standing.TableAt;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 校验: runs all rules over a campaign's tables at one ledger position and keeps the reports, which can be made again. */
@Component
public final class Checks {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Standing standing;
    private final ViewPositions positions;
    private final Contents contents;
    private final Shares shares;
    private final ReportFiles files;
    private final Map<CampaignKey, Newest> newest = new ConcurrentHashMap<>();

    public Checks(
            Standing standing,
            ViewPositions positions,
            Catalogues catalogues,
            RulesInForce rules,
            Shares shares,
            @Value("${mingzhang.data:.mingzhang}") Path data) {
        this.standing = standing;
        this.positions = positions;
        this.contents = new Contents(standing, catalogues, rules);
        this.shares = shares;
        this.files = new ReportFiles(data.toAbsolutePath().normalize().resolve("check-runs"));
    }

    /** Told while a run goes on. */
    @FunctionalInterface
    public interface Watching {

        /**
         * How far it is.
         *
         * @param done tables that are done
         * @param total tables in all
         * @param table table that was done last
         */
        void step(int done, int total, String table);
    }

    /**
     * What came of a run.
     *
     * @param shares the shares that hold failed error rules; of a rule over a whole table all its shares
     * @param sha256 digest of the report
     * @param taken how many steps were taken; what the others find is known from the run before
     */
    public record Checked(CheckReport report, List<ShareAt> shares, String sha256, int taken) {}

    /**
     * The newest run of a campaign since the start, from which the next one takes what cannot have changed.
     *
     * @param last of last year's campaign; null if there was none
     * @param held of every filled table
     */
    private record Newest(
            long position,
            Content content,
            @Nullable Content last,
            SortedMap<String, Held> held,
            Map<Step.Name, Findings.Part> parts) {}

    /**
     * Checks everything at a position; empty if there is no such campaign. Nothing is kept but in memory: where no rule, parameter,
     * share or row changed since the run before, what a step finds is known and not worked out again.
     */
    public Optional<Checked> run(CampaignKey campaign, long position, Watching watching) {
        mustHaveReached(position);
        return run(campaign, position, watching, newest.get(campaign));
    }

    /** The same without anything from a run before, as a run that binds people is worked out. */
    public Optional<Checked> runAnew(CampaignKey campaign, long position, Watching watching) {
        mustHaveReached(position);
        return run(campaign, position, watching, null);
    }

    /** What a run needs: what stood, and what has to be worked out of it. */
    private record Due(
            Content content,
            @Nullable Content last,
            List<Step> steps,
            List<Step> due,
            @Nullable Newest before) {}

    private Optional<Checked> run(CampaignKey campaign, long position, Watching watching, @Nullable Newest before) {
        // read in one go and let the database be while the rules are worked out
        return standing.together(() -> due(campaign, position, before))
                .map(due -> check(campaign, position, due, watching));
    }

    private Optional<Due> due(CampaignKey campaign, long position, @Nullable Newest before) {
        var last = contents.plan(campaign.yearBefore(), position).orElse(null);
        return contents.plan(campaign, position).map(plan -> {
            var steps = Step.of(plan.catalogue(), plan.tables().keySet(), plan::isFilled);
            var known = before != null && stillHolds(before, plan, last, campaign, position) ? before : null;
            var changed =
                    known == null ? plan.tables().keySet() : standing.touched(campaign, known.position(), position);
            var names = plan.catalogue().tables().stream()
                    .filter(table -> changed.contains(table.code()))
                    .map(Table::name)
                    .collect(Collectors.toSet());
            var due = steps.stream()
                    .filter(step -> known == null || step.reads().stream().anyMatch(names::contains))
                    .toList();
            var read = due.stream().flatMap(step -> step.reads().stream()).collect(Collectors.toSet());
            read.addAll(names);
            return new Due(
                    contents.filled(plan, position, isOneOf(read, plan.catalogue())),
                    last == null ? null : lastYear(position, last, due),
                    steps,
                    due,
                    known);
        });
    }

    private Content lastYear(long position, Content last, List<Step> due) {
        var reading = new Reading(last.catalogue());
        var read = due.stream()
                .filter(Step::readsLastYear)
                .flatMap(step -> step.rule().stream())
                .flatMap(rule -> reading.of(rule).stream())
                .collect(Collectors.toSet());
        return contents.filled(last, position, isOneOf(read, last.catalogue()));
    }

    private static Predicate<String> isOneOf(Set<String> names, Catalogue catalogue) {
        return code -> catalogue
                .table(code)
                .filter(table -> names.contains(table.name()))
                .isPresent();
    }

    /** Whether only rows of this year can have changed since. Erased values leave no row of their own behind. */
    private boolean stillHolds(
            Newest before, Content plan, @Nullable Content last, CampaignKey campaign, long position) {
        return before.position() <= position
                && before.content().isPlannedLike(plan)
                && (last == null
                        ? before.last() == null
                        : before.last() != null
                                && before.last().isPlannedLike(last)
                                && standing.touched(campaign.yearBefore(), before.position(), position)
                                        .isEmpty())
                && !standing.erased(before.position(), position);
    }

    /**
     * A campaign as it stands and as it would stand.
     *
     * @param catalogue of the campaign's edition
     * @param asIs entries by table number
     * @param before findings as it stands
     * @param after findings as it would stand
     */
    record Supposed(
            Catalogue catalogue,
            ParameterValues parameters,
            Map<String, List<Standing.Entry>> asIs,
            Map<String, List<Standing.Entry>> asIf,
            List<Finding> before,
            List<Finding> after) {}

    /** Checks everything twice, as it stands at a position and with one table's entries otherwise. Nothing is kept. */
    Optional<Supposed> suppose(
            CampaignKey campaign, long position, String table, UnaryOperator<List<Standing.Entry>> otherwise) {
        mustHaveReached(position);
        var last = contents.of(campaign.yearBefore(), position).orElse(null);
        return contents.of(campaign, position).map(asIs -> {
            var changed = new HashMap<>(asIs.entries());
            changed.computeIfPresent(table, (code, entries) -> otherwise.apply(entries));
            var after = CompletableFuture.supplyAsync(() -> findings(asIs.with(changed), last));
            var before = findings(asIs, last);
            return new Supposed(asIs.catalogue(), asIs.parameters(), asIs.entries(), changed, before, after.join());
        });
    }

    /**
     * One rule tried on what stood at a position.
     *
     * @param comparable whether a rule that reads last year found one
     * @param before what the rule as it is finds; empty where there is none
     * @param after what the draft finds
     */
    record Tried(boolean comparable, List<Finding> before, List<Finding> after) {}

    /**
     * Tries a draft on a campaign. Nothing is kept.
     *
     * @param parameters values that the draft would bring along, by name
     */
    Optional<Tried> tryOut(
            CampaignKey campaign, long position, @Nullable Rule rule, Rule draft, Map<String, String> parameters) {
        mustHaveReached(position);
        var last = contents.of(campaign.yearBefore(), position)
                .map(Content::asLastYear)
                .orElse(null);
        return contents.of(campaign, position).flatMap(asIs -> {
            var comparable = last != null || draft.scope() != Rule.Scope.YEAR_ON_YEAR;
            // computed tables are worked out with the parameters
            var then = asIs.with(parameters(asIs, parameters));
            return asIs.catalogue().tableNamed(draft.table()).map(form -> {
                var before = rule == null || (last == null && rule.check().readsLastYear())
                        ? List.<Finding>of()
                        : checking(asIs, last).run(form, List.of(rule));
                var after = comparable ? checking(then, last).run(form, List.of(draft)) : List.<Finding>of();
                return new Tried(comparable, before, after);
            });
        });
    }

    private static ParameterValues parameters(Content content, Map<String, String> other) {
        var all = new HashMap<>(content.planned().parameters());
        all.putAll(other);
        return ParameterValues.of(content.catalogue(), all);
    }

    private static Check checking(Content content, @Nullable LastYear last) {
        return new Check(content.catalogue(), content.parameters(), content.data(), last, table -> {});
    }

    private static List<Finding> findings(Content content, @Nullable Content last) {
        var steps = Step.of(content.catalogue(), content.tables().keySet(), content::isFilled);
        return numbered(
                checking(content, last == null ? null : last.asLastYear()).run(steps, Map.of()));
    }

    private static List<Finding> numbered(List<Findings.Part> parts) {
        var all = new ArrayList<Finding>();
        parts.forEach(part -> part.listed().forEach(finding -> all.add(finding.numbered(all.size() + 1))));
        return all;
    }

    private Checked check(CampaignKey campaign, long position, Due due, Watching watching) {
        var content = due.content();
        var known = known(due);
        int total = (int) due.steps().stream().map(Step::table).distinct().count();
        var done = new ArrayList<String>();
        var last = due.last();
        var check = new Check(
                content.catalogue(),
                content.parameters(),
                content.data(),
                last == null ? null : last.asLastYear(),
                table -> {
                    done.add(table);
                    watching.step(done.size(), total, table);
                });
        var found = check.run(due.steps(), known);
        var causes = new Causes(standing)
                .of(
                        campaign,
                        position,
                        content,
                        found.stream()
                                .filter(part -> !known.containsKey(part.step()))
                                .flatMap(part -> part.listed().stream())
                                .toList());
        var parts = found.stream()
                .map(part -> known.containsKey(part.step())
                        ? part
                        : part.with(finding -> finding.causedBy(causes.get(finding))))
                .toList();
        var held = held(due);
        var report = new CheckReport(
                1,
                campaign.toString(),
                content.catalogue().edition(),
                content.catalogue().version(),
                position,
                ContentHash.ofCampaign(campaign, hashes(held)),
                held.values().stream().mapToInt(Held::entries).sum(),
                check.ran(),
                check.skipped(),
                parts.stream().flatMap(part -> part.counts().stream()).toList(),
                numbered(parts));
        remember(
                campaign, new Newest(position, content.bare(), last == null ? null : last.bare(), held, byName(parts)));
        return new Checked(
                report,
                sharesWithErrors(report, content.tables()),
                Hash.sha256(report.bytes()).hex(),
                due.due().size());
    }

    private static Map<Step.Name, Findings.Part> known(Due due) {
        if (due.before() == null) {
            return Map.of();
        }
        var known = new HashMap<>(due.before().parts());
        due.due().forEach(step -> known.remove(step.name()));
        return known;
    }

    private static SortedMap<String, Held> held(Due due) {
        var held = new TreeMap<String, Held>();
        if (due.before() != null) {
            held.putAll(due.before().held());
        }
        held.putAll(due.content().read());
        return held;
    }

    private static SortedMap<String, String> hashes(SortedMap<String, Held> held) {
        var hashes = new TreeMap<String, String>();
        held.forEach((table, one) -> hashes.put(table, one.hash()));
        return hashes;
    }

    private static Map<Step.Name, Findings.Part> byName(List<Findings.Part> parts) {
        return parts.stream().collect(Collectors.toUnmodifiableMap(Findings.Part::step, part -> part));
    }

    private void remember(CampaignKey campaign, Newest run) {
        newest.merge(campaign, run, (one, other) -> other.position() >= one.position() ? other : one);
    }

    private void mustHaveReached(long position) {
        if (!positions.await(Views.GROUPS, position, PATIENCE)) {
            throw new IllegalStateException("the views have not reached " + position);
        }
    }

    private static List<ShareAt> sharesWithErrors(CheckReport report, SortedMap<String, TableAt> tables) {
        var shares = new HashSet<ShareAt>();
        for (var count : report.counts()) {
            if (!count.error()) {
                continue;
            }
            if (!count.department().isEmpty()) {
                shares.add(new ShareAt(count.table(), count.department()));
            } else {
                Optional.ofNullable(tables.get(count.table())).stream()
                        .flatMap(table -> table.departments().stream())
                        .forEach(department -> shares.add(new ShareAt(count.table(), department)));
            }
        }
        return shares.stream()
                .sorted(Comparator.comparing(ShareAt::table).thenComparing(ShareAt::department))
                .toList();
    }

    /** What failed, one by one, as the ledger holds it; whether a department explained it is as of its newest submission. */
    public List<Failure> failures(CampaignKey campaign, CheckReport report) {
        var said = shares.of(campaign).stream()
                .collect(Collectors.toMap(Share::place, Share::explanations, (one, other) -> one));
        return report.findings().stream()
                .map(finding -> new Failure(
                        finding.id(),
                        finding.rule(),
                        finding.severity() == Rule.Severity.ERROR,
                        finding.table(),
                        finding.department(),
                        finding.entry(),
                        finding.fields(),
                        finding.cause() == null ? null : finding.cause().event(),
                        finding.cause() == null ? null : finding.cause().by(),
                        said.getOrDefault(finding.table() + "/" + finding.department(), List.of()).stream()
                                .anyMatch(finding::isExplainedBy)))
                .toList();
    }

    /** The report of a recorded run, with the digest the ledger holds; made again if its file is gone or another. */
    Optional<CheckReport> report(RecordedRuns.Recorded run) {
        return files.kept(run).or(() -> made(run));
    }

    /** Keeps a run's report. */
    public void keep(String run, Checked checked) {
        files.keep(run, checked.report());
    }

    /** Forgets a run that was not recorded. */
    public void forget(String run) {
        files.forget(run);
    }

    private Optional<CheckReport> made(RecordedRuns.Recorded run) {
        var again = runAnew(run.campaign(), run.position(), (done, total, table) -> {})
                .filter(checked -> checked.sha256().equals(run.reportSha256()));
        again.ifPresent(checked -> keep(run.id(), checked));
        return again.map(Checked::report);
    }
}
