package org.mingzhang.events.table;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.EventName;
import org.mingzhang.events.TableKey;

/** 份额的提交与审核: how a department's part of a table is handed over, reported, reviewed and reopened. */
public sealed interface ShareEvent extends TableEvent {

    /**
     * One cell that somebody is asked to look at again.
     *
     * @param entry number of the entry
     * @param field field name; null for the whole entry
     */
    record CellAt(int entry, @Nullable String field) {}

    /**
     * 说明: why a warning (经验校验) is true and stays.
     *
     * @param rule rule id
     * @param entry number of the entry; null for a rule over the whole share
     * @param words at least ten characters
     */
    record Explanation(String rule, @Nullable Integer entry, String words) {}

    /**
     * 提交审核. From here until a return or withdrawal the share does not change.
     *
     * @param revision how many changes of data the share had seen
     * @param entries entries standing in the share
     * @param contentHash {@code sha256:} and 64 hexadecimal digits over the share's content
     * @param late whether the collection date had passed
     */
    @EventName("table.share-submitted")
    record ShareSubmitted(
            TableKey table,
            String department,
            int revision,
            int entries,
            String contentHash,
            List<Explanation> explanations,
            boolean late,
            String by,
            Instant at)
            implements ShareEvent {

        public ShareSubmitted {
            explanations = List.copyOf(explanations);
        }
    }

    /** 零填报: the department declared that it has nothing to report; reviewed like any other share. */
    @EventName("table.nil-declared")
    record NilDeclared(
            TableKey table, String department, String contentHash, String reason, boolean late, String by, Instant at)
            implements ShareEvent {}

    /** 撤回: the collector took the share back before the reviewer had opened it. */
    @EventName("table.share-withdrawn")
    record ShareWithdrawn(TableKey table, String department, String by, Instant at) implements ShareEvent {}

    /** 打开审核: the reviewer looked at the submitted content for the first time. */
    @EventName("table.review-opened")
    record ReviewOpened(TableKey table, String department, String contentHash, String by, Instant at)
            implements ShareEvent {}

    /**
     * 汇报: the head reported to the supervising leader, which must come before review.
     *
     * @param leader staff number of the supervising leader
     * @param heldAt when the report took place
     * @param manner 当面, 电话, 会议 …
     */
    @EventName("table.briefing-recorded")
    record BriefingRecorded(
            TableKey table,
            String department,
            String leader,
            Instant heldAt,
            String manner,
            String note,
            String by,
            Instant at)
            implements ShareEvent {}

    /** 确认汇报: the supervising leader confirmed that the report took place. */
    @EventName("table.briefing-confirmed")
    record BriefingConfirmed(TableKey table, String department, String by, Instant at) implements ShareEvent {}

    /** 异议: the supervising leader contests the report; the share is as if it had not been reported. */
    @EventName("table.briefing-contested")
    record BriefingContested(TableKey table, String department, String reason, String by, Instant at)
            implements ShareEvent {}

    /**
     * 审核通过: the signature of the head of department. It binds exactly the content named.
     *
     * @param contentHash what the reviewer was shown
     * @param opened which parts of the review page were opened before: {@code ALL}, {@code CHANGES}, {@code NOTES}; empty where
     *     nothing told
     * @param post the reviewer's post at that moment
     * @param late whether the review date had passed
     */
    @EventName(value = "table.share-approved", revision = 2)
    record ShareApproved(
            TableKey table,
            String department,
            String contentHash,
            List<String> opened,
            int entries,
            String post,
            boolean late,
            String by,
            Instant at)
            implements ShareEvent {

        public ShareApproved {
            opened = List.copyOf(opened);
        }
    }

    /** 退回: the reviewer sent the share back, with reasons and the cells in question. */
    @EventName("table.share-returned")
    record ShareReturned(TableKey table, String department, String reason, List<CellAt> cells, String by, Instant at)
            implements ShareEvent {

        public ShareReturned {
            cells = List.copyOf(cells);
        }
    }

    /**
     * 重新打开: the office reopened an approved share for rectification; the approval stays on record, void.
     *
     * @param cells the cells named by findings; empty when the whole share is reopened
     */
    @EventName("table.share-reopened")
    record ShareReopened(TableKey table, String department, String reason, List<CellAt> cells, String by, Instant at)
            implements ShareEvent {

        public ShareReopened {
            cells = List.copyOf(cells);
        }
    }

    /**
     * 汇总: all shares are approved and the table is whole.
     *
     * @param contentHash digest over the shares' codes and content hashes
     */
    @EventName("table.consolidated")
    record TableConsolidated(TableKey table, String contentHash, String by, Instant at) implements ShareEvent {}

    /**
     * 附佐证材料: a file that proves what was entered. Its bytes are kept apart, sealed; the ledger knows them by their digest.
     *
     * @param evidence id, the idempotency key of the upload
     * @param entry number of the entry it proves; null for the whole share
     * @param title what it is, in the person's words
     * @param mediaType what it was recognised as by its content
     * @param size in bytes
     * @param sha256 digest of its bytes, 64 hexadecimal digits
     */
    @EventName("table.evidence-attached")
    record EvidenceAttached(
            TableKey table,
            String department,
            String evidence,
            @Nullable Integer entry,
            String title,
            String mediaType,
            long size,
            String sha256,
            String by,
            Instant at)
            implements ShareEvent {}

    /** 撤回佐证材料: it no longer counts; that it was there stays on record. */
    @EventName("table.evidence-withdrawn")
    record EvidenceWithdrawn(TableKey table, String department, String evidence, String reason, String by, Instant at)
            implements ShareEvent {}
}
