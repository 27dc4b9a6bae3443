package org.mingzhang.command.campaign;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.mingzhang.command.BeijingTime.now;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.BeijingTime;
import org.mingzhang.command.Explaining;
import org.mingzhang.command.Nearing;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.CampaignState;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.Event;
import org.mingzhang.events.campaign.CampaignEvent;
import org.mingzhang.events.campaign.FindingEvent;
import org.mingzhang.events.campaign.PlanEvent;
import org.mingzhang.events.campaign.QuestionEvent;
import org.mingzhang.events.campaign.SignOffEvent;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.campaign.SubmissionEvent;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.org.Role;

/** 采集活动: one college's collection in one autumn. What its tables hold it asks of the assignment book. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class Campaign {

    private static final int SHORTEST_REASON = 5;
    private static final int LONGEST_NOTE = 200;
    private static final int SHORTEST_TEXT = 4;
    private static final int LONGEST_TEXT = 1000;

    /** 催办 by hand: at most once per person in this time. */
    private static final Duration PEACE = Duration.ofHours(4);

    @AggregateIdentifier
    private @Nullable String id;

    private CampaignKey campaign = new CampaignKey("", 0);
    private String edition = "";
    private AskPlan.@Nullable Answer plan;
    private CampaignState state = CampaignState.PLANNED;
    private Timetable timetable = Timetable.empty();

    /** Digest of the file this year was received in; empty if it was not. */
    private String received = "";

    private Map<String, String> openPoints = new LinkedHashMap<>();
    private Set<String> settledPoints = new HashSet<>();
    private Set<String> nilTables = new HashSet<>();
    private @Nullable Run run;
    private Rectification rectification = new Rectification();
    private final RuleVersions ruleVersions = new RuleVersions();

    /** Whether a rule or a parameter changed since the newest binding run. */
    private boolean rulesMoved;

    private @Nullable Presentation presentation;
    private Map<String, String> snapshots = new HashMap<>();
    private @Nullable Handover handover;
    private SubmissionEvent.@Nullable SubmissionReturnRequested returning;
    private Map<Stage, Integer> toldNear = new EnumMap<>(Stage.class);
    private Map<String, Instant> reminded = new HashMap<>();

    /** The last answer to each question; empty while there is none. */
    private Map<String, String> questions = new HashMap<>();

    private LeaderQuestions leaderQuestions = LeaderQuestions.none();

    /** What a campaign is told when a stage's last day is near. */
    record Near(Stage stage, int hoursLeft) {}

    /** The newest check run that was no trial. */
    record Run(String id, int errors, String contentHash) {}

    /** A submission that a second person has not confirmed yet. */
    record Handover(String snapshot, String contentHash, String receipt, String by) {}

    /** For the framework, which makes an empty one and tells it its past. */
    public Campaign() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PlanCampaign plan, Clock clock, Catalogues catalogues, DeadlineManager deadlines) {
        if (id != null) {
            throw new Refusal(
                    Rule.CAMPAIGN_ALREADY_PLANNED,
                    Integer.toString(plan.campaign().year()));
        }
        if (catalogues.find(plan.edition()).isEmpty()) {
            throw new Refusal(Rule.UNKNOWN_EDITION, plan.edition());
        }
        var times = Timetable.empty();
        for (var dates : plan.stages()) {
            times = times.with(dates.stage(), dates.opensOn(), dates.dueOn());
        }
        var at = now(clock);
        apply(new PlanEvent.CampaignPlanned(
                plan.campaign(),
                plan.edition(),
                plan.academicYear(),
                plan.calendarYear(),
                plan.parameters(),
                plan.planSha256(),
                plan.by(),
                at));
        times.dates().forEach((stage, dates) -> {
            apply(new PlanEvent.StageScheduled(
                    plan.campaign(), stage, dates.opensOn(), dates.dueOn(), "", plan.by(), at));
            watch(stage, dates.dueOn(), deadlines, at);
        });
        plan.points()
                .forEach(point -> apply(new PlanEvent.PointRaised(
                        plan.campaign(),
                        point.point(),
                        point.kind(),
                        point.table(),
                        point.text(),
                        point.candidates(),
                        plan.by(),
                        at)));
        plan.tolerances()
                .forEach(tolerance -> apply(new FindingEvent.ToleranceGranted(
                        plan.campaign(),
                        tolerance.rule(),
                        tolerance.table(),
                        tolerance.department(),
                        tolerance.number(),
                        tolerance.reason(),
                        tolerance.lastYear(),
                        plan.by(),
                        at)));
    }

    /** A year that was received is over; said again, it was received once. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReceiveYear receive, Clock clock, Catalogues catalogues, Directory directory) {
        mustBeOffice(receive.by(), directory);
        if (id != null) {
            if (!receive.sha256().equals(received)) {
                throw new Refusal(
                        Rule.CAMPAIGN_ALREADY_PLANNED,
                        Integer.toString(receive.campaign().year()));
            }
            return;
        }
        if (catalogues.find(receive.edition()).isEmpty()) {
            throw new Refusal(Rule.UNKNOWN_EDITION, receive.edition());
        }
        var at = now(clock);
        apply(new PlanEvent.CampaignPlanned(
                receive.campaign(),
                receive.edition(),
                receive.academicYear(),
                receive.calendarYear(),
                receive.parameters(),
                null,
                receive.by(),
                at));
        apply(new PlanEvent.MinistryDataReceived(
                receive.campaign(),
                receive.fileName(),
                receive.sha256(),
                receive.preparedBy(),
                receive.confirmed(),
                receive.tables(),
                receive.by(),
                at));
    }

    @CommandHandler
    void handle(ScheduleStage schedule, Clock clock, DeadlineManager deadlines) {
        mustNotBe(CampaignState.CLOSED);
        if (timetable.says(schedule.stage(), schedule.opensOn(), schedule.dueOn())) {
            return;
        }
        timetable.mustStandAsSeen(schedule.stage(), schedule.seenDueOn());
        if (timetable.of(schedule.stage()).isPresent()) {
            mustGiveReason(schedule.reason());
        }
        timetable.with(schedule.stage(), schedule.opensOn(), schedule.dueOn());
        forget(schedule.stage(), deadlines);
        apply(new PlanEvent.StageScheduled(
                schedule.campaign(),
                schedule.stage(),
                schedule.opensOn(),
                schedule.dueOn(),
                schedule.reason(),
                schedule.by(),
                now(clock)));
        watch(schedule.stage(), schedule.dueOn(), deadlines, clock.instant());
    }

    private static void watch(Stage stage, LocalDate dueOn, DeadlineManager deadlines, Instant now) {
        var end = BeijingTime.endOf(dueOn);
        deadlines.schedule(end.plusMillis(1), stage.name(), stage.name());
        Nearing.ahead(end, now)
                .forEach(time -> deadlines.schedule(time.at(), nearing(stage), new Near(stage, time.hoursLeft())));
    }

    private static void forget(Stage stage, DeadlineManager deadlines) {
        deadlines.cancelAllWithinScope(stage.name());
        deadlines.cancelAllWithinScope(nearing(stage));
    }

    private static String nearing(Stage stage) {
        return stage.name() + "-near";
    }

    /** The same hours are told once for a date, however often the deadline fires. */
    @DeadlineHandler
    void onNear(Near near, Clock clock) {
        if (state == CampaignState.CLOSED || state == CampaignState.PLANNED) {
            return;
        }
        timetable.of(near.stage()).ifPresent(dates -> {
            var told = toldNear.getOrDefault(near.stage(), Integer.MAX_VALUE);
            if (near.hoursLeft() < told
                    && Nearing.isTimely(near.hoursLeft(), BeijingTime.endOf(dates.dueOn()), clock.instant())) {
                apply(new PlanEvent.StageDrawsNear(
                        campaign, near.stage(), dates.dueOn(), near.hoursLeft(), Event.SYSTEM, now(clock)));
            }
        });
    }

    @CommandHandler
    RemindPeople.Reminded handle(RemindPeople remind, Clock clock, AssignmentBook book, Directory directory) {
        mustNotBe(CampaignState.PLANNED);
        mustNotBe(CampaignState.CLOSED);
        if (remind.note().length() > LONGEST_NOTE) {
            throw new Refusal(Rule.NOTE_TOO_LONG, LONGEST_NOTE);
        }
        var waiting = Waiting.of(book.tables(campaign));
        var people = remind.people().isEmpty() ? List.copyOf(waiting.keySet()) : remind.people();
        var at = now(clock);
        var asked = new ArrayList<String>();
        var withheld = new ArrayList<RemindPeople.Withheld>();
        var idle = new ArrayList<String>();
        for (var person : people.stream().distinct().toList()) {
            var shares = waiting.getOrDefault(person, List.of());
            var until = reminded.getOrDefault(person, Instant.EPOCH).plus(PEACE);
            if (shares.isEmpty()
                    || directory.person(person).filter(Directory.Person::active).isEmpty()) {
                idle.add(person);
            } else if (at.isBefore(until)) {
                withheld.add(new RemindPeople.Withheld(person, until));
            } else {
                apply(new PlanEvent.PersonReminded(campaign, person, shares, remind.note(), remind.by(), at));
                asked.add(person);
            }
        }
        if (asked.isEmpty()) {
            throw withheld.isEmpty()
                    ? new Refusal(Rule.NOBODY_TO_REMIND)
                    : new Refusal(
                            Rule.REMINDED_LATELY,
                            withheld.get(0).staffNo(),
                            BeijingTime.written(withheld.get(0).until()));
        }
        return new RemindPeople.Reminded(asked, withheld, idle);
    }

    @DeadlineHandler
    void onDeadline(String stage, Clock clock) {
        pass(Stage.valueOf(stage), Event.SYSTEM, clock);
    }

    @CommandHandler
    void handle(PassStage pass, Clock clock) {
        pass(pass.stage(), pass.by(), clock);
    }

    private void pass(Stage stage, String by, Clock clock) {
        if (state != CampaignState.CLOSED) {
            timetable
                    .justPassed(stage, clock.instant())
                    .ifPresent(day -> apply(new PlanEvent.StagePassed(campaign, stage, day, by, now(clock))));
        }
    }

    @CommandHandler
    void handle(RaisePoint raise, Clock clock) {
        if (!openPoints.containsKey(raise.point()) && !settledPoints.contains(raise.point())) {
            apply(new PlanEvent.PointRaised(
                    raise.campaign(),
                    raise.point(),
                    raise.kind(),
                    raise.table(),
                    raise.text(),
                    raise.candidates(),
                    raise.by(),
                    now(clock)));
        }
    }

    @CommandHandler
    Settled handle(SettlePoint settle, Clock clock) {
        if (settledPoints.contains(settle.point())) {
            throw new Refusal(Rule.POINT_ALREADY_SETTLED, settle.point());
        }
        if (!openPoints.containsKey(settle.point())) {
            throw new Refusal(Rule.NO_SUCH_POINT, settle.point());
        }
        if (settle.decision().isBlank()) {
            throw new Refusal(Rule.REASON_REQUIRED, 1);
        }
        var table = openPoints.getOrDefault(settle.point(), "");
        apply(new PlanEvent.PointSettled(
                settle.campaign(), settle.point(), settle.decision(), settle.by(), now(clock)));
        return new Settled(table.isEmpty() ? null : table, nilTables.contains(table));
    }

    @CommandHandler
    void handle(OpenCampaign open, Clock clock, AssignmentBook book, Directory directory, Catalogues catalogues) {
        mustBe(CampaignState.PLANNED);
        Readiness.require(missing(book, directory, catalogues));
        apply(new PlanEvent.CampaignOpened(open.campaign(), open.by(), now(clock)));
    }

    @CommandHandler
    AskReadiness.Missing handle(AskReadiness ask, AssignmentBook book, Directory directory, Catalogues catalogues) {
        return new AskReadiness.Missing(missing(book, directory, catalogues).stream()
                .map(cell -> new AskReadiness.Thing(cell.pointer(), cell.rule(), cell.zh(), cell.en()))
                .toList());
    }

    @CommandHandler
    AskPlan.Answer handle(AskPlan ask) {
        if (plan == null) {
            throw new Refusal(Rule.NOT_FOUND);
        }
        return plan.with(rectification.tolerances());
    }

    private List<Refusal.Cell> missing(AssignmentBook book, Directory directory, Catalogues catalogues) {
        return Readiness.missing(
                catalogues.edition(edition), book.tables(campaign), directory, timetable, openPoints.keySet());
    }

    @CommandHandler
    StartCheckRun.Started handle(StartCheckRun start, AssignmentBook book) {
        return new StartCheckRun.Started(checkable(start.trial(), book));
    }

    @CommandHandler
    void handle(RecordCheckRun recorded, Clock clock, AssignmentBook book) {
        var current = checkable(recorded.trial(), book);
        if (!recorded.trial() && (current == null || !current.equals(recorded.contentHash()))) {
            throw new Refusal(Rule.RUN_STALE);
        }
        apply(new PlanEvent.CheckRunRecorded(
                recorded.campaign(),
                recorded.run(),
                recorded.position(),
                recorded.trial(),
                recorded.rules(),
                recorded.errors(),
                recorded.warnings(),
                recorded.shares(),
                recorded.contentHash(),
                recorded.reportSha256(),
                recorded.by(),
                now(clock)));
        if (!recorded.trial()) {
            apply(rectification.compare(recorded, now(clock)));
        }
    }

    /** The content a run would check now, if it may run. */
    private @Nullable String checkable(boolean trial, AssignmentBook book) {
        var content = new Content(campaign, book.tables(campaign));
        if (!trial) {
            mustBe(CampaignState.OPEN, CampaignState.CHECKING, CampaignState.RECTIFYING);
            content.mustBeApproved();
        }
        return content.hash().orElse(null);
    }

    @CommandHandler
    PresentToLeaders.Presentation handle(
            PresentToLeaders present, Clock clock, AssignmentBook book, Directory directory) {
        mustBe(CampaignState.OPEN, CampaignState.RECTIFYING, CampaignState.CHECKING);
        if (run == null) {
            throw new Refusal(Rule.RUN_MISSING);
        }
        mustHaveNothingOpen(run);
        var content = new Content(campaign, book.tables(campaign));
        content.mustBeApproved();
        content.mustBeConsolidated();
        if (rulesMoved || !run.contentHash().equals(content.hash().orElse(""))) {
            throw new Refusal(Rule.RUN_STALE);
        }
        mustBe(CampaignState.CHECKING);
        var signers = directory.withRole(Role.FINAL_SIGNER).stream()
                .map(Directory.Person::staffNo)
                .toList();
        if (signers.isEmpty()) {
            throw new Refusal(Rule.NO_SIGNERS);
        }
        var tables = content.tables().size();
        apply(new SignOffEvent.Presented(
                present.campaign(), run.contentHash(), tables, content.entries(), signers, present.by(), now(clock)));
        return new PresentToLeaders.Presentation(run.contentHash(), tables, content.entries(), signers);
    }

    @CommandHandler
    void handle(SignOff sign, Clock clock, AssignmentBook book, Directory directory) {
        var shown = presented();
        var current = new Content(campaign, book.tables(campaign)).hash().orElse("");
        shown.maySign(sign.by(), sign.contentHash(), current);
        var person = directory.person(sign.by()).filter(leader -> leader.has(Role.FINAL_SIGNER));
        if (person.isEmpty()) {
            throw new Refusal(Rule.NOT_A_SIGNER);
        }
        leaderQuestions.mustBeAnswered();
        var at = now(clock);
        var last = shown.completedBy(sign.by());
        apply(new SignOffEvent.SignedOff(
                sign.campaign(),
                sign.contentHash(),
                sign.packHash(),
                person.get().post(),
                sign.opinion(),
                sign.by(),
                at));
        if (last) {
            apply(new SignOffEvent.Signed(sign.campaign(), sign.contentHash(), sign.by(), at));
        }
    }

    @CommandHandler
    void handle(ReturnSignOff back, Clock clock) {
        presented().mustBeSigner(back.by());
        mustGiveReason(back.reason());
        apply(new SignOffEvent.SignOffReturned(back.campaign(), back.tables(), back.reason(), back.by(), now(clock)));
    }

    @CommandHandler
    void handle(VoidSignatures voided, Clock clock) {
        if (state == CampaignState.SIGNING || state == CampaignState.SIGNED) {
            apply(new SignOffEvent.SignaturesVoided(voided.campaign(), voided.reason(), voided.by(), now(clock)));
        }
    }

    @CommandHandler
    void handle(RecordSnapshot taken, Clock clock) {
        mustNotBe(CampaignState.PLANNED);
        apply(new SubmissionEvent.SnapshotTaken(
                taken.campaign(),
                taken.snapshot(),
                taken.position(),
                taken.contentHash(),
                taken.manifestSha256(),
                taken.by(),
                now(clock)));
    }

    @CommandHandler
    void handle(RecordSubmission submission, Clock clock, Directory directory) {
        mustBe(CampaignState.SIGNED);
        mustBeOffice(submission.by(), directory);
        if (submission.receipt().isBlank()) {
            throw new Refusal(Rule.RECEIPT_REQUIRED);
        }
        var packed = snapshots.get(submission.snapshot());
        if (packed == null) {
            throw new Refusal(Rule.SNAPSHOT_MISSING, submission.snapshot());
        }
        if (presentation == null || !packed.equals(presentation.contentHash())) {
            throw new Refusal(Rule.SNAPSHOT_STALE);
        }
        apply(new SubmissionEvent.SubmissionRecorded(
                submission.campaign(),
                submission.snapshot(),
                packed,
                submission.receipt(),
                submission.by(),
                now(clock)));
    }

    @CommandHandler
    void handle(ConfirmSubmission confirm, Clock clock, AssignmentBook book, Directory directory) {
        mustBe(CampaignState.SIGNED);
        mustBeOffice(confirm.by(), directory);
        if (handover == null) {
            throw new Refusal(Rule.SUBMISSION_MISSING);
        }
        if (handover.by().equals(confirm.by())) {
            throw new Refusal(Rule.SAME_PERSON);
        }
        if (!handover.contentHash()
                .equals(new Content(campaign, book.tables(campaign)).hash().orElse(""))) {
            throw new Refusal(Rule.CONTENT_CHANGED);
        }
        apply(new SubmissionEvent.Submitted(
                confirm.campaign(),
                handover.snapshot(),
                handover.contentHash(),
                handover.receipt(),
                confirm.by(),
                now(clock)));
    }

    @CommandHandler
    void handle(ReturnSubmission back, Clock clock) {
        mustBe(CampaignState.SUBMITTED);
        mustGiveReason(back.reason());
        apply(new SubmissionEvent.SubmissionReturnRequested(
                back.campaign(), back.reason().strip(), back.by(), now(clock)));
    }

    /** What was submitted is not opened again by one person alone. */
    @CommandHandler
    void handle(AgreeToReturn agree, Clock clock) {
        mustBe(CampaignState.SUBMITTED);
        if (returning == null) {
            throw new Refusal(Rule.RETURN_NOT_REQUESTED);
        }
        if (returning.by().equals(agree.by())) {
            throw new Refusal(Rule.SAME_PERSON);
        }
        apply(new SubmissionEvent.SubmissionReturned(agree.campaign(), returning.reason(), agree.by(), now(clock)));
    }

    @CommandHandler
    void handle(CloseCampaign close, Clock clock, DeadlineManager deadlines) {
        mustBe(CampaignState.SUBMITTED);
        EnumSet.allOf(Stage.class).forEach(stage -> forget(stage, deadlines));
        apply(new SubmissionEvent.CampaignClosed(close.campaign(), close.by(), now(clock)));
    }

    @CommandHandler
    void handle(AskQuestion ask, Clock clock, AssignmentBook book, Catalogues catalogues) {
        mustNotBe(CampaignState.CLOSED);
        var table = catalogues
                .edition(edition)
                .table(ask.table())
                .orElseThrow(() -> new Refusal(Rule.NO_SUCH_TABLE, ask.table()));
        if (ask.field() != null && table.field(ask.field()).isEmpty()) {
            throw new Refusal(Rule.NO_SUCH_FIELD, ask.field());
        }
        var share = book.table(campaign.table(ask.table())).stream()
                .flatMap(planned -> planned.shares().stream())
                .filter(each -> each.collectors().contains(ask.by())
                        || each.teachers().contains(ask.by())
                        || ask.by().equals(each.reviewer()))
                .findFirst()
                .orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        mustBeText(ask.text());
        if (!questions.containsKey(ask.question())) {
            apply(new QuestionEvent.QuestionAsked(
                    ask.campaign(),
                    ask.question(),
                    ask.table(),
                    ask.field(),
                    share.department(),
                    ask.text(),
                    ask.by(),
                    now(clock)));
        }
    }

    @CommandHandler
    void handle(AnswerQuestion answer, Clock clock) {
        mustNotBe(CampaignState.CLOSED);
        if (!questions.containsKey(answer.question())) {
            throw new Refusal(Rule.NO_SUCH_QUESTION, answer.question());
        }
        mustBeText(answer.text());
        if (!answer.text().equals(questions.get(answer.question()))) {
            apply(new QuestionEvent.QuestionAnswered(
                    answer.campaign(), answer.question(), answer.text(), answer.by(), now(clock)));
        }
    }

    @CommandHandler
    void handle(AskDepartment ask, Clock clock, Directory directory, Catalogues catalogues) {
        mustNotBe(CampaignState.CLOSED);
        var leader =
                directory.person(ask.by()).filter(person -> person.has(Role.LEADER) || person.has(Role.FINAL_SIGNER));
        if (leader.isEmpty()) {
            throw new Refusal(Rule.NOT_A_LEADER);
        }
        var asked = directory
                .answering(ask.department())
                .orElseThrow(() -> new Refusal(Rule.NO_SUCH_DEPARTMENT, ask.department()));
        var about = ask.indicator();
        if (about != null
                && catalogues.edition(edition).indicators().stream()
                        .noneMatch(each -> each.id().equals(about))) {
            throw new Refusal(Rule.NOT_FOUND);
        }
        mustBeText(ask.text());
        if (!leaderQuestions.has(ask.question())) {
            apply(new QuestionEvent.LeaderAsked(
                    ask.campaign(),
                    ask.question(),
                    asked.code(),
                    about,
                    ask.text(),
                    ask.required(),
                    ask.by(),
                    now(clock)));
        }
    }

    @CommandHandler
    void handle(AnswerLeader answer, Clock clock, Directory directory) {
        mustNotBe(CampaignState.CLOSED);
        var asked = leaderQuestions.find(answer.question());
        var head = directory.answering(asked.department()).map(Directory.Department::head);
        var office = directory.person(answer.by()).filter(person -> person.has(Role.OFFICE));
        if (!head.equals(Optional.of(answer.by())) && office.isEmpty()) {
            throw new Refusal(Rule.NOT_ASKED);
        }
        mustBeText(answer.text());
        if (!answer.text().equals(asked.answer())) {
            apply(new QuestionEvent.LeaderAnswered(
                    answer.campaign(), answer.question(), answer.text(), answer.by(), now(clock)));
        }
    }

    @CommandHandler
    void handle(SendFindings send, Clock clock, AssignmentBook book) {
        mustBeUnderWay();
        if (send.note().length() > LONGEST_NOTE) {
            throw new Refusal(Rule.NOTE_TOO_LONG, LONGEST_NOTE);
        }
        apply(rectification.send(
                send,
                now(clock),
                table -> book.table(campaign.table(table)).stream()
                        .flatMap(planned -> planned.shares().stream())
                        .map(ShareNow::department)
                        .toList()));
    }

    /** Whoever fills the share explains; what is over a whole computed table is the office's to explain. */
    @CommandHandler
    void handle(ExplainFinding explain, Clock clock, AssignmentBook book, Directory directory) {
        mustBeUnderWay();
        rectification.mustBeExplainable(explain.finding());
        var failure = rectification.matter(explain.finding()).failure();
        var table = book.table(campaign.table(failure.table())).orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        var fills = table.shares().stream()
                .filter(share ->
                        failure.department() == null || failure.department().equals(share.department()))
                .anyMatch(share -> share.collectors().contains(explain.by()));
        if (!fills && (table.filled() || !isOffice(explain.by(), directory))) {
            throw new Refusal(Rule.NOT_YOUR_SHARE);
        }
        mustExplain(explain.text());
        apply(new FindingEvent.FindingExplained(
                campaign, explain.finding(), explain.text().strip(), explain.by(), now(clock)));
    }

    @CommandHandler
    void handle(AcceptExplanations accept, Clock clock) {
        mustBeUnderWay();
        var findings = accept.findings().stream().distinct().toList();
        findings.forEach(finding -> rectification.mustBeJudgeable(finding, accept.by()));
        var news = findings.stream()
                .filter(finding -> !rectification.isAccepted(finding))
                .toList();
        if (findings.isEmpty()) {
            throw new Refusal(Rule.NOTHING_TO_SEND);
        }
        if (!news.isEmpty()) {
            apply(new FindingEvent.ExplanationsAccepted(campaign, news, accept.by(), now(clock)));
        }
    }

    @CommandHandler
    void handle(RejectExplanation reject, Clock clock) {
        mustBeUnderWay();
        rectification.mustBeJudgeable(reject.finding(), reject.by());
        mustGiveReason(reject.reason());
        var failure = rectification.matter(reject.finding()).failure();
        var department = failure.department();
        apply(new FindingEvent.ExplanationRejected(
                campaign,
                reject.finding(),
                department == null ? null : new PlanEvent.ShareAt(failure.table(), department),
                reject.reason().strip(),
                reject.by(),
                now(clock)));
    }

    @CommandHandler
    void handle(GrantTolerance grant, Clock clock) {
        mustBeUnderWay();
        var failure = rectification.matter(grant.finding()).failure();
        if (grant.number() < 0 || grant.number() >= Rectification.MOST_LISTED) {
            throw new Refusal(Rule.TOLERANCE_NUMBER, Rectification.MOST_LISTED - 1);
        }
        if (grant.lastYear() < campaign.year()) {
            throw new Refusal(Rule.TOLERANCE_YEAR, campaign.year());
        }
        mustExplain(grant.reason());
        apply(new FindingEvent.ToleranceGranted(
                campaign,
                failure.rule(),
                failure.table(),
                failure.department(),
                grant.number(),
                grant.reason().strip(),
                grant.lastYear(),
                grant.by(),
                now(clock)));
    }

    @CommandHandler
    void handle(JudgeRule judge, Clock clock, Catalogues catalogues) {
        mustBeUnderWay();
        if (catalogues.edition(edition).rule(judge.rule()).isEmpty() && !ruleVersions.knows(judge.rule())) {
            throw new Refusal(Rule.NO_SUCH_RULE, judge.rule());
        }
        mustExplain(judge.reason());
        if (rectification.isFaulty(judge.rule()) != judge.faulty()) {
            apply(new FindingEvent.RuleJudged(
                    campaign, judge.rule(), judge.faulty(), judge.reason().strip(), judge.by(), now(clock)));
        }
    }

    /** What was wrong with the rule before is no longer. */
    @CommandHandler
    void handle(PublishRule publish, Clock clock, Catalogues catalogues) {
        mustBeUnderWay();
        mustGiveReason(publish.reason());
        apply(ruleVersions.publish(publish, catalogues.edition(edition), now(clock)));
        if (rectification.isFaulty(publish.rule())) {
            apply(new FindingEvent.RuleJudged(
                    campaign,
                    publish.rule(),
                    false,
                    "已发布新版本：" + publish.reason().strip(),
                    publish.by(),
                    now(clock)));
        }
    }

    @CommandHandler
    void handle(SetParameter set, Clock clock, Catalogues catalogues) {
        mustBeUnderWay();
        mustGiveReason(set.reason());
        var parameter = catalogues
                .edition(edition)
                .parameter(set.parameter())
                .orElseThrow(() -> new Refusal(Rule.NO_SUCH_PARAMETER, set.parameter()));
        var value = set.value().strip();
        if (!parameter.accepts(value)) {
            throw new Refusal(Rule.PARAMETER_UNREADABLE, parameter.zh(), value);
        }
        var before = Optional.ofNullable(
                        Objects.requireNonNull(plan).parameters().get(parameter.name()))
                .or(parameter::value)
                .orElse("");
        if (before.equals(value)) {
            throw new Refusal(Rule.PARAMETER_UNCHANGED, parameter.zh(), value);
        }
        apply(new FindingEvent.ParameterSet(
                campaign, parameter.name(), before, value, set.reason().strip(), set.by(), now(clock)));
    }

    private void mustHaveNothingOpen(Run newest) {
        if (!rectification.knows(newest.id())) {
            if (newest.errors() > 0) {
                throw new Refusal(Rule.OPEN_ERRORS, newest.errors());
            }
            return;
        }
        var errors = rectification.openErrors();
        if (!errors.isEmpty()) {
            throw new Refusal(Rule.OPEN_ERRORS, errors.size());
        }
        var warnings = rectification.openWarnings();
        if (!warnings.isEmpty()) {
            throw new Refusal(Rule.OPEN_WARNINGS, warnings.size());
        }
    }

    /** Findings are worked on from the opening until the data are handed in. */
    private void mustBeUnderWay() {
        mustBe(
                CampaignState.OPEN,
                CampaignState.CHECKING,
                CampaignState.RECTIFYING,
                CampaignState.SIGNING,
                CampaignState.SIGNED);
    }

    private static void mustBeText(String text) {
        if (text.length() < SHORTEST_TEXT || text.length() > LONGEST_TEXT) {
            throw new Refusal(Rule.TEXT_LENGTH, SHORTEST_TEXT, LONGEST_TEXT);
        }
    }

    private Presentation presented() {
        mustBe(CampaignState.SIGNING);
        if (presentation == null) {
            throw new IllegalStateException("signing without a presentation");
        }
        return presentation;
    }

    private void mustBe(CampaignState... allowed) {
        if (!Set.of(allowed).contains(state)) {
            throw new Refusal(Rule.CAMPAIGN_STATE, state.chinese());
        }
    }

    private void mustNotBe(CampaignState forbidden) {
        if (state == forbidden) {
            throw new Refusal(Rule.CAMPAIGN_STATE, state.chinese());
        }
    }

    private static boolean isOffice(String staffNo, Directory directory) {
        return directory
                .person(staffNo)
                .filter(person -> person.has(Role.OFFICE))
                .isPresent();
    }

    private static void mustBeOffice(String staffNo, Directory directory) {
        if (!isOffice(staffNo, directory)) {
            throw new Refusal(Rule.OFFICE_ONLY);
        }
    }

    private static void mustExplain(String words) {
        if (!Explaining.says(words)) {
            throw new Refusal(Rule.EXPLANATION_REQUIRED, 1);
        }
    }

    private static void mustGiveReason(String reason) {
        if (reason.strip().length() < SHORTEST_REASON) {
            throw new Refusal(Rule.REASON_REQUIRED, SHORTEST_REASON);
        }
    }

    @EventSourcingHandler
    void on(PlanEvent.CampaignPlanned planned) {
        id = planned.campaign().toString();
        campaign = planned.campaign();
        edition = planned.edition();
        plan = new AskPlan.Answer(
                planned.edition(), planned.academicYear(), planned.calendarYear(), planned.parameters(), List.of());
    }

    @EventSourcingHandler
    void on(PlanEvent.MinistryDataReceived data) {
        received = data.sha256();
    }

    @EventSourcingHandler
    void on(PlanEvent.StageScheduled scheduled) {
        timetable = timetable.scheduled(scheduled.stage(), scheduled.opensOn(), scheduled.dueOn());
        toldNear.remove(scheduled.stage());
    }

    @EventSourcingHandler
    void on(PlanEvent.StageDrawsNear near) {
        toldNear.put(near.stage(), near.hoursLeft());
    }

    @EventSourcingHandler
    void on(PlanEvent.PersonReminded asked) {
        reminded.put(asked.staffNo(), asked.at());
    }

    @EventSourcingHandler
    void on(PlanEvent.StagePassed passed) {
        timetable = timetable.passed(passed.stage());
    }

    @EventSourcingHandler
    void on(QuestionEvent.QuestionAsked asked) {
        questions.put(asked.question(), "");
    }

    @EventSourcingHandler
    void on(QuestionEvent.LeaderAsked asked) {
        leaderQuestions = leaderQuestions.with(asked);
    }

    @EventSourcingHandler
    void on(QuestionEvent.LeaderAnswered answered) {
        leaderQuestions = leaderQuestions.with(answered);
    }

    @EventSourcingHandler
    void on(QuestionEvent.QuestionAnswered answered) {
        questions.put(answered.question(), answered.text());
    }

    @EventSourcingHandler
    void on(PlanEvent.PointRaised raised) {
        var table = raised.table() == null ? "" : raised.table();
        openPoints.put(raised.point(), table);
        if (raised.kind().equals(Division.NIL_WITHOUT_DEPARTMENT)) {
            nilTables.add(table);
        }
    }

    @EventSourcingHandler
    void on(PlanEvent.PointSettled settled) {
        openPoints.remove(settled.point());
        settledPoints.add(settled.point());
    }

    @EventSourcingHandler
    void on(PlanEvent.CampaignOpened opened) {
        move(opened);
    }

    @EventSourcingHandler
    void on(PlanEvent.CheckRunRecorded recorded) {
        if (!recorded.trial()) {
            run = new Run(recorded.run(), recorded.errors(), String.valueOf(recorded.contentHash()));
            rulesMoved = false;
        }
        move(recorded);
    }

    @EventSourcingHandler
    void on(FindingEvent.FindingsRecorded recorded) {
        rectification.on(recorded);
        move(recorded);
    }

    @EventSourcingHandler
    void on(FindingEvent.FindingsSent sent) {
        rectification.on(sent);
    }

    @EventSourcingHandler
    void on(FindingEvent.FindingExplained explained) {
        rectification.on(explained);
    }

    @EventSourcingHandler
    void on(FindingEvent.ExplanationsAccepted accepted) {
        rectification.on(accepted);
    }

    @EventSourcingHandler
    void on(FindingEvent.ExplanationRejected rejected) {
        rectification.on(rejected);
    }

    @EventSourcingHandler
    void on(FindingEvent.ToleranceGranted granted) {
        rectification.on(granted);
    }

    @EventSourcingHandler
    void on(FindingEvent.RulePublished published) {
        ruleVersions.on(published);
        rulesMoved = true;
    }

    @EventSourcingHandler
    void on(FindingEvent.ParameterSet set) {
        plan = Objects.requireNonNull(plan).with(set.parameter(), set.value());
        rulesMoved = true;
    }

    @EventSourcingHandler
    void on(FindingEvent.RuleJudged judged) {
        rectification.on(judged);
    }

    @EventSourcingHandler
    void on(SignOffEvent.Presented presented) {
        presentation = new Presentation(presented.contentHash(), presented.signers(), Set.of());
        move(presented);
    }

    @EventSourcingHandler
    void on(SignOffEvent.SignedOff signed) {
        presentation = presentation == null ? null : presentation.signedBy(signed.by());
    }

    @EventSourcingHandler
    void on(SignOffEvent.Signed signed) {
        move(signed);
    }

    @EventSourcingHandler
    void on(SignOffEvent.SignOffReturned returned) {
        endRound(returned);
    }

    @EventSourcingHandler
    void on(SignOffEvent.SignaturesVoided voided) {
        endRound(voided);
    }

    @EventSourcingHandler
    void on(SubmissionEvent.SnapshotTaken taken) {
        snapshots.put(taken.snapshot(), taken.contentHash());
    }

    @EventSourcingHandler
    void on(SubmissionEvent.SubmissionRecorded recorded) {
        handover = new Handover(recorded.snapshot(), recorded.contentHash(), recorded.receipt(), recorded.by());
    }

    @EventSourcingHandler
    void on(SubmissionEvent.Submitted submitted) {
        move(submitted);
    }

    @EventSourcingHandler
    void on(SubmissionEvent.SubmissionReturnRequested requested) {
        returning = requested;
    }

    @EventSourcingHandler
    void on(SubmissionEvent.SubmissionReturned returned) {
        returning = null;
        endRound(returned);
    }

    @EventSourcingHandler
    void on(SubmissionEvent.CampaignClosed closed) {
        move(closed);
    }

    private void endRound(CampaignEvent event) {
        presentation = null;
        handover = null;
        move(event);
    }

    private void move(CampaignEvent event) {
        state = CampaignState.after(event, state);
    }
}
