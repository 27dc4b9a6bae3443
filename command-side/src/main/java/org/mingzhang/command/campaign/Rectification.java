package org.mingzhang.command.campaign;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.campaign.PlanCampaign.Tolerance;
import org.mingzhang.events.campaign.FindingEvent.ExplanationRejected;
import org.mingzhang.events.campaign.FindingEvent.ExplanationsAccepted;
import org.mingzhang.events.campaign.FindingEvent.Failure;
import org.mingzhang.events.campaign.FindingEvent.FindingExplained;
import org.mingzhang.events.campaign.FindingEvent.FindingsRecorded;
import org.mingzhang.events.campaign.FindingEvent.FindingsSent;
import org.mingzhang.events.campaign.FindingEvent.RuleJudged;
import org.mingzhang.events.campaign.FindingEvent.ShareToMend;
import org.mingzhang.events.campaign.FindingEvent.ToleranceGranted;
import org.mingzhang.events.campaign.PlanEvent.ShareAt;
import org.mingzhang.events.table.ShareEvent.CellAt;

/**
 * 整改台账: every finding of a campaign's binding runs and how far it is; which rules are faulty and what is tolerated. Part of
 * {@link Campaign}; what it keeps comes from its events alone.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
class Rectification {

    /** No more of one rule in one share is listed in a run, so that what is not listed may fail nevertheless. */
    static final int MOST_LISTED = 1_000;

    private static final Comparator<CellAt> READING_ORDER = Comparator.comparingInt(CellAt::entry)
            .thenComparing(CellAt::field, Comparator.nullsFirst(Comparator.naturalOrder()));

    private Map<String, Matter> matters = new LinkedHashMap<>();
    private Map<String, Tolerance> tolerated = new HashMap<>();
    private Set<String> faulty = new HashSet<>();
    private @Nullable String run;

    enum State {
        FOUND,
        SENT,
        EXPLAINED,
        ACCEPTED,
        REJECTED,
        CLEARED
    }

    /**
     * A finding as it stands.
     *
     * @param explainedBy who explained it last; null for what was told when the share was submitted, and before
     */
    record Matter(Failure failure, State state, @Nullable String explainedBy) {

        boolean isOpen() {
            return state != State.CLEARED && state != State.ACCEPTED;
        }

        Matter now(State next) {
            return new Matter(failure, next, explainedBy);
        }
    }

    /** For the framework. */
    Rectification() {}

    /** What a binding run changes; the same failures again change nothing. */
    FindingsRecorded compare(RecordCheckRun recorded, Instant at) {
        var failures = recorded.failures();
        var failing = failures.stream().map(Failure::finding).collect(Collectors.toSet());
        var full = failures.stream()
                .collect(Collectors.groupingBy(Rectification::place, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(place -> place.getValue() >= MOST_LISTED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var cleared = matters.values().stream()
                .filter(matter -> matter.state() != State.CLEARED)
                .map(Matter::failure)
                .filter(failure -> !failing.contains(failure.finding()) && !full.contains(place(failure)))
                .map(Failure::finding)
                .toList();
        var found = failures.stream().filter(this::isNews).toList();
        var explained = failures.stream()
                .filter(failure -> failure.explained() && !isNews(failure))
                .map(Failure::finding)
                .filter(this::waits)
                .toList();
        var blocking = blocking(failures);
        return new FindingsRecorded(
                recorded.campaign(),
                recorded.run(),
                found,
                explained,
                cleared,
                blocking.size(),
                toMend(blocking, recorded),
                recorded.by(),
                at);
    }

    private boolean isNews(Failure failure) {
        var known = matters.get(failure.finding());
        return known == null
                || known.state() == State.CLEARED
                || (known.state() == State.ACCEPTED
                        && !Objects.equals(known.failure().cause(), failure.cause()));
    }

    private boolean waits(String finding) {
        var known = matters.get(finding);
        return known != null && (known.state() == State.FOUND || known.state() == State.SENT);
    }

    private List<Failure> blocking(List<Failure> failures) {
        var counts = failures.stream().collect(Collectors.groupingBy(Rectification::place, Collectors.counting()));
        return failures.stream()
                .filter(Failure::error)
                .filter(failure -> !isSetAside(failure, counts.getOrDefault(place(failure), 0L)))
                .toList();
    }

    private boolean isSetAside(Failure failure, long failing) {
        return faulty.contains(failure.rule()) || failing <= tolerable(place(failure));
    }

    private int tolerable(String place) {
        var tolerance = tolerated.get(place);
        return tolerance == null ? 0 : tolerance.number();
    }

    /** What is tolerated, place by place. */
    List<Tolerance> tolerances() {
        return tolerated.values().stream()
                .filter(tolerance -> tolerance.number() > 0)
                .sorted(Comparator.comparing(Tolerance::rule)
                        .thenComparing(Tolerance::table)
                        .thenComparing(Tolerance::department, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /** The cells to be gone over; a rule over a whole table, or an entry that nobody owns, names the table's shares. */
    private static List<ShareToMend> toMend(List<Failure> blocking, RecordCheckRun recorded) {
        var cells = new TreeMap<String, Set<CellAt>>();
        recorded.shares()
                .forEach(share -> blocking.stream()
                        .filter(failure -> failure.table().equals(share.table()))
                        .filter(failure -> failure.department() == null
                                || failure.department().equals(share.department()))
                        .forEach(failure -> cells.computeIfAbsent(
                                        share.table() + "\n" + share.department(), none -> new TreeSet<>(READING_ORDER))
                                .addAll(cells(failure))));
        return cells.entrySet().stream()
                .map(share -> {
                    var names = share.getKey().split("\n", 2);
                    return new ShareToMend(names[0], names[1], List.copyOf(share.getValue()));
                })
                .toList();
    }

    private static List<CellAt> cells(Failure failure) {
        var entry = failure.entry();
        if (entry == null) {
            return List.of();
        }
        return failure.fields().isEmpty()
                ? List.of(new CellAt(entry, null))
                : failure.fields().stream()
                        .map(field -> new CellAt(entry, field))
                        .toList();
    }

    private static String place(Failure failure) {
        return place(failure.rule(), failure.table(), failure.department());
    }

    private static String place(String rule, String table, @Nullable String department) {
        return String.join("\n", rule, table, Objects.requireNonNullElse(department, ""));
    }

    /** Whether the ledger knows what this run found one by one; runs of older programs were only counted. */
    boolean knows(String checkRun) {
        return checkRun.equals(run);
    }

    /** Errors that must be mended before the leaders are asked. */
    List<String> openErrors() {
        return open(Failure::error).toList();
    }

    /** Warnings that nobody explained, or whose explanation is not accepted yet. */
    List<String> openWarnings() {
        return open(failure -> !failure.error()).toList();
    }

    /** Ids of findings that are to be dealt with still: errors until they are gone, warnings until they are accepted. */
    private Stream<String> open(Predicate<Failure> kind) {
        var failing = matters.values().stream()
                .filter(matter -> matter.state() != State.CLEARED)
                .map(Matter::failure)
                .collect(Collectors.groupingBy(Rectification::place, Collectors.counting()));
        return matters.values().stream()
                .filter(matter -> matter.failure().error() ? matter.state() != State.CLEARED : matter.isOpen())
                .map(Matter::failure)
                .filter(kind)
                .filter(failure -> !isSetAside(failure, failing.getOrDefault(place(failure), 0L)))
                .map(Failure::finding);
    }

    /** What a finding is about. */
    Matter matter(String finding) {
        var matter = matters.get(finding);
        if (matter == null) {
            throw new Refusal(Rule.NO_SUCH_FINDING, finding);
        }
        if (matter.state() == State.CLEARED) {
            throw new Refusal(Rule.FINDING_CLEARED, finding);
        }
        return matter;
    }

    /**
     * The findings to be sent: those named, or all that nobody was sent yet and that nothing sets aside.
     *
     * @param departments who fills a table, all of whom are told what is wrong with it as a whole
     */
    FindingsSent send(SendFindings send, Instant at, Function<String, List<String>> departments) {
        var named = send.findings().isEmpty()
                ? open(any -> true)
                        .map(this::matter)
                        .filter(matter -> matter.state() == State.FOUND)
                        .toList()
                : send.findings().stream().distinct().map(this::matter).toList();
        if (named.isEmpty()) {
            throw new Refusal(Rule.NOTHING_TO_SEND);
        }
        var shares = named.stream()
                .map(Matter::failure)
                .flatMap(failure -> {
                    var department = failure.department();
                    return (department == null ? departments.apply(failure.table()) : List.of(department))
                            .stream().map(one -> new ShareAt(failure.table(), one));
                })
                .distinct()
                .toList();
        return new FindingsSent(
                send.campaign(),
                named.stream().map(matter -> matter.failure().finding()).toList(),
                shares,
                send.note(),
                send.by(),
                at.truncatedTo(ChronoUnit.MILLIS));
    }

    /** A warning is explained in words of its own; an error has to be mended. */
    void mustBeExplainable(String finding) {
        if (matter(finding).failure().error()) {
            throw new Refusal(Rule.ERROR_NOT_EXPLAINED);
        }
    }

    /** An explanation is judged by somebody else than who gave it. */
    void mustBeJudgeable(String finding, String by) {
        var matter = matter(finding);
        if (matter.state() != State.EXPLAINED && matter.state() != State.ACCEPTED) {
            throw new Refusal(Rule.NOT_EXPLAINED, finding);
        }
        if (by.equals(matter.explainedBy())) {
            throw new Refusal(Rule.SAME_PERSON);
        }
    }

    boolean isAccepted(String finding) {
        return matter(finding).state() == State.ACCEPTED;
    }

    boolean isFaulty(String rule) {
        return faulty.contains(rule);
    }

    void on(FindingsRecorded recorded) {
        run = recorded.run();
        recorded.found()
                .forEach(failure -> matters.put(
                        failure.finding(),
                        new Matter(failure, failure.explained() ? State.EXPLAINED : State.FOUND, null)));
        recorded.explained().forEach(finding -> now(finding, matter -> matter.now(State.EXPLAINED)));
        recorded.cleared().forEach(finding -> now(finding, matter -> matter.now(State.CLEARED)));
    }

    void on(FindingsSent sent) {
        sent.findings()
                .forEach(finding ->
                        now(finding, matter -> matter.state() == State.FOUND ? matter.now(State.SENT) : matter));
    }

    void on(FindingExplained explained) {
        now(explained.finding(), matter -> new Matter(matter.failure(), State.EXPLAINED, explained.by()));
    }

    void on(ExplanationsAccepted accepted) {
        accepted.findings().forEach(finding -> now(finding, matter -> matter.now(State.ACCEPTED)));
    }

    void on(ExplanationRejected rejected) {
        now(rejected.finding(), matter -> matter.now(State.REJECTED));
    }

    void on(ToleranceGranted granted) {
        tolerated.put(
                place(granted.rule(), granted.table(), granted.department()),
                new Tolerance(
                        granted.rule(),
                        granted.table(),
                        granted.department(),
                        granted.number(),
                        granted.reason(),
                        granted.lastYear()));
    }

    void on(RuleJudged judged) {
        if (judged.faulty()) {
            faulty.add(judged.rule());
        } else {
            faulty.remove(judged.rule());
        }
    }

    private void now(String finding, UnaryOperator<Matter> becomes) {
        matters.computeIfPresent(finding, (id, matter) -> becomes.apply(matter));
    }
}
