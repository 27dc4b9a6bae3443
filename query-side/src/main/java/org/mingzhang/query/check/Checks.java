package org.mingzhang.query.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.campaign.FindingEvent.Failure;
import org.mingzhang.events.campaign.PlanEvent.ShareAt;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.mingzhang.query.check.Check.Data;
import org.mingzhang.query.progress.Share;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.table.RulesInForce;
import org.mingzhang.query.table.ShareHashes;
import org.mingzhang.query.table.Standing;
import org.mingzhang.query.table.Standing.TableAt;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 校验: runs all rules over a campaign's tables at one ledger position and keeps the reports, which can be made again. */
@Component
public final class Checks {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");

    private final Standing standing;
    private final ViewPositions positions;
    private final Catalogues catalogues;
    private final RulesInForce rules;
    private final Shares shares;
    private final Path directory;

    public Checks(
            Standing standing,
            ViewPositions positions,
            Catalogues catalogues,
            RulesInForce rules,
            Shares shares,
            @Value("${mingzhang.data:.mingzhang}") Path data) {
        this.standing = standing;
        this.positions = positions;
        this.catalogues = catalogues;
        this.rules = rules;
        this.shares = shares;
        this.directory = data.toAbsolutePath().normalize().resolve("check-runs");
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
     */
    public record Checked(CheckReport report, List<ShareAt> shares, String sha256) {}

    /** What is read of one campaign. */
    private record Content(
            Standing.Planned planned,
            Catalogue catalogue,
            SortedMap<String, TableAt> tables,
            Map<String, List<Standing.Entry>> entries,
            SortedMap<String, String> hashes) {}

    /** Checks everything at a position; empty if there is no such campaign. Nothing is kept. */
    public Optional<Checked> run(CampaignKey campaign, long position, Watching watching) {
        mustHaveReached(position);
        // read in one go and let the database be while the rules are worked out
        return standing.together(() -> read(campaign, position))
                .map(content -> check(campaign, position, content, watching));
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
        var last = standing.together(() -> read(new CampaignKey(campaign.college(), campaign.year() - 1), position))
                .orElse(null);
        return standing.together(() -> read(campaign, position)).map(content -> {
            var catalogue = content.catalogue();
            var parameters = parameters(content.planned());
            var changed = new HashMap<>(content.entries());
            changed.computeIfPresent(table, (code, entries) -> otherwise.apply(entries));
            var codes = content.tables().keySet();
            var after = CompletableFuture.supplyAsync(() -> findings(catalogue, parameters, changed, last, codes));
            var before = findings(catalogue, parameters, content.entries(), last, codes);
            return new Supposed(catalogue, parameters, content.entries(), changed, before, after.join());
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
            CampaignKey campaign, long position, @Nullable Rule asIs, Rule draft, Map<String, String> parameters) {
        mustHaveReached(position);
        return standing.together(() -> read(campaign, position)).flatMap(content -> {
            var catalogue = content.catalogue();
            var last = lastYear(campaign, position);
            var comparable = last != null || draft.scope() != Rule.Scope.YEAR_ON_YEAR;
            var now = parameters(content.planned());
            var data = Data.of(catalogue, now, content.entries());
            var changed = new HashMap<>(content.planned().parameters());
            changed.putAll(parameters);
            var then = ParameterValues.of(catalogue, changed);
            // computed tables are worked out with the parameters
            var dataThen = parameters.isEmpty() ? data : Data.of(catalogue, then, content.entries());
            return catalogue.tableNamed(draft.table()).map(form -> {
                var before = asIs == null || (last == null && asIs.check().readsLastYear())
                        ? List.<Finding>of()
                        : checking(catalogue, now, data, last)
                                .run(form, List.of(asIs))
                                .listed();
                var after = comparable
                        ? checking(catalogue, then, dataThen, last)
                                .run(form, List.of(draft))
                                .listed()
                        : List.<Finding>of();
                return new Tried(comparable, before, after);
            });
        });
    }

    private static Check checking(Catalogue catalogue, ParameterValues parameters, Data data, @Nullable LastYear last) {
        return new Check(catalogue, parameters, data, last, table -> {});
    }

    private List<Finding> findings(
            Catalogue catalogue,
            ParameterValues parameters,
            Map<String, List<Standing.Entry>> entries,
            @Nullable Content last,
            Set<String> codes) {
        var data = Data.of(catalogue, parameters, entries);
        return checking(catalogue, parameters, data, last == null ? null : lastYear(last))
                .run(codes)
                .listed();
    }

    private LastYear lastYear(Content content) {
        return new LastYear(Data.of(content.catalogue(), parameters(content.planned()), content.entries())
                .tables());
    }

    private Checked check(CampaignKey campaign, long position, Content content, Watching watching) {
        var catalogue = content.catalogue();
        var parameters = parameters(content.planned());
        var lastYear = lastYear(campaign, position);
        int total = content.tables().size();
        var done = new ArrayList<String>();
        var check =
                new Check(catalogue, parameters, Data.of(catalogue, parameters, content.entries()), lastYear, table -> {
                    done.add(table);
                    watching.step(done.size(), total, table);
                });
        var findings = check.run(content.tables().keySet());
        var report = new CheckReport(
                1,
                campaign.toString(),
                catalogue.edition(),
                catalogue.version(),
                position,
                ContentHash.ofCampaign(campaign, content.hashes()),
                content.entries().values().stream().mapToInt(List::size).sum(),
                check.ran(),
                check.skipped(),
                findings.counts(),
                withCauses(campaign, position, content, findings.listed()));
        return new Checked(
                report,
                sharesWithErrors(report, content.tables()),
                Hash.sha256(report.bytes()).hex());
    }

    private void mustHaveReached(long position) {
        if (!positions.await(Views.GROUPS, position, PATIENCE)) {
            throw new IllegalStateException("the views have not reached " + position);
        }
    }

    private Optional<Content> read(CampaignKey campaign, long position) {
        return standing.campaign(campaign).map(planned -> read(campaign, planned, position));
    }

    private Content read(CampaignKey campaign, Standing.Planned planned, long position) {
        var tables = standing.tables(campaign, position);
        var entries = new HashMap<String, List<Standing.Entry>>();
        var hashes = new TreeMap<String, String>();
        for (var table : tables.values()) {
            if (table.filled()) {
                var all = new ArrayList<Standing.Entry>();
                var shares = new ShareHashes(table);
                standing.entries(table.table(), position, entry -> {
                    all.add(entry);
                    shares.add(entry);
                });
                entries.put(table.table().code(), all);
                shares.table().ifPresent(hash -> hashes.put(table.table().code(), hash));
            }
        }
        var catalogue = rules.at(campaign, catalogues.edition(planned.edition()), position);
        return new Content(planned, catalogue, tables, entries, hashes);
    }

    private @Nullable LastYear lastYear(CampaignKey campaign, long position) {
        var before = new CampaignKey(campaign.college(), campaign.year() - 1);
        return standing.together(() -> read(before, position))
                .map(this::lastYear)
                .orElse(null);
    }

    private ParameterValues parameters(Standing.Planned planned) {
        return ParameterValues.of(catalogues.edition(planned.edition()), planned.parameters());
    }

    /** Names with each finding who last wrote one of its cells, or the entry where no such cell was ever written. */
    private List<Finding> withCauses(CampaignKey campaign, long position, Content content, List<Finding> findings) {
        var authors = new HashMap<String, Map<Integer, Map<String, Standing.Author>>>();
        findings.stream()
                .filter(finding -> finding.entry() != null)
                .collect(Collectors.groupingBy(
                        Finding::table, Collectors.mapping(Finding::entry, Collectors.toCollection(TreeSet::new))))
                .forEach((table, entries) ->
                        authors.put(table, standing.authors(campaign.table(table), entries, position)));
        var last = new HashMap<String, Map<Integer, Standing.Author>>();
        authors.forEach((table, entries) -> last.put(
                table,
                content.entries().getOrDefault(table, List.of()).stream()
                        .filter(entry -> entries.containsKey(entry.number()))
                        .collect(Collectors.toMap(Standing.Entry::number, Standing.Entry::last))));
        var taken = takenAway(campaign, position, content, findings);
        return findings.stream()
                .map(finding -> finding.causedBy(later(cause(finding, authors, last), taken.get(finding))))
                .toList();
    }

    private static Finding.@Nullable Cause later(Finding.@Nullable Cause one, Finding.@Nullable Cause other) {
        return one == null || (other != null && other.position() > one.position()) ? other : one;
    }

    /** What a reference named may have been taken away after it was written: then whoever did that is the cause. */
    private Map<Finding, Finding.Cause> takenAway(
            CampaignKey campaign, long position, Content content, List<Finding> findings) {
        var pointing = findings.stream()
                .filter(finding -> finding.rule().equals("reference") && finding.entry() != null)
                .flatMap(finding -> pointing(content, finding).stream())
                .collect(Collectors.groupingBy(each -> List.of(each.table(), each.field())));
        var causes = new HashMap<Finding, Finding.Cause>();
        pointing.values().forEach(group -> {
            var values = group.stream().map(Pointing::value).collect(Collectors.toSet());
            var first = group.get(0);
            var taken = standing.takenAway(campaign.table(first.table()), first.field(), values, position);
            group.forEach(each -> Optional.ofNullable(taken.get(each.value()))
                    .ifPresent(author -> causes.put(each.finding(), caused(author))));
        });
        return causes;
    }

    /** A finding about a reference, and what it points to: table, field and value. */
    private record Pointing(Finding finding, String table, String field, String value) {}

    private static Optional<Pointing> pointing(Content content, Finding finding) {
        var name = finding.fields().get(0);
        var reference = content.catalogue()
                .table(finding.table())
                .flatMap(table -> table.field(name))
                .flatMap(field -> Optional.ofNullable(field.reference()));
        var value = content.entries().getOrDefault(finding.table(), List.of()).stream()
                .filter(entry -> Objects.equals(entry.number(), finding.entry()))
                .findFirst()
                .map(entry -> entry.values().get(name));
        return reference.flatMap(to -> content.catalogue()
                .tableNamed(to.table())
                .flatMap(target -> value.filter(CellValue.Text.class::isInstance)
                        .map(CellValue.Text.class::cast)
                        .map(text -> new Pointing(finding, target.code(), to.field(), text.text()))));
    }

    private static Finding.Cause caused(Standing.Author author) {
        return new Finding.Cause(
                author.event(), author.position(), author.by(), author.post(), author.at(), author.how());
    }

    private static Finding.@Nullable Cause cause(
            Finding finding,
            Map<String, Map<Integer, Map<String, Standing.Author>>> authors,
            Map<String, Map<Integer, Standing.Author>> last) {
        var entry = finding.entry();
        if (entry == null) {
            return null;
        }
        var ofCells = authors.getOrDefault(finding.table(), Map.of()).getOrDefault(entry, Map.of());
        return finding.fields().stream()
                .flatMap(field -> Optional.ofNullable(ofCells.get(field)).stream())
                .max(Comparator.comparingLong(Standing.Author::position))
                .or(() -> Optional.ofNullable(
                        last.getOrDefault(finding.table(), Map.of()).get(entry)))
                .map(Checks::caused)
                .orElse(null);
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

    /** Keeps a run's report: written aside and then put in its place at once. */
    public void keep(String run, Checked checked) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OURS_ALONE));
            }
            var half = Files.createTempFile(directory, ".half-", ".json");
            Files.write(half, checked.report().bytes(), StandardOpenOption.WRITE);
            Files.move(half, fileOf(run), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Forgets a run that was not recorded. */
    public void forget(String run) {
        try {
            Files.deleteIfExists(fileOf(run));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The report of a recorded run, with the digest the ledger holds; made again if its file is gone or another. */
    Optional<CheckReport> report(RecordedRuns.Recorded run) {
        return kept(run).or(() -> made(run));
    }

    private Optional<CheckReport> kept(RecordedRuns.Recorded run) {
        try {
            var bytes = Files.readAllBytes(fileOf(run.id()));
            return Hash.sha256(bytes).hex().equals(run.reportSha256())
                    ? Optional.of(CheckReport.read(bytes))
                    : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Optional<CheckReport> made(RecordedRuns.Recorded run) {
        var again = run(run.campaign(), run.position(), (done, total, table) -> {})
                .filter(checked -> checked.sha256().equals(run.reportSha256()));
        again.ifPresent(checked -> keep(run.id(), checked));
        return again.map(Checked::report);
    }

    private Path fileOf(String run) {
        if (!ID.matcher(run).matches()) {
            throw new IllegalArgumentException("not the id of a run: " + run);
        }
        return directory.resolve(run + ".json");
    }
}
