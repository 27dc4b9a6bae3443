package org.mingzhang.command.table;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Nearing;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.command.table.Share.Handed;
import org.mingzhang.command.table.Share.People;
import org.mingzhang.command.table.Share.Stage;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Cells;
import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.org.Role;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.events.table.AssignmentEvent.DueDateSet;
import org.mingzhang.events.table.AssignmentEvent.ExtensionDeclined;
import org.mingzhang.events.table.AssignmentEvent.ExtensionDrawsNear;
import org.mingzhang.events.table.AssignmentEvent.ExtensionGranted;
import org.mingzhang.events.table.AssignmentEvent.ExtensionRequested;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.ShareAssigned;
import org.mingzhang.events.table.AssignmentEvent.ShareDropped;
import org.mingzhang.events.table.AssignmentEvent.ShareFellLate;
import org.mingzhang.events.table.AssignmentEvent.TableFrozen;
import org.mingzhang.events.table.AssignmentEvent.TableLocked;
import org.mingzhang.events.table.AssignmentEvent.TableOpened;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.table.AssignmentEvent.TableReceived;
import org.mingzhang.events.table.AssignmentEvent.TableUnfrozen;
import org.mingzhang.events.table.CorrectionEvent.CorrectionAccepted;
import org.mingzhang.events.table.CorrectionEvent.CorrectionProposed;
import org.mingzhang.events.table.CorrectionEvent.CorrectionRejected;
import org.mingzhang.events.table.CorrectionEvent.CorrectionWithdrawn;
import org.mingzhang.events.table.EntryEvent.BatchClosed;
import org.mingzhang.events.table.EntryEvent.EntriesCarried;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.EntryEvent.EntryConfirmed;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.events.table.EntryEvent.TeacherDeclaredNil;
import org.mingzhang.events.table.EntryEvent.TeacherExcused;
import org.mingzhang.events.table.EntryEvent.ValuesTidied;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.ShareEvent.BriefingConfirmed;
import org.mingzhang.events.table.ShareEvent.BriefingContested;
import org.mingzhang.events.table.ShareEvent.BriefingRecorded;
import org.mingzhang.events.table.ShareEvent.EvidenceAttached;
import org.mingzhang.events.table.ShareEvent.EvidenceWithdrawn;
import org.mingzhang.events.table.ShareEvent.NilDeclared;
import org.mingzhang.events.table.ShareEvent.ReviewOpened;
import org.mingzhang.events.table.ShareEvent.ShareApproved;
import org.mingzhang.events.table.ShareEvent.ShareReopened;
import org.mingzhang.events.table.ShareEvent.ShareReturned;
import org.mingzhang.events.table.ShareEvent.ShareSubmitted;
import org.mingzhang.events.table.ShareEvent.ShareWithdrawn;
import org.mingzhang.events.table.ShareEvent.TableConsolidated;
import org.mingzhang.events.table.TableStage;

