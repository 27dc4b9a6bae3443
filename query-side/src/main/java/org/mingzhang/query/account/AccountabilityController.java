package org.mingzhang.query.account;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * 追责时钟: for each share, department and person how long the ball was held, and for what. Times are milliseconds and add up
 * exactly: those of a share to the duration of the campaign, those of a department to that of all its shares.
 */
@RestController
class AccountabilityController {

    /**
     * A stretch of time.
     *
     * @param position ledger position of the event that began it; 0 for the opening of the campaign
     */
    record Held(Instant from, Instant to, long millis, Hold hold, List<Who> people, long position) {}

    /**
     * A date side by side with what became of it.
     *
     * @param stage COLLECTION or REVIEW
     * @param original the first date ever set
     * @param current the date now, without extensions
     * @param extended the last extension of this share; null if none
     */
    record Deadline(
            String stage,
            Instant original,
            Instant current,
            @Nullable Instant extended,
            List<ShareFacts.Extension> extensions,
            List<ShareFacts.Late> lateness) {}

    /**
     * One share.
     *
     * @param sums milliseconds by what it waited for
     * @param held the stretches in their order
     */
    record Share(
            String table,
            String department,
            @Nullable String departmentName,
            int submissions,
            int returns,
            Map<Hold, Long> sums,
            List<Deadline> deadlines,
            List<Held> held) {}

    /**
     * One department.
     *
     * @param millis of all its shares together
     * @param late how many of its shares are on record as late
     */
    record Department(
            String department,
            @Nullable String departmentName,
            int shares,
            int returns,
            int late,
            long millis,
            Map<Hold, Long> sums) {}

    /**
     * One person. Where several collectors answer for a share, each of them holds it.
     *
     * @param hold COLLECTING, CORRECTING or REVIEWING
     */
    record Person(Who person, Hold hold, int shares, long millis) {}

    /**
     * The clock.
     *
     * @param from when the campaign opened; null while it is planned, and then there is nothing to say
     * @param to until when is looked
     * @param millis from then to then
     */
    record Accountability(
            String campaign,
            long position,
            @Nullable Instant from,
            @Nullable Instant to,
            long millis,
            List<Department> departments,
            List<Person> people,
            List<Share> shares) {}

    private final ShareFacts facts;
    private final Organisation organisation;
    private final Reads reads;
    private final JdbcClient sql;
    private final Clock clock;

