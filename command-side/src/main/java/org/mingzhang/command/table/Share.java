package org.mingzhang.command.table;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.TableStage;

/**
 * 部门份额: one department's part of a table. Immutable, free of any framework, and the home of the rules about who may do
 * what to it and when.
 *
 * @param people who answers for it
 * @param stage how far it is
 * @param revision changes of data so far
 * @param entries entries standing in it
 * @param everSubmitted whether it was ever handed over, so that changes need a reason from then on
 * @param returned whether it is open again because somebody sent it back; its collection date then does not close it
 * @param writers everyone who wrote a value in it, except teachers in their own entries
 * @param excused teachers who need not confirm
 * @param handed what was handed over, while it is with the reviewer or approved
 * @param extensions until when it may be worked on, where the office granted more time
 * @param late stages it fell late in, with the date that had passed
 */
record Share(
        People people,
        Stage stage,
        int revision,
        int entries,
        boolean everSubmitted,
        boolean returned,
        Set<String> writers,
        Set<String> excused,
        @Nullable Handed handed,
        Map<TableStage, Instant> extensions,
        Map<TableStage, Instant> late) {

    private static final DateTimeFormatter BEIJING =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    enum Stage {
        /** 未开始. */
        OPEN,
        /** 填报中. */
        DRAFT,
        /** 已提交. */
        SUBMITTED,
        /** 已汇报. */
        BRIEFED,
        /** 审核通过. */
        APPROVED,
        /** 退回. */
        RETURNED
    }

    /** 授权: the people of a share, as last assigned. */
    record People(
            String department,
            boolean lead,
            Filling filling,
            List<String> collectors,
            @Nullable String reviewer,
            @Nullable String supervisor,
            List<String> teachers) {}

    /**
     * What the collector handed over.
     *
     * @param contentHash what any approval must name
     * @param at when
     * @param opened whether the reviewer looked at it
     * @param briefed staff number of the leader to whom it was reported; null before the report
     */
    record Handed(
            String contentHash,
            Instant at,
            boolean opened,
            @Nullable String briefed) {}

    static Share assigned(People people) {
        return new Share(people, Stage.OPEN, 0, 0, false, false, Set.of(), Set.of(), null, Map.of(), Map.of());
    }

    // what may be done

    /** Collectors fill a share; in a per-teacher share each teacher fills the own entry. */
    void mayBeFilledBy(String by, @Nullable String owner) {
        if (people.collectors.contains(by)) {
            return;
        }
        if (people.filling == Filling.PER_TEACHER && by.equals(owner) && people.teachers.contains(by)) {
            return;
        }
        if (people.filling == Filling.PER_TEACHER && people.teachers.contains(by)) {
            throw new Refusal(Rule.NOT_YOUR_ENTRY);
        }
        throw notYours();
    }

    /** Only collectors hand over, take back, or declare nil. */
    /** What whoever has no part in it is told: who has. */
    Refusal notYours() {
        return new Refusal(Rule.NOT_YOUR_SHARE).with("collectors", people.collectors);
    }

    void mayBeHandledBy(String by) {
        if (!people.collectors.contains(by)) {
            throw notYours();
        }
    }

    void mustBeOpenForChanges() {
        if (stage == Stage.APPROVED) {
            throw new Refusal(Rule.SHARE_APPROVED);
        }
        if (stage == Stage.SUBMITTED || stage == Stage.BRIEFED) {
            throw new Refusal(Rule.SHARE_NOT_OPEN);
        }
    }

    /** Plan §4.4: after its date a share is closed unless it was sent back or the office granted more time. */
    void mustBeInTime(Instant now, @Nullable Instant due) {
        var until = dueAt(TableStage.COLLECTION, due);
        if (!returned && until != null && now.isAfter(until)) {
            throw new Refusal(Rule.STAGE_CLOSED, BEIJING.format(until));
        }
    }

    void mustHaveReason(String reason) {
        if (everSubmitted && reason.isBlank()) {
            throw new Refusal(Rule.REASON_REQUIRED, 1);
        }
    }

    void mayBeSubmitted(int reportRevision) {
        mustBeOpenForChanges();
        if (entries == 0) {
            throw new Refusal(Rule.NOTHING_TO_SUBMIT);
        }
        if (reportRevision != revision) {
            throw new Refusal(Rule.SHARE_CHANGED);
        }
    }

    void mayBeNil() {
        mustBeOpenForChanges();
        if (entries > 0) {
            throw new Refusal(Rule.SHARE_HAS_ENTRIES, entries);
        }
    }

    void mayBeWithdrawn() {
        if (stage != Stage.SUBMITTED || handed == null) {
            throw new Refusal(Rule.NOT_SUBMITTED);
        }
        if (handed.opened) {
            throw new Refusal(Rule.REVIEW_ALREADY_OPENED);
        }
    }

    /** The named reviewer, in person; there is no delegation. */
    void mustBeReviewedBy(String by) {
        if (!by.equals(people.reviewer)) {
            throw new Refusal(Rule.NOT_THE_REVIEWER, people.department);
        }
    }

    Handed withReviewer() {
        if ((stage != Stage.SUBMITTED && stage != Stage.BRIEFED) || handed == null) {
            throw new Refusal(Rule.NOT_SUBMITTED);
        }
        return handed;
    }

    void mayBeBriefedAt(Instant heldAt, Instant now) {
        var submission = withReviewer();
        if (stage != Stage.SUBMITTED) {
            throw new Refusal(Rule.NOT_SUBMITTED);
        }
        if (heldAt.isAfter(now) || heldAt.isBefore(submission.at)) {
            throw new Refusal(Rule.BRIEFING_TIME_WRONG);
        }
    }

    /** The leader of the report that stands, which only he or she may confirm or contest. */
    void mustBeBriefedTo(String by) {
        if (stage != Stage.BRIEFED || handed == null) {
            throw new Refusal(Rule.BRIEFING_MISSING);
        }
        if (!by.equals(handed.briefed)) {
            throw new Refusal(Rule.NOT_THE_LEADER);
        }
    }

    void mayBeApproved(String by, String contentHash) {
        var submission = withReviewer();
        if (writers.contains(by)) {
            throw new Refusal(Rule.SELF_REVIEW);
        }
        if (stage != Stage.BRIEFED) {
            throw new Refusal(Rule.BRIEFING_MISSING);
        }
        if (!submission.opened) {
            throw new Refusal(Rule.NOT_OPENED_BY_REVIEWER);
        }
        if (!submission.contentHash.equals(contentHash)) {
            throw new Refusal(Rule.CONTENT_CHANGED).with("contentHash", submission.contentHash);
        }
    }

    void mustBeApproved() {
        if (stage != Stage.APPROVED) {
            throw new Refusal(Rule.NOT_APPROVED);
        }
    }

    /** Whether a date has passed for this share, an extension counted. */
    boolean isLate(TableStage which, Instant now, @Nullable Instant due) {
        var until = dueAt(which, due);
        return until != null && now.isAfter(until);
    }

    /** The date that counts for this share: the table's, or a later extension. */
    @Nullable
    Instant dueAt(TableStage which, @Nullable Instant due) {
        var extended = extensions.get(which);
        return extended == null || (due != null && due.isAfter(extended)) ? due : extended;
    }

    /** Whether the share has done what a stage asks for. */
    boolean isDone(TableStage which) {
        return which == TableStage.COLLECTION
                ? stage == Stage.SUBMITTED || stage == Stage.BRIEFED || stage == Stage.APPROVED
                : stage == Stage.APPROVED;
    }

    // what has happened

    Share assignedTo(People now) {
        return new Share(
                now, stage, revision, entries, everSubmitted, returned, writers, excused, handed, extensions, late);
    }

    Share changed(int entriesMore, String writer, boolean own) {
        var all = own || writers.contains(writer) ? writers : with(writers, writer);
        return new Share(
                people,
                Stage.DRAFT,
                revision + 1,
                entries + entriesMore,
                everSubmitted,
                returned,
                all,
                excused,
                null,
                extensions,
                late);
    }

    Share excusing(String teacher) {
        return new Share(
                people,
                stage,
                revision,
                entries,
                everSubmitted,
                returned,
                writers,
                with(excused, teacher),
                handed,
                extensions,
                late);
    }

    Share at(Stage next, @Nullable Handed now) {
        return new Share(
                people,
                next,
                revision,
                entries,
                everSubmitted || now != null,
                returned && next != Stage.APPROVED,
                writers,
                excused,
                now,
                extensions,
                late);
    }

    Share sentBack() {
        return new Share(
                people,
                Stage.RETURNED,
                revision,
                entries,
                everSubmitted,
                true,
                writers,
                excused,
                null,
                extensions,
                late);
    }

    Share extended(TableStage which, Instant until) {
        return new Share(
                people,
                stage,
                revision,
                entries,
                everSubmitted,
                returned,
                writers,
                excused,
                handed,
                with(extensions, which, until),
                late);
    }

    Share fellLate(TableStage which, Instant due) {
        return new Share(
                people,
                stage,
                revision,
                entries,
                everSubmitted,
                returned,
                writers,
                excused,
                handed,
                extensions,
                with(late, which, due));
    }

    private static Set<String> with(Set<String> set, String more) {
        var all = new HashSet<>(set);
        all.add(more);
        return Set.copyOf(all);
    }

    private static Map<TableStage, Instant> with(Map<TableStage, Instant> map, TableStage key, Instant value) {
        var all = new HashMap<>(map);
        all.put(key, value);
        return Map.copyOf(all);
    }
}
