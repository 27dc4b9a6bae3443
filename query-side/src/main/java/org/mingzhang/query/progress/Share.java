package org.mingzhang.query.progress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.ShareEvent.CellAt;
import org.mingzhang.events.table.ShareEvent.Explanation;

/**
 * 部门份额 as the view shows it.
 *
 * @param gate whether the table may be worked on
 * @param since ledger position at which it was assigned; what came before belongs to an earlier share
 * @param sentBack whether it is open again because somebody sent it back; its collection date then does not close it
 * @param revision changes of data so far
 * @param approvedAt ledger position of its last approval, void or not; null if there was none
 */
public record Share(
        TableKey table,
        String department,
        Gate gate,
        long since,
        boolean lead,
        Filling filling,
        List<String> collectors,
        @Nullable String reviewer,
        @Nullable String supervisor,
        List<String> teachers,
        @Nullable String part,
        boolean nilProposed,
        Stage stage,
        boolean sentBack,
        @Nullable String nilReason,
        int entries,
        int revision,
        @Nullable Instant lastChange,
        Due collection,
        Due review,
        @Nullable String contentHash,
        List<Explanation> explanations,
        @Nullable Submission submission,
        @Nullable Briefing briefing,
        @Nullable Approval approval,
        @Nullable Return sentBackBy,
        @Nullable Long approvedAt) {

    /** Which of the campaign's shares it is: table number and department, with a stroke between them. */
    public String place() {
        return table.code() + "/" + department;
    }

    /** How far it is. */
    public enum Stage {
        /** 未开放. */
        LOCKED,
        /** 待填报. */
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
        RETURNED,
        /** 往年数据: its entries came as they had been reported elsewhere. */
        RECEIVED;

        /** Whether its entries count as what the department reported. */
        public boolean isSettled() {
            return this == APPROVED || this == RECEIVED;
        }

        /** Whether entries may be changed in it. */
        public boolean isOpen() {
            return this == OPEN || this == DRAFT || this == RETURNED;
        }

        /** Whether it lies with the reviewer. */
        public boolean isWithReviewer() {
            return this == SUBMITTED || this == BRIEFED;
        }
    }

    /**
     * The table around it.
     *
     * @param because why it is locked, if it was locked again
     */
    public record Gate(
            Form form,
            String edition,
            boolean open,
            @Nullable String because,
            boolean frozen,
            boolean consolidated) {}

    /**
     * 时限.
     *
     * @param original the first date ever set
     * @param current the table's date now
     * @param extended until when this share was granted more time
     */
    public record Due(
            @Nullable Instant original,
            @Nullable Instant current,
            @Nullable Instant extended) {

        /** The date that counts. */
        public @Nullable Instant counts() {
            return extended == null || (current != null && current.isAfter(extended)) ? current : extended;
        }
    }

    /** 提交. */
    public record Submission(String by, Instant at, boolean late) {}

    /**
     * 汇报.
     *
     * @param state RECORDED, CONFIRMED or CONTESTED
     * @param reason of the leader who contests it
     */
    public record Briefing(
            String leader,
            Instant heldAt,
            String manner,
            String note,
            String state,
            @Nullable String reason) {}

    /** 审核通过. */
    public record Approval(String by, Instant at, boolean late) {}

    /** 退回. */
    public record Return(String by, Instant at, String reason, List<CellAt> cells) {}

    /** Whose turn it is. */
    public enum Turn {
        NOBODY,
        COLLECTOR,
        TEACHER,
        REVIEWER,
        LEAD,
        OFFICE
    }

    public Turn turn() {
        if (gate.form() == Form.COMPUTED || stage == Stage.LOCKED || gate.frozen()) {
            return Turn.NOBODY;
        }
        if (stage.isOpen()) {
            return filling == Filling.PER_TEACHER ? Turn.TEACHER : Turn.COLLECTOR;
        }
        if (stage.isWithReviewer()) {
            return Turn.REVIEWER;
        }
        return gate.consolidated() ? Turn.OFFICE : Turn.LEAD;
    }

    /** Staff numbers of those whose turn it is, where they are people of this share. */
    public List<String> holders() {
        return switch (turn()) {
            case COLLECTOR -> collectors;
            case TEACHER -> collectors.isEmpty() ? teachers : collectors;
            case REVIEWER -> reviewer == null ? List.of() : List.of(reviewer);
            default -> List.of();
        };
    }
}
