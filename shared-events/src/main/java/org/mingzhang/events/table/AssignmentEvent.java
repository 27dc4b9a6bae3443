package org.mingzhang.events.table;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.EventName;
import org.mingzhang.events.TableKey;

/** 授权与时限: who answers for which share of a table, by when, and when the table is open. */
public sealed interface AssignmentEvent extends TableEvent {

    /** How the table is filled. */
    enum Form {
        /** 源数据表: filled first; other tables wait for it. */
        SOURCE,
        /** 采集: filled by departments. */
        COLLECTED,
        /** 自动统计: computed from other tables, closed to everyone. */
        COMPUTED
    }

    /** Who fills a share. */
    enum Filling {
        /** The collectors named by the department. */
        DEPARTMENT,
        /** 教师个人填写: each teacher his or her own entry, reviewed by the department. */
        PER_TEACHER
    }

    /**
     * 列入采集: the plan made this table part of the campaign.
     *
     * @param edition catalogue edition whose form the table has, for ever
     * @param form how it is filled
     * @param sources codes of the source tables that must be approved before it opens; empty for a source table
     */
    @EventName("table.planned")
    record TablePlanned(TableKey table, String edition, Form form, List<String> sources, String by, Instant at)
            implements AssignmentEvent {

        public TablePlanned {
            sources = List.copyOf(sources);
        }
    }

    /**
     * 授权: one department's share, with the people who answer for it. Told again in full whenever it changes.
     *
     * @param department code of the department
     * @param lead whether this department leads (牵头) the table and consolidates it
     * @param filling who fills the share
     * @param collectors staff numbers of the collectors (采集人)
     * @param reviewer staff number of the reviewer (审核人), the head of the department; null while open
     * @param supervisor staff number of the supervising leader (分管领导); null while open
     * @param teachers in a per-teacher share, staff numbers of those who each owe an entry
     * @param part row predicate that parts the table between departments, such as {@code in_province = true}; null if none
     * @param nilProposed whether the plan says 本校无数据, so that a nil return is proposed
     * @param reason why it was changed; empty when first assigned
     */
    @EventName("table.share-assigned")
    record ShareAssigned(
            TableKey table,
            String department,
            boolean lead,
            Filling filling,
            List<String> collectors,
            @Nullable String reviewer,
            @Nullable String supervisor,
            List<String> teachers,
            @Nullable String part,
            boolean nilProposed,
            String reason,
            String by,
            Instant at)
            implements AssignmentEvent {

        public ShareAssigned {
            collectors = List.copyOf(collectors);
            teachers = List.copyOf(teachers);
        }
    }

    /** 取消授权: a department no longer has a share in this table; only while the share is empty. */
    @EventName("table.share-dropped")
    record ShareDropped(TableKey table, String department, String reason, String by, Instant at)
            implements AssignmentEvent {}

    /**
     * 时限: until when shares are to be collected or reviewed.
     *
     * @param dueAt last instant of the last day, Beijing time
     */
    @EventName("table.due-date-set")
    record DueDateSet(TableKey table, TableStage stage, Instant dueAt, String reason, String by, Instant at)
            implements AssignmentEvent {}

    /**
     * 延期: the office granted one share more time. The original date stays on record.
     *
     * @param until last instant of the extension
     * @param dueAt the date it extends
     */
    @EventName("table.extension-granted")
    record ExtensionGranted(
            TableKey table,
            String department,
            TableStage stage,
            Instant until,
            Instant dueAt,
            String reason,
            String by,
            Instant at)
            implements AssignmentEvent {}

    /**
     * 申请延期: whoever fills or reviews a share asks the office for more time; nothing changes by it.
     *
     * @param until last instant that is asked for
     */
    @EventName("table.extension-requested")
    record ExtensionRequested(
            TableKey table, String department, TableStage stage, Instant until, String reason, String by, Instant at)
            implements AssignmentEvent {}

    /** 不同意延期: the office declined what was asked for, and says why. */
    @EventName("table.extension-declined")
    record ExtensionDeclined(TableKey table, String department, TableStage stage, String reason, String by, Instant at)
            implements AssignmentEvent {}

    /**
     * 延期将至: an extension ends soon; whoever has not finished is told.
     *
     * @param until when it ends
     * @param hoursLeft how many hours before its end this was to be told: 72, 24 or 4
     */
    @EventName("table.extension-draws-near")
    record ExtensionDrawsNear(
            TableKey table, String department, TableStage stage, Instant until, int hoursLeft, String by, Instant at)
            implements AssignmentEvent {}

    /** 开放: the gate is met and the table may be filled. */
    @EventName("table.opened")
    record TableOpened(TableKey table, String by, Instant at) implements AssignmentEvent {}

    /** 关闭: a source table it refers to was reopened; nothing is lost and the reason is shown. */
    @EventName("table.locked")
    record TableLocked(TableKey table, String reason, String by, Instant at) implements AssignmentEvent {}

    /**
     * 接收: the table's entries of an earlier year came as they had been reported; nobody filled or reviewed them here, and nothing
     * changes any more.
     *
     * @param batch the batch they came in
     * @param entries how many entries each department's share has, by its code
     */
    @EventName("table.received")
    record TableReceived(TableKey table, String batch, SortedMap<String, Integer> entries, String by, Instant at)
            implements AssignmentEvent {

        public TableReceived {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }
    }

    /** 冻结: the data were signed and submitted; nothing changes any more. */
    @EventName("table.frozen")
    record TableFrozen(TableKey table, String by, Instant at) implements AssignmentEvent {}

    /** 解冻: a correction round began after submission. */
    @EventName("table.unfrozen")
    record TableUnfrozen(TableKey table, String reason, String by, Instant at) implements AssignmentEvent {}

    /**
     * 逾期: the share was not done when its date passed. A later extension does not wash this away.
     *
     * @param dueAt the date that passed, extensions included
     * @param originalDueAt the first date ever set for this stage
     */
    @EventName("table.share-fell-late")
    record ShareFellLate(
            TableKey table,
            String department,
            TableStage stage,
            Instant dueAt,
            Instant originalDueAt,
            String by,
            Instant at)
            implements AssignmentEvent {}
}