/**
 * 采集表: one table of one campaign, its shares and its entries, consistent at every instant.
 *
 * <p>Handlers find, ask and apply; the rules stand in {@link Share}, {@link Changes} and {@link Submission}. The aggregate
 * keeps no cells, and its {@code on} methods assign and never refuse.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class CollectionTable {

    /** Characters in which a reason can be told. */
    private static final int LEAST_REASON = 5;

    private static final int LONGEST_TITLE = 100;
    private static final int MOST_EVIDENCE = 200;

    private static final String EXTENSION_ENDED = "extension-ended";
    private static final String EXTENSION_NEAR = "extension-near";

    /** What a table is told when an extension it granted ends. */
    record ExtensionEnd(String department, TableStage stage) {}

    /** What a table is told when an extension it granted is about to end. */
    record ExtensionNear(String department, TableStage stage, Instant until, int hoursLeft) {}

    /** Whether the table may be worked on at all. */
    enum Gate {
        LOCKED,
        OPEN,
        FROZEN
    }

    @AggregateIdentifier
    private @Nullable String id;

    private String edition = "";
    private Form form = Form.COLLECTED;
    private Gate gate = Gate.LOCKED;
    private String lockedBecause = "";
    private boolean consolidated;
    private Map<TableStage, Instant> due = new EnumMap<>(TableStage.class);
    private Map<TableStage, Instant> firstDue = new EnumMap<>(TableStage.class);
    private SortedMap<String, Share> shares = new TreeMap<>();
    private Entries entries = new Entries();
    private Set<String> toldNear = new HashSet<>();

    /** Evidence that counts, by id, with the department whose share it proves. */
    private Map<String, String> evidence = new HashMap<>();

    private Corrections corrections = new Corrections();

    /** Shares and stages for which somebody asked for more time and nobody has answered. */
    private Set<String> wanted = new HashSet<>();

    /** Teachers of a department who declared to have nothing, and have added nothing since. */
    private Set<String> nilTeachers = new HashSet<>();

    /** The batch in which everything came that stands here, if it was received and not filled here; else empty. */
    private String received = "";

    /** Entries carried from last year, by the table and number they came from. */
    private Map<String, Integer> carried = new HashMap<>();

    /** For the framework, which makes an empty table and tells it its past. */
    public CollectionTable() {}

    /** How many entries it remembers, removed ones among them. */
    public int entryCount() {
        return entries.next() - 1;
    }

    // plan

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(PlanTable plan, Clock clock) {
        if (id == null) {
            apply(new TablePlanned(
                    plan.table(), plan.edition(), plan.form(), plan.sources(), plan.by(), clock.instant()));
        } else if (!edition.equals(plan.edition()) || form != plan.form()) {
            throw new Refusal(Rule.ALREADY_PLANNED, plan.table().code());
        }
    }

    /** What was reported before stands as it was reported: judged cell by cell, but by no rule of the year. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReceiveTable receive, Catalogues catalogues, KeyedHash hash, Directory directory, Clock clock) {
        if (directory.person(receive.by()).filter(who -> who.has(Role.OFFICE)).isEmpty()) {
            throw new Refusal(Rule.OFFICE_ONLY);
        }
        if (id != null) {
            if (!receive.batch().equals(received)) {
                throw new Refusal(Rule.ALREADY_PLANNED, receive.table().code());
            }
            return;
        }
        var now = clock.instant();
        apply(new TablePlanned(receive.table(), receive.edition(), receive.form(), List.of(), receive.by(), now));
        var counts = new TreeMap<String, Integer>();
        receive.parts().forEach((department, changes) -> {
            apply(new ShareAssigned(
                    receive.table(),
                    department,
                    counts.isEmpty(),
                    Filling.DEPARTMENT,
                    List.of(),
                    null,
                    null,
                    List.of(),
                    null,
                    false,
                    "",
                    receive.by(),
                    now));
            counts.put(department, changes.size());
            var made = new Changes(
                    new ChangeEntries(
                            receive.table(),
                            department,
                            How.RECEIVED,
                            receive.batch(),
                            receive.source(),
                            changes,
                            receive.by()),
                    catalogues.edition(receive.edition()),
                    hash,
                    entries);
            made.mustNameEntries();
            made.mustBeWellFormed();
            made.mustKeepKeysUnique();
            made.forEachEvent(now, event -> apply(event));
        });
        apply(new TableReceived(receive.table(), receive.batch(), counts, receive.by(), now));
    }

    @CommandHandler
    void handle(AssignShare assign, Directory directory, Clock clock) {
        mustNotBeFrozen();
        Assignments.mayBe(assign, directory);
        apply(new ShareAssigned(
                assign.table(),
                assign.department(),
                assign.lead(),
                assign.filling(),
                assign.collectors(),
                assign.reviewer(),
                assign.supervisor(),
                assign.teachers(),
                assign.part(),
                assign.nilProposed(),
                assign.reason(),
                assign.by(),
                clock.instant()));
    }

    @CommandHandler
    void handle(DropShare drop, Clock clock) {
        share(drop.department()).mayBeNil();
        apply(new ShareDropped(drop.table(), drop.department(), drop.reason(), drop.by(), clock.instant()));
    }

    @CommandHandler
    void handle(SetDueDate set, Clock clock) {
        if (!set.dueAt().equals(due.get(set.stage()))) {
            List.copyOf(shares.values())
                    .forEach(share -> fallLate(set.table(), share, set.stage(), Event.SYSTEM, clock.instant()));
            apply(new DueDateSet(set.table(), set.stage(), set.dueAt(), set.reason(), set.by(), clock.instant()));
        }
    }

    /** Before the date or after it; whoever collects asks for the collection, the reviewer for the review or for both. */
    @CommandHandler
    void handle(RequestExtension ask, Clock clock) {
        mustNotBeFrozen();
        var share = share(ask.department());
        var mine = share.people().collectors().contains(ask.by()) && ask.stage() == TableStage.COLLECTION;
        if (!mine && !ask.by().equals(share.people().reviewer())) {
            throw share.notYours();
        }
        var date = share.dueAt(ask.stage(), due.get(ask.stage()));
        if (date == null || !ask.until().isAfter(date) || !ask.until().isAfter(clock.instant())) {
            throw new Refusal(Rule.EXTENSION_NOT_LATER);
        }
        mustSay(ask.reason());
        apply(new ExtensionRequested(
                ask.table(),
                ask.department(),
                ask.stage(),
                ask.until(),
                ask.reason().strip(),
                ask.by(),
                clock.instant()));
    }

    @CommandHandler
    void handle(DeclineExtension decline, Clock clock) {
        if (!wanted.contains(wish(decline.department(), decline.stage()))) {
            throw new Refusal(Rule.NO_EXTENSION_WANTED);
        }
        mustSay(decline.reason());
        apply(new ExtensionDeclined(
                decline.table(),
                decline.department(),
                decline.stage(),
                decline.reason().strip(),
                decline.by(),
                clock.instant()));
    }

    private static String wish(String department, TableStage stage) {
        return department + " " + stage;
    }

    @CommandHandler
    void handle(GrantExtension grant, DeadlineManager deadlines, Clock clock) {
        mustNotBeFrozen();
        var date = share(grant.department()).dueAt(grant.stage(), due.get(grant.stage()));
        if (date == null || !grant.until().isAfter(date) || !grant.until().isAfter(clock.instant())) {
            throw new Refusal(Rule.EXTENSION_NOT_LATER);
        }
        mustSay(grant.reason());
        fallLate(grant.table(), share(grant.department()), grant.stage(), Event.SYSTEM, clock.instant());
        apply(new ExtensionGranted(
                grant.table(),
                grant.department(),
                grant.stage(),
                grant.until(),
                date,
                grant.reason(),
                grant.by(),
                clock.instant()));
        deadlines.schedule(
                grant.until().plusMillis(1), EXTENSION_ENDED, new ExtensionEnd(grant.department(), grant.stage()));
        Nearing.ahead(grant.until(), clock.instant())
                .forEach(time -> deadlines.schedule(
                        time.at(),
                        EXTENSION_NEAR,
                        new ExtensionNear(grant.department(), grant.stage(), grant.until(), time.hoursLeft())));
    }

    /** Whoever is done, or was given more time since, is not told. */
    @DeadlineHandler(deadlineName = EXTENSION_NEAR)
    void tell(ExtensionNear near, Clock clock) {
        var share = shares.get(near.department());
        if (share != null
                && id != null
                && gate == Gate.OPEN
                && !share.isDone(near.stage())
                && near.until().equals(share.dueAt(near.stage(), due.get(near.stage())))
                && !toldNear.contains(near(near.department(), near.stage(), near.until(), near.hoursLeft()))
                && Nearing.isTimely(near.hoursLeft(), near.until(), clock.instant())) {
            apply(new ExtensionDrawsNear(
                    TableKey.of(id),
                    near.department(),
                    near.stage(),
                    near.until(),
                    near.hoursLeft(),
                    Event.SYSTEM,
                    clock.instant()));
        }
    }

    /** An extension ended; it is measured like the date it had moved. */
    @DeadlineHandler(deadlineName = EXTENSION_ENDED)
    void pass(ExtensionEnd end, Clock clock) {
        var share = shares.get(end.department());
        if (share != null && id != null) {
            fallLate(TableKey.of(id), share, end.stage(), Event.SYSTEM, clock.instant());
        }
    }

    private static String near(String department, TableStage stage, Instant until, int hoursLeft) {
        return department + " " + stage + " " + until + " " + hoursLeft;
    }

    @CommandHandler
    void handle(OpenTable open, Clock clock) {
        if (gate == Gate.LOCKED) {
            apply(new TableOpened(open.table(), open.by(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(LockTable lock, Clock clock) {
        if (gate == Gate.OPEN) {
            apply(new TableLocked(lock.table(), lock.reason(), lock.by(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(FreezeTable freeze, Clock clock) {
        if (gate != Gate.FROZEN) {
            apply(new TableFrozen(freeze.table(), freeze.by(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(UnfreezeTable unfreeze, Clock clock) {
        if (gate == Gate.FROZEN) {
            apply(new TableUnfrozen(unfreeze.table(), unfreeze.reason(), unfreeze.by(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(PassDueDate pass, Clock clock) {
        List.copyOf(shares.values())
                .forEach(share -> fallLate(pass.table(), share, pass.stage(), pass.by(), clock.instant()));
    }

    /** What has fallen late is on record before anything moves its date, however late the deadline itself is told. */
    private void fallLate(TableKey table, Share share, TableStage stage, String by, Instant now) {
        var date = share.dueAt(stage, due.get(stage));
        if (date != null
                && now.isAfter(date)
                && !share.isDone(stage)
                && !date.equals(share.late().get(stage))) {
            apply(new ShareFellLate(
                    table, share.people().department(), stage, date, firstDue.getOrDefault(stage, date), by, now));
        }
    }

    // entries

    @CommandHandler
    ChangeEntries.Changed handle(
            ChangeEntries change, Catalogues catalogues, KeyedHash hash, Directory directory, Clock clock) {
        mustBeOpen();
        var changes = new Changes(change, catalogues.edition(edition), hash, entries);
        changes.mustNameEntries();
        var onBehalf = (change.how() == How.IMPORTED || change.how() == How.RESTORED)
                && directory
                        .person(change.by())
                        .filter(who -> who.has(Role.OFFICE))
                        .isPresent();
        for (var one : changes.all()) {
            var share = share(one.department());
            if (!onBehalf) {
                share.mayBeFilledBy(change.by(), one.owner());
            }
            share.mustBeOpenForChanges();
            share.mustBeInTime(clock.instant(), due.get(TableStage.COLLECTION));
            if (one.op() != ChangeEntries.Op.ADD) {
                share.mustHaveReason(one.reason());
            }
        }
        changes.mustBeWellFormed();
        changes.mustNotConflict();
        changes.mustNotOverwriteWhatWasBrought();
        changes.mustKeepKeysUnique();
        changes.mustLeaveNothingDangling();
        mustNotBeCarriedYet(change.carried());
        var outcome = changes.outcome();
        changes.forEachEvent(clock.instant(), event -> apply(event));
        changes.carried(clock.instant()).ifPresent(event -> apply(event));
        return outcome;
    }

    /** Twice carries nothing twice; what was carried and removed may be carried again. */
    private void mustNotBeCarriedYet(ChangeEntries.@Nullable Carry carry) {
        if (carry != null) {
            carry.links().stream()
                    .filter(link -> {
                        var known = carried.get(carry.from() + "#" + link.fromEntry());
                        return known != null && entries.find(known) != null;
                    })
                    .findFirst()
                    .ifPresent(twice -> {
                        throw new Refusal(Rule.CARRIED_ALREADY, twice.fromEntry());
                    });
        }
    }

    @CommandHandler
    void handle(AttachEvidence attach, Clock clock) {
        mustBeOpen();
        var share = share(attach.department());
        String owner = null;
        if (attach.entry() != null) {
            mustStandIn(attach.department(), attach.entry());
            owner = Objects.requireNonNull(entries.find(attach.entry())).owner();
        }
        share.mayBeFilledBy(attach.by(), owner);
        share.mustBeOpenForChanges();
        share.mustBeInTime(clock.instant(), due.get(TableStage.COLLECTION));
        if (attach.title().isBlank() || attach.title().length() > LONGEST_TITLE) {
            throw new Refusal(Rule.EVIDENCE_UNTITLED, LONGEST_TITLE);
        }
        if (evidence.values().stream().filter(attach.department()::equals).count() >= MOST_EVIDENCE) {
            throw new Refusal(Rule.EVIDENCE_TOO_MUCH, MOST_EVIDENCE);
        }
        apply(new EvidenceAttached(
                attach.table(),
                attach.department(),
                attach.evidence(),
                attach.entry(),
                attach.title(),
                attach.mediaType(),
                attach.size(),
                attach.sha256(),
                attach.by(),
                clock.instant()));
    }

    @CommandHandler
    void handle(WithdrawEvidence withdraw, Clock clock) {
        mustBeOpen();
        var share = share(withdraw.department());
        if (!withdraw.department().equals(evidence.get(withdraw.evidence()))) {
            throw new Refusal(Rule.NO_SUCH_EVIDENCE, withdraw.evidence());
        }
        share.mayBeHandledBy(withdraw.by());
        share.mustBeOpenForChanges();
        mustSay(withdraw.reason());
        apply(new EvidenceWithdrawn(
                withdraw.table(),
                withdraw.department(),
                withdraw.evidence(),
                withdraw.reason(),
                withdraw.by(),
                clock.instant()));
    }

    @CommandHandler
    void handle(ConfirmEntry confirm, Clock clock) {
        mustBeOpen();
        var entry = entries.find(confirm.entry());
        if (entry == null || !confirm.by().equals(entry.owner())) {
            throw new Refusal(Rule.NOT_YOUR_ENTRY);
        }
        share(entry.department()).mustBeOpenForChanges();
        if (!entry.isConfirmed()) {
            apply(new EntryConfirmed(
                    confirm.table(),
                    entry.department(),
                    confirm.entry(),
                    entry.revision(),
                    confirm.by(),
                    clock.instant()));
        }
    }

    @CommandHandler
    void handle(ProposeCorrection propose, Catalogues catalogues, KeyedHash hash, Clock clock) {
        mustBeOpen();
        var entry = entries.find(propose.entry());
        if (entry == null || !propose.by().equals(entry.owner())) {
            throw new Refusal(Rule.NOT_YOUR_ENTRY);
        }
        var share = share(entry.department());
        share.mustBeOpenForChanges();
        share.mustBeInTime(clock.instant(), due.get(TableStage.COLLECTION));
        var form = catalogues.edition(edition);
        var change = new Changes(
                amending(propose.table(), propose.entry(), entry, propose.changes(), propose.reason(), propose.by()),
                form,
                hash,
                entries);
        change.mustNameEntries();
        change.mustBeWellFormed();
        var plain = change.all().get(0).cells();
        corrections.mustNotWaitFor(propose.entry(), plain.keySet());
        if (!entry.given().keySet().containsAll(plain.keySet())) {
            throw new Refusal(Rule.VALUE_IS_YOURS);
        }
        mustSay(propose.reason());
        if (propose.evidence() != null && !entry.department().equals(evidence.get(propose.evidence()))) {
            throw new Refusal(Rule.NO_SUCH_EVIDENCE, propose.evidence());
        }
        apply(new CorrectionProposed(
                propose.table(),
                entry.department(),
                propose.entry(),
                propose.revision(),
                propose.correction(),
                change.protectedCells(),
                Corrections.digest(propose.table(), propose.entry(), plain, hash),
                propose.reason(),
                propose.evidence(),
                propose.by(),
                clock.instant()));
    }

    private static ChangeEntries amending(
            TableKey table, int number, Entries.Entry entry, Map<String, CellValue> values, String reason, String by) {
        return new ChangeEntries(
                table,
                null,
                How.TYPED,
                null,
                null,
                List.of(new ChangeEntries.Change(
                        ChangeEntries.Op.AMEND, number, entry.revision(), null, values, reason)),
                by);
    }

    /** What the teacher proposed becomes an amendment by the one who accepts it, judged like any other. */
    @CommandHandler
    void handle(AcceptCorrection accept, Catalogues catalogues, KeyedHash hash, Directory directory, Clock clock) {
        mustBeOpen();
        var open = corrections.find(accept.correction());
        mayDecide(open, accept.by(), directory);
        if (!open.digest().equals(Corrections.digest(accept.table(), open.entry(), accept.changes(), hash))) {
            throw new Refusal(Rule.NO_SUCH_CORRECTION, accept.correction());
        }
        var entry = Objects.requireNonNull(entries.find(open.entry()));
        var changes = new Changes(
                amending(
                        accept.table(),
                        open.entry(),
                        entry,
                        accept.changes(),
                        "采纳本人提出的更正：" + open.reason(),
                        accept.by()),
                catalogues.edition(edition),
                hash,
                entries);
        changes.mustBeWellFormed();
        changes.mustKeepKeysUnique();
        var now = clock.instant();
        changes.forEachEvent(now, event -> apply(event));
        apply(new CorrectionAccepted(
                accept.table(),
                open.department(),
                open.entry(),
                entry.revision() + 1,
                accept.correction(),
                open.by(),
                accept.by(),
                now));
    }

    @CommandHandler
    void handle(RejectCorrection reject, Directory directory, Clock clock) {
        mustBeOpen();
        var open = corrections.find(reject.correction());
        mayDecide(open, reject.by(), directory);
        mustSay(reject.reason());
        apply(new CorrectionRejected(
                reject.table(),
                open.department(),
                open.entry(),
                reject.correction(),
                open.by(),
                reject.reason(),
                reject.by(),
                clock.instant()));
    }

    @CommandHandler
    void handle(WithdrawCorrection withdraw, Clock clock) {
        var open = corrections.find(withdraw.correction());
        if (!withdraw.by().equals(open.by())) {
            throw new Refusal(Rule.NO_SUCH_CORRECTION, withdraw.correction());
        }
        apply(new CorrectionWithdrawn(
                withdraw.table(),
                open.department(),
                open.entry(),
                withdraw.correction(),
                withdraw.by(),
                clock.instant()));
    }

    /** Who answers for a disputed value: whoever imported it or collects the share, never the teacher who disputes it. */
    private void mayDecide(Corrections.Open open, String by, Directory directory) {
        var share = share(open.department());
        share.mustBeOpenForChanges();
        if (by.equals(open.by())) {
            throw new Refusal(Rule.OWN_CORRECTION);
        }
        var given = Objects.requireNonNull(entries.find(open.entry())).given();
        var theOfficeBroughtIt = open.fields().stream()
                .map(given::get)
                .anyMatch(who -> who != null && !share.people().collectors().contains(who));
        if (!theOfficeBroughtIt
                || directory.person(by).filter(who -> who.has(Role.OFFICE)).isEmpty()) {
            share.mayBeHandledBy(by);
        }
    }

    @CommandHandler
    void handle(ExcuseTeacher excuse, Clock clock) {
        mustBeOpen();
        var share = share(excuse.department());
        share.mayBeHandledBy(excuse.by());
        share.mustBeOpenForChanges();
        mustSay(excuse.reason());
        if (!share.people().teachers().contains(excuse.teacher())) {
            throw new Refusal(Rule.NO_SUCH_PERSON, excuse.teacher());
        }
        apply(new TeacherExcused(
                excuse.table(), excuse.department(), excuse.teacher(), excuse.reason(), excuse.by(), clock.instant()));
    }

    @CommandHandler
    void handle(DeclareNilMyself nil, Clock clock) {
        mustBeOpen();
        var share = share(nil.department());
        if (!share.people().teachers().contains(nil.by())) {
            throw share.notYours();
        }
        share.mustBeOpenForChanges();
        long having = entries.list().stream()
                .filter(entry -> !entry.removed() && nil.by().equals(entry.owner()))
                .count();
        if (having > 0) {
            throw new Refusal(Rule.SHARE_HAS_ENTRIES, having);
        }
        mustSay(nil.reason());
        if (!nilTeachers.contains(teacher(nil.department(), nil.by()))) {
            apply(new TeacherDeclaredNil(
                    nil.table(), nil.department(), nil.reason().strip(), nil.by(), clock.instant()));
        }
    }

    private static String teacher(String department, String staffNo) {
        return department + " " + staffNo;
    }

    // submission and review

    @CommandHandler
    void handle(SubmitShare submit, Catalogues catalogues, Clock clock) {
        mustBeOpen();
        var share = share(submit.department());
        share.mayBeHandledBy(submit.by());
        share.mayBeSubmitted(submit.report().revision());
        Submission.mustBeFaultless(submit.report(), submit.explanations());
        Submission.keysMustBeUnique(
                share,
                entries,
                catalogues.edition(edition).table(submit.table().code()).orElseThrow());
        corrections.mustBeDecided(submit.department());
        Submission.teachersMustBeReady(share, entries, who -> nilTeachers.contains(teacher(submit.department(), who)));
        var now = clock.instant();
        apply(new ShareSubmitted(
                submit.table(),
                submit.department(),
                submit.report().revision(),
                submit.report().entries(),
                submit.report().contentHash(),
                submit.explanations(),
                share.isLate(TableStage.COLLECTION, now, due.get(TableStage.COLLECTION)),
                submit.by(),
                now));
    }

    @CommandHandler
    void handle(DeclareNil nil, Clock clock) {
        mustBeOpen();
        var share = share(nil.department());
        share.mayBeHandledBy(nil.by());
        share.mayBeNil();
        mustSay(nil.reason());
        var now = clock.instant();
        apply(new NilDeclared(
                nil.table(),
                nil.department(),
                ContentHash.ofEmptyShare(nil.table(), nil.department()),
                nil.reason(),
                share.isLate(TableStage.COLLECTION, now, due.get(TableStage.COLLECTION)),
                nil.by(),
                now));
    }

    @CommandHandler
    void handle(WithdrawShare withdraw, Clock clock) {
        mustBeOpen();
        var share = share(withdraw.department());
        share.mayBeHandledBy(withdraw.by());
        share.mayBeWithdrawn();
        apply(new ShareWithdrawn(withdraw.table(), withdraw.department(), withdraw.by(), clock.instant()));
    }

    @CommandHandler
    void handle(OpenReview open, Clock clock) {
        var share = share(open.department());
        share.mustBeReviewedBy(open.by());
        var handed = share.withReviewer();
        if (!handed.opened()) {
            apply(new ReviewOpened(open.table(), open.department(), handed.contentHash(), open.by(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(RecordBriefing briefing, Directory directory, Clock clock) {
        mustBeOpen();
        var share = share(briefing.department());
        share.mustBeReviewedBy(briefing.by());
        share.mayBeBriefedAt(briefing.heldAt(), clock.instant());
        Assignments.mustSupervise(briefing.leader(), briefing.department(), directory);
        apply(new BriefingRecorded(
                briefing.table(),
                briefing.department(),
                briefing.leader(),
                briefing.heldAt(),
                briefing.manner(),
                briefing.note(),
                briefing.by(),
                clock.instant()));
    }

    @CommandHandler
    void handle(ConfirmBriefing confirm, Clock clock) {
        share(confirm.department()).mustBeBriefedTo(confirm.by());
        apply(new BriefingConfirmed(confirm.table(), confirm.department(), confirm.by(), clock.instant()));
    }

    @CommandHandler
    void handle(ContestBriefing contest, Clock clock) {
        share(contest.department()).mustBeBriefedTo(contest.by());
        mustSay(contest.reason());
        apply(new BriefingContested(
                contest.table(), contest.department(), contest.reason(), contest.by(), clock.instant()));
    }

    @CommandHandler
    void handle(ApproveShare approve, Directory directory, Clock clock) {
        mustBeOpen();
        var share = share(approve.department());
        share.mustBeReviewedBy(approve.by());
        var post = Assignments.postOfHead(approve.by(), directory);
        share.mayBeApproved(approve.by(), approve.contentHash());
        var now = clock.instant();
        apply(new ShareApproved(
                approve.table(),
                approve.department(),
                approve.contentHash(),
                approve.opened(),
                share.entries(),
                post,
                share.isLate(TableStage.REVIEW, now, due.get(TableStage.REVIEW)),
                approve.by(),
                now));
        if (joinsByItself() && allApproved()) {
            apply(new TableConsolidated(approve.table(), contentHash(approve.table()), approve.by(), now));
        }
    }

    @CommandHandler
    void handle(ReturnShare back, Clock clock) {
        mustBeOpen();
        var share = share(back.department());
        share.mustBeReviewedBy(back.by());
        share.withReviewer();
        mustSay(back.reason());
        back.cells().forEach(cell -> mustStandIn(back.department(), cell.entry()));
        apply(new ShareReturned(
                back.table(), back.department(), back.reason(), back.cells(), back.by(), clock.instant()));
    }

    @CommandHandler
    void handle(ReopenShare reopen, Clock clock) {
        mustNotBeFrozen();
        share(reopen.department()).mustBeApproved();
        mustSay(reopen.reason());
        reopen.cells().forEach(cell -> mustStandIn(reopen.department(), cell.entry()));
        apply(new ShareReopened(
                reopen.table(), reopen.department(), reopen.reason(), reopen.cells(), reopen.by(), clock.instant()));
    }

    @CommandHandler
    void handle(ConsolidateTable consolidate, Clock clock) {
        mustBeOpen();
        var lead = shares.values().stream()
                .filter(share -> share.people().lead())
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(Rule.NOT_THE_LEAD, consolidate.table().code()));
        if (!consolidate.by().equals(lead.people().reviewer())
                && !lead.people().collectors().contains(consolidate.by())) {
            throw new Refusal(Rule.NOT_THE_LEAD);
        }
        if (!allApproved()) {
            throw new Refusal(
                    Rule.SHARES_NOT_APPROVED,
                    String.join(
                            "、",
                            shares.values().stream()
                                    .filter(share -> share.stage() != Stage.APPROVED)
                                    .map(share -> share.people().department())
                                    .toList()));
        }
        if (!consolidated) {
            apply(new TableConsolidated(
                    consolidate.table(), contentHash(consolidate.table()), consolidate.by(), clock.instant()));
        }
    }

    // finding and asking

    private Share share(String department) {
        var share = shares.get(department);
        if (share == null) {
            throw new Refusal(Rule.NO_SUCH_SHARE, department);
        }
        return share;
    }

    private void mustNotBeFrozen() {
        if (gate == Gate.FROZEN) {
            throw new Refusal(Rule.TABLE_FROZEN);
        }
    }

    private void mustBeOpen() {
        mustNotBeFrozen();
        if (form == Form.COMPUTED) {
            throw new Refusal(Rule.TABLE_COMPUTED);
        }
        if (gate == Gate.LOCKED) {
            throw lockedBecause.isEmpty()
                    ? new Refusal(Rule.TABLE_NOT_YET_OPEN)
                    : new Refusal(Rule.TABLE_LOCKED, lockedBecause);
        }
    }

    private static void mustSay(String reason) {
        if (reason.strip().codePointCount(0, reason.strip().length()) < LEAST_REASON) {
            throw new Refusal(Rule.REASON_REQUIRED, LEAST_REASON);
        }
    }

    private void mustStandIn(String department, int number) {
        var entry = entries.find(number);
        if (entry == null || !entry.department().equals(department)) {
            throw new Refusal(Rule.NO_SUCH_ENTRY, number);
        }
    }

    private boolean allApproved() {
        return shares.values().stream().allMatch(share -> share.stage() == Stage.APPROVED);
    }

    /** With one share, or with each teacher filling the own entry, there is nothing for a lead department to join. */
    private boolean joinsByItself() {
        return shares.size() == 1
                || shares.values().stream().allMatch(share -> share.people().filling() == Filling.PER_TEACHER);
    }

    private String contentHash(TableKey table) {
        var hashes = new TreeMap<String, String>();
        shares.forEach((department, share) -> {
            var handed = share.handed();
            if (handed != null) {
                hashes.put(department, handed.contentHash());
            }
        });
        return ContentHash.ofTable(table, hashes);
    }

    // what has happened

    @EventSourcingHandler
    void on(TablePlanned planned) {
        id = planned.table().toString();
        edition = planned.edition();
        form = planned.form();
        lockedBecause = String.join("、", planned.sources());
    }

    @EventSourcingHandler
    void on(ShareAssigned assigned) {
        var people = new People(
                assigned.department(),
                assigned.lead(),
                assigned.filling(),
                assigned.collectors(),
                assigned.reviewer(),
                assigned.supervisor(),
                assigned.teachers());
        shares.merge(assigned.department(), Share.assigned(people), (before, fresh) -> before.assignedTo(people));
    }

    @EventSourcingHandler
    void on(ShareDropped dropped) {
        shares.remove(dropped.department());
    }

    @EventSourcingHandler
    void on(DueDateSet set) {
        firstDue.putIfAbsent(set.stage(), set.dueAt());
        due.put(set.stage(), set.dueAt());
    }

    @EventSourcingHandler
    void on(ExtensionRequested asked) {
        wanted.add(wish(asked.department(), asked.stage()));
    }

    @EventSourcingHandler
    void on(ExtensionDeclined declined) {
        wanted.remove(wish(declined.department(), declined.stage()));
    }

    @EventSourcingHandler
    void on(ExtensionGranted granted) {
        wanted.remove(wish(granted.department(), granted.stage()));
        now(granted.department(), share -> share.extended(granted.stage(), granted.until()));
    }

    @EventSourcingHandler
    void on(ExtensionDrawsNear near) {
        toldNear.add(near(near.department(), near.stage(), near.until(), near.hoursLeft()));
    }

    @EventSourcingHandler
    void on(TableOpened opened) {
        gate = Gate.OPEN;
    }

    @EventSourcingHandler
    void on(TableLocked locked) {
        gate = Gate.LOCKED;
        lockedBecause = locked.reason();
    }

    @EventSourcingHandler
    void on(TableReceived table) {
        gate = Gate.FROZEN;
        received = table.batch();
    }

    @EventSourcingHandler
    void on(TableFrozen frozen) {
        gate = Gate.FROZEN;
    }

    @EventSourcingHandler
    void on(TableUnfrozen unfrozen) {
        gate = Gate.OPEN;
    }

    @EventSourcingHandler
    void on(ShareFellLate late) {
        now(late.department(), share -> share.fellLate(late.stage(), late.dueAt()));
    }

    @EventSourcingHandler
    void on(EvidenceAttached attached) {
        evidence.put(attached.evidence(), attached.department());
    }

    @EventSourcingHandler
    void on(EvidenceWithdrawn withdrawn) {
        evidence.remove(withdrawn.evidence());
    }

    @EventSourcingHandler
    void on(EntriesCarried from) {
        from.entries().forEach(each -> carried.put(from.from() + "#" + each.fromEntry(), each.entry()));
    }

    @EventSourcingHandler
    void on(EntryAdded added) {
        entries.add(
                added.entry(),
                Entries.Entry.added(
                        added.department(),
                        added.owner(),
                        Cells.copyOf(added.cells()).firstPerson(),
                        added.key(),
                        given(added)));
        now(added.department(), share -> share.changed(1, added.by(), added.by().equals(added.owner())));
        if (added.owner() != null) {
            nilTeachers.remove(teacher(added.department(), added.owner()));
        }
    }

    @EventSourcingHandler
    void on(EntryAmended amended) {
        entries.amend(
                amended.entry(),
                amended.revision(),
                amended.changes().keySet(),
                amended.key(),
                Cells.copyOf(amended.changes()).firstPerson(),
                importer(amended.how(), amended.by(), ownerOf(amended.entry())),
                amended.how() == How.RESTORED);
        changed(amended.department(), amended.entry(), 0, amended.by());
    }

    @EventSourcingHandler
    void on(EntryRemoved removed) {
        changed(removed.department(), removed.entry(), -1, removed.by());
        corrections.removeOf(removed.entry());
        entries.remove(removed.entry(), removed.revision());
    }

    /** Cells of a teacher's entry that somebody else's import brought. */
    private static Map<String, String> given(EntryAdded added) {
        var importer = importer(added.how(), added.by(), added.owner());
        var given = new HashMap<String, String>();
        if (importer != null) {
            added.cells().keySet().forEach(field -> given.put(field, importer));
        }
        return given;
    }

    private static @Nullable String importer(How how, String by, @Nullable String owner) {
        return how == How.IMPORTED && owner != null && !owner.equals(by) ? by : null;
    }

    private @Nullable String ownerOf(int number) {
        var entry = entries.find(number);
        return entry == null ? null : entry.owner();
    }

    @EventSourcingHandler
    void on(CorrectionProposed proposed) {
        corrections.add(proposed);
    }

    @EventSourcingHandler
    void on(CorrectionAccepted accepted) {
        entries.settle(accepted.entry(), corrections.remove(accepted.correction()));
    }

    @EventSourcingHandler
    void on(CorrectionRejected rejected) {
        corrections.remove(rejected.correction());
    }

    @EventSourcingHandler
    void on(CorrectionWithdrawn withdrawn) {
        corrections.remove(withdrawn.correction());
    }

    @EventSourcingHandler
    void on(BatchClosed closed) {
        // The entries of the batch have told everything; the batch itself is for the trail.
    }

    @EventSourcingHandler
    void on(EntryConfirmed confirmed) {
        entries.confirm(confirmed.entry(), confirmed.revision());
    }

    /** What was written changes nothing of what is kept. */
    @EventSourcingHandler
    void on(ValuesTidied tidied) {}

    @EventSourcingHandler
    void on(TeacherDeclaredNil nil) {
        nilTeachers.add(teacher(nil.department(), nil.by()));
    }

    @EventSourcingHandler
    void on(TeacherExcused excused) {
        now(excused.department(), share -> share.excusing(excused.teacher()));
    }

    @EventSourcingHandler
    void on(ShareSubmitted submitted) {
        handOver(submitted.department(), submitted.contentHash(), submitted.at());
    }

    @EventSourcingHandler
    void on(NilDeclared nil) {
        handOver(nil.department(), nil.contentHash(), nil.at());
    }

    @EventSourcingHandler
    void on(ShareWithdrawn withdrawn) {
        now(withdrawn.department(), share -> share.at(Stage.DRAFT, null));
    }

    @EventSourcingHandler
    void on(ReviewOpened opened) {
        now(
                opened.department(),
                share -> handed(
                        share,
                        (stage, handed) -> share.at(
                                stage, new Handed(handed.contentHash(), handed.at(), true, handed.briefed()))));
    }

    @EventSourcingHandler
    void on(BriefingRecorded recorded) {
        now(
                recorded.department(),
                share -> handed(
                        share,
                        (stage, handed) -> share.at(
                                Stage.BRIEFED,
                                new Handed(handed.contentHash(), handed.at(), handed.opened(), recorded.leader()))));
    }

    @EventSourcingHandler
    void on(BriefingConfirmed confirmed) {
        // Confirmation changes nothing that the law asks about; the trail shows it.
    }

    @EventSourcingHandler
    void on(BriefingContested contested) {
        now(
                contested.department(),
                share -> handed(
                        share,
                        (stage, handed) -> share.at(
                                Stage.SUBMITTED,
                                new Handed(handed.contentHash(), handed.at(), handed.opened(), null))));
    }

    @EventSourcingHandler
    void on(ShareApproved approved) {
        now(approved.department(), share -> share.at(Stage.APPROVED, share.handed()));
    }

    @EventSourcingHandler
    void on(ShareReturned returned) {
        now(returned.department(), Share::sentBack);
    }

    @EventSourcingHandler
    void on(ShareReopened reopened) {
        now(reopened.department(), Share::sentBack);
        consolidated = false;
    }

    @EventSourcingHandler
    void on(TableConsolidated joined) {
        consolidated = true;
    }

    private void handOver(String department, String contentHash, Instant at) {
        now(department, share -> share.at(Stage.SUBMITTED, new Handed(contentHash, at, false, null)));
    }

    private void changed(String department, int number, int entriesMore, String by) {
        var entry = entries.find(number);
        var own = entry != null && by.equals(entry.owner());
        now(department, share -> share.changed(entriesMore, by, own));
    }

    private void now(String department, UnaryOperator<Share> becomes) {
        shares.computeIfPresent(department, (name, share) -> becomes.apply(share));
    }

    private static Share handed(Share share, BiFunction<Stage, Handed, Share> becomes) {
        var handed = share.handed();
        return handed == null ? share : becomes.apply(share.stage(), handed);
    }
}