    AccountabilityController(ShareFacts facts, Organisation organisation, Reads reads, JdbcClient sql, Clock clock) {
        this.facts = facts;
        this.organisation = organisation;
        this.reads = reads;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The clock as of now, an instant or a ledger position.
     *
     * @param department only this one; null for all
     */
    @GetMapping("/api/v1/campaigns/{year}/accountability")
    ResponseEntity<Accountability> accountability(
            Principal principal,
            @PathVariable int year,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition) {
        organisation.reader(principal);
        long position = reads.tableAt(asOf, minPosition);
        reads.now(position, Views.TRAIL);
        var campaign = organisation.campaign(year);
        var known = facts.upTo(campaign, position);
        var from = known.openedAt();
        if (from == null) {
            return Reads.ok(position)
                    .body(new Accountability(
                            campaign.toString(), position, null, null, 0, List.of(), List.of(), List.of()));
        }
        var closed = known.closedAt();
        var to = closed == null ? until(asOf, position) : closed;
        var shares = new ArrayList<Share>();
        var departments = organisation.departmentNames();
        var clocks = new TreeMap<ShareFacts.At, List<Interval>>();
        known.shares().forEach((at, share) -> {
            if (department == null || department.equals(at.department())) {
                clocks.put(at, ShareClock.of(share.facts, from, to));
            }
        });
        var names = organisation.names(clocks.values().stream()
                .flatMap(List::stream)
                .flatMap(interval -> interval.people().stream())
                .toList());
        clocks.forEach((at, intervals) -> shares.add(share(at, intervals, known, departments, names)));
        return Reads.ok(position)
                .body(new Accountability(
                        campaign.toString(),
                        position,
                        from,
                        to,
                        Duration.between(from, to).toMillis(),
                        departments(shares),
                        people(clocks, names),
                        shares));
    }

    /** The instant that is looked at: that of the question, or of the event at the position. */
    private Instant until(@Nullable String asOf, long position) {
        if (asOf == null || asOf.isBlank()) {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }
        return asOf.strip().matches("[0-9]+")
                ? sql.sql("select at from moment where position = ?")
                        .param(position)
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant()
                : Reads.instant(asOf);
    }

    private static Share share(
            ShareFacts.At at,
            List<Interval> intervals,
            ShareFacts.Known known,
            Map<String, String> departments,
            Organisation.Names names) {
        var share = Objects.requireNonNull(known.shares().get(at));
        var sums = new EnumMap<Hold, Long>(Hold.class);
        intervals.forEach(interval -> sums.merge(interval.hold(), interval.millis(), Long::sum));
        return new Share(
                at.table().code(),
                at.department(),
                departments.get(at.department()),
                share.submissions,
                share.returns,
                sums,
                deadlines(share, known.dates().getOrDefault(at.table(), List.of())),
                intervals.stream()
                        .map(interval -> new Held(
                                interval.from(),
                                interval.to(),
                                interval.millis(),
                                interval.hold(),
                                names.of(interval.people()),
                                interval.position()))
                        .toList());
    }

    private static List<Deadline> deadlines(ShareFacts.Share share, List<ShareFacts.Date> dates) {
        var byStage = new LinkedHashMap<String, List<ShareFacts.Date>>();
        dates.forEach(date ->
                byStage.computeIfAbsent(date.stage(), none -> new ArrayList<>()).add(date));
        return byStage.entrySet().stream()
                .map(stage -> {
                    var extensions = share.extensions.stream()
                            .filter(each -> each.stage().equals(stage.getKey()))
                            .toList();
                    return new Deadline(
                            stage.getKey(),
                            stage.getValue().get(0).dueAt(),
                            stage.getValue().get(stage.getValue().size() - 1).dueAt(),
                            extensions.isEmpty()
                                    ? null
                                    : extensions.get(extensions.size() - 1).until(),
                            extensions,
                            share.lateness.stream()
                                    .filter(each -> each.stage().equals(stage.getKey()))
                                    .toList());
                })
                .toList();
    }

    private static List<Department> departments(List<Share> shares) {
        var byDepartment = new TreeMap<String, List<Share>>();
        shares.forEach(share -> byDepartment
                .computeIfAbsent(share.department(), none -> new ArrayList<>())
                .add(share));
        return byDepartment.entrySet().stream()
                .map(each -> {
                    var sums = new EnumMap<Hold, Long>(Hold.class);
                    each.getValue()
                            .forEach(share ->
                                    share.sums().forEach((hold, millis) -> sums.merge(hold, millis, Long::sum)));
                    return new Department(
                            each.getKey(),
                            each.getValue().get(0).departmentName(),
                            each.getValue().size(),
                            each.getValue().stream().mapToInt(Share::returns).sum(),
                            (int) each.getValue().stream()
                                    .filter(share -> share.deadlines().stream()
                                            .anyMatch(deadline ->
                                                    !deadline.lateness().isEmpty()))
                                    .count(),
                            sums.values().stream().mapToLong(Long::longValue).sum(),
                            sums);
                })
                .toList();
    }

    private static List<Person> people(Map<ShareFacts.At, List<Interval>> clocks, Organisation.Names names) {
        record Holder(String staffNo, Hold hold) {}
        var millis = new LinkedHashMap<Holder, Long>();
        var shares = new LinkedHashMap<Holder, Integer>();
        clocks.forEach((at, intervals) -> {
            var here = new LinkedHashMap<Holder, Long>();
            intervals.forEach(interval -> interval.people()
                    .forEach(person -> here.merge(new Holder(person, interval.hold()), interval.millis(), Long::sum)));
            here.forEach((who, sum) -> {
                millis.merge(who, sum, Long::sum);
                shares.merge(who, 1, Integer::sum);
            });
        });
        return millis.entrySet().stream()
                .map(each -> new Person(
                        Objects.requireNonNull(names.of(each.getKey().staffNo())),
                        each.getKey().hold(),
                        shares.getOrDefault(each.getKey(), 0),
                        each.getValue()))
                .sorted(Comparator.comparingLong(Person::millis)
                        .reversed()
                        .thenComparing(person -> person.person().staffNo())
                        .thenComparing(Person::hold))
                .toList();
    }
}
