package org.mingzhang.query.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.AssignmentEvent.DueDateSet;
import org.mingzhang.events.table.AssignmentEvent.ExtensionDeclined;
import org.mingzhang.events.table.AssignmentEvent.ExtensionGranted;
import org.mingzhang.events.table.AssignmentEvent.ExtensionRequested;
import org.mingzhang.events.table.AssignmentEvent.ShareAssigned;
import org.mingzhang.events.table.AssignmentEvent.ShareDropped;
import org.mingzhang.events.table.AssignmentEvent.ShareFellLate;
import org.mingzhang.events.table.AssignmentEvent.TableFrozen;
import org.mingzhang.events.table.AssignmentEvent.TableLocked;
import org.mingzhang.events.table.AssignmentEvent.TableOpened;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.table.AssignmentEvent.TableReceived;
import org.mingzhang.events.table.AssignmentEvent.TableUnfrozen;
import org.mingzhang.events.table.EntryEvent;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.events.table.EntryEvent.TeacherDeclaredNil;
import org.mingzhang.events.table.EntryEvent.TeacherExcused;
import org.mingzhang.events.table.ShareEvent.BriefingConfirmed;
import org.mingzhang.events.table.ShareEvent.BriefingContested;
import org.mingzhang.events.table.ShareEvent.BriefingRecorded;
import org.mingzhang.events.table.ShareEvent.NilDeclared;
import org.mingzhang.events.table.ShareEvent.ReviewOpened;
import org.mingzhang.events.table.ShareEvent.ShareApproved;
import org.mingzhang.events.table.ShareEvent.ShareReopened;
import org.mingzhang.events.table.ShareEvent.ShareReturned;
import org.mingzhang.events.table.ShareEvent.ShareSubmitted;
import org.mingzhang.events.table.ShareEvent.ShareWithdrawn;
import org.mingzhang.events.table.ShareEvent.TableConsolidated;
import org.mingzhang.events.table.TableStage;
import org.mingzhang.query.Batch;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/**
 * 部门进度: every share, its people, its dates and its stage. Each row knows the position that changed it last, and nothing
 * told again moves it.
 */
@Component
@ProcessingGroup(Views.PROGRESS)
public final class ShareProjector {

    private static final String PLAN = """
            insert into collection_table (table_key, position, campaign, code, edition, form, sources, open, frozen)
            values (?, ?, ?, ?, ?, ?, ?, false, false)
            on conflict do nothing""";

    private static final String ASSIGN = """
            insert into progress (table_key, department, position, since_position, dropped, lead, filling, collectors,
                reviewer, supervisor, teachers, part, nil_proposed, stage, sent_back, nil, entries, revision,
                explanations, submitted_late, approved_late, return_cells)
            select ?, ?, ?, ?, false, ?, ?, ?::text[], ?, ?, ?::text[], ?, ?,
                case when exists (select from collection_table where table_key = ? and open) then 'OPEN' else 'LOCKED' end,
                false, false, 0, 0, '[]', false, false, '[]'
            on conflict (table_key, department) do update set
                position = excluded.position,
                since_position = case when progress.dropped then excluded.position else progress.since_position end,
                revision = case when progress.dropped then 0 else progress.revision end,
                stage = case when progress.dropped then excluded.stage else progress.stage end,
                dropped = false,
                lead = excluded.lead, filling = excluded.filling, collectors = excluded.collectors,
                reviewer = excluded.reviewer, supervisor = excluded.supervisor, teachers = excluded.teachers,
                part = excluded.part, nil_proposed = excluded.nil_proposed
            where progress.position < excluded.position""";

    private static final String DROP = share("""
            dropped = true, stage = 'LOCKED', sent_back = false, nil = false, content_hash = null, last_change = null,
            collection_extended = null, review_extended = null, submitted_by = null, submitted_at = null,
            submitted_late = false, opened_at = null, briefing_state = null""");

    private static final String EXTEND_COLLECTION = share("collection_extended = ?");
    private static final String EXTEND_REVIEW = share("review_extended = ?");

    private static final String EXTENSION = """
            insert into extension (table_key, department, position, stage, until, due_at, reason, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String WISH = """
            insert into extension_wish (table_key, department, stage, position, until, reason, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String ANSWER = """
            update extension_wish set answered_position = ?, granted = ?, answer = ?
            where table_key = ? and department = ? and stage = ? and position < ? and answered_position is null""";

    private static final String LATE = """
            insert into lateness (table_key, department, position, stage, due_at, original_due_at, at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String COLLECTION_DUE =
            table("collection_due = ?, collection_first_due = coalesce(collection_first_due, ?)");
    private static final String REVIEW_DUE = table("review_due = ?, review_first_due = coalesce(review_first_due, ?)");
    private static final String OPEN = table("open = true, lock_reason = null, opened_at = coalesce(opened_at, ?)");
    private static final String LOCK = table("open = false, lock_reason = ?");
    private static final String FREEZE = table("frozen = true");
    private static final String UNFREEZE = table("frozen = false, open = true");
    private static final String CONSOLIDATE = table("consolidated_hash = ?, consolidated_by = ?, consolidated_at = ?");

    private static final String OPEN_SHARES = """
            update progress set position = ?, stage = 'OPEN'
            where table_key = ? and stage = 'LOCKED' and not dropped and position < ?""";

    private static final String LOCK_SHARES = """
            update progress set position = ?, stage = 'LOCKED'
            where table_key = ? and stage = 'OPEN' and position < ?""";

    private static final String RECEIVE_SHARES = """
            update progress set position = ?, stage = 'RECEIVED'
            where table_key = ? and not dropped and position < ?""";

    private static final String EXCUSE = """
            insert into excused_teacher (table_key, department, teacher, position, reason, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    /** Who declared to have nothing and adds an entry has something to confirm. */
    private static final String HAS_SOMETHING = """
            delete from excused_teacher
            where table_key = ? and department = ? and teacher = ? and by_staff = teacher and position < ?""";

    private static final String SUBMIT = share("""
            stage = 'SUBMITTED', nil = ?, nil_reason = ?, content_hash = ?, explanations = ?::jsonb, submitted_by = ?,
            submitted_at = ?, submitted_late = ?, opened_at = null, briefing_state = null, briefing_reason = null,
            approved_by = null, approved_at = null""");

    private static final String WITHDRAW =
            share("stage = 'DRAFT', nil = false, nil_reason = null, content_hash = null");

    private static final String OPEN_REVIEW = share("opened_at = coalesce(opened_at, ?)");

    private static final String BRIEF = share("""
            stage = 'BRIEFED', briefing_leader = ?, briefing_held_at = ?, briefing_manner = ?, briefing_note = ?,
            briefing_state = 'RECORDED', briefing_reason = null""");

    private static final String CONFIRM_BRIEFING = share("briefing_state = 'CONFIRMED'");
    private static final String CONTEST_BRIEFING =
            share("stage = 'SUBMITTED', briefing_state = 'CONTESTED', briefing_reason = ?");

    private static final String APPROVE = share("""
            stage = 'APPROVED', sent_back = false, approved_by = ?, approved_at = ?, approved_late = ?,
            approved_position = ?""");

    private static final String SIGN = """
            insert into signature (table_key, department, position, content_hash, opened, entries, by_staff, post, late, at)
            values (?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String SEND_BACK = share("""
            stage = 'RETURNED', sent_back = true, nil = false, nil_reason = null, content_hash = null, returned_by = ?,
            returned_at = ?, return_reason = ?, return_cells = ?::jsonb, approved_by = null, approved_at = null,
            briefing_state = null""");

    private static final String VOID = """
            update signature set void_position = ?, void_reason = ?
            where table_key = ? and department = ? and position < ? and void_position is null""";

    private static final String TAKE_APART =
            table("consolidated_hash = null, consolidated_by = null, consolidated_at = null");

    private final Views views;

    public ShareProjector(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(TablePlanned planned, Told told) {
        at(told).add(
                        PLAN,
                        planned.table().toString(),
                        told.position(),
                        planned.table().campaign().toString(),
                        planned.table().code(),
                        planned.edition(),
                        planned.form(),
                        planned.sources());
    }

    @EventHandler
    void on(ShareAssigned assigned, Told told) {
        at(told).add(
                        ASSIGN,
                        assigned.table().toString(),
                        assigned.department(),
                        told.position(),
                        told.position(),
                        assigned.lead(),
                        assigned.filling(),
                        assigned.collectors(),
                        assigned.reviewer(),
                        assigned.supervisor(),
                        assigned.teachers(),
                        assigned.part(),
                        assigned.nilProposed(),
                        assigned.table().toString());
    }

    @EventHandler
    void on(ShareDropped dropped, Told told) {
        share(told, DROP, dropped.table(), dropped.department());
    }

    @EventHandler
    void on(DueDateSet set, Told told) {
        var sql = set.stage() == TableStage.COLLECTION ? COLLECTION_DUE : REVIEW_DUE;
        table(told, sql, set.table(), set.dueAt(), set.dueAt());
    }

    @EventHandler
    void on(ExtensionRequested asked, Told told) {
        at(told).add(
                        WISH,
                        asked.table().toString(),
                        asked.department(),
                        asked.stage(),
                        told.position(),
                        asked.until(),
                        asked.reason(),
                        asked.by(),
                        asked.at());
    }

    @EventHandler
    void on(ExtensionDeclined declined, Told told) {
        answer(told, false, declined.reason(), declined.table(), declined.department(), declined.stage());
    }

    private void answer(Told told, boolean granted, String words, TableKey table, String department, TableStage stage) {
        at(told).add(ANSWER, told.position(), granted, words, table.toString(), department, stage, told.position());
    }

    @EventHandler
    void on(ExtensionGranted granted, Told told) {
        answer(told, true, granted.reason(), granted.table(), granted.department(), granted.stage());
        var sql = granted.stage() == TableStage.COLLECTION ? EXTEND_COLLECTION : EXTEND_REVIEW;
        share(told, sql, granted.table(), granted.department(), granted.until());
        at(told).add(
                        EXTENSION,
                        granted.table().toString(),
                        granted.department(),
                        told.position(),
                        granted.stage(),
                        granted.until(),
                        granted.dueAt(),
                        granted.reason(),
                        granted.by(),
                        granted.at());
    }

    @EventHandler
    void on(ShareFellLate late, Told told) {
        at(told).add(
                        LATE,
                        late.table().toString(),
                        late.department(),
                        told.position(),
                        late.stage(),
                        late.dueAt(),
                        late.originalDueAt(),
                        late.at());
    }

    @EventHandler
    void on(TableOpened opened, Told told) {
        table(told, OPEN, opened.table(), opened.at());
        at(told).add(OPEN_SHARES, told.position(), opened.table().toString(), told.position());
    }

    @EventHandler
    void on(TableLocked locked, Told told) {
        table(told, LOCK, locked.table(), locked.reason());
        at(told).add(LOCK_SHARES, told.position(), locked.table().toString(), told.position());
    }

    @EventHandler
    void on(TableReceived received, Told told) {
        table(told, FREEZE, received.table());
        at(told).add(RECEIVE_SHARES, told.position(), received.table().toString(), told.position());
    }

    @EventHandler
    void on(TableFrozen frozen, Told told) {
        table(told, FREEZE, frozen.table());
    }

    @EventHandler
    void on(TableUnfrozen unfrozen, Told told) {
        table(told, UNFREEZE, unfrozen.table());
    }

    @EventHandler
    void on(EntryAdded added, Told told) {
        tally(added, told, 1);
        if (added.owner() != null) {
            at(told).add(HAS_SOMETHING, added.table().toString(), added.department(), added.owner(), told.position());
        }
    }

    @EventHandler
    void on(EntryAmended amended, Told told) {
        tally(amended, told, 0);
    }

    @EventHandler
    void on(EntryRemoved removed, Told told) {
        tally(removed, told, -1);
    }

    @EventHandler
    void on(TeacherDeclaredNil nil, Told told) {
        at(told).add(
                        EXCUSE,
                        nil.table().toString(),
                        nil.department(),
                        nil.by(),
                        told.position(),
                        nil.reason(),
                        nil.by(),
                        nil.at());
    }

    @EventHandler
    void on(TeacherExcused excused, Told told) {
        at(told).add(
                        EXCUSE,
                        excused.table().toString(),
                        excused.department(),
                        excused.teacher(),
                        told.position(),
                        excused.reason(),
                        excused.by(),
                        excused.at());
    }

    @EventHandler
    void on(ShareSubmitted submitted, Told told) {
        share(
                told,
                SUBMIT,
                submitted.table(),
                submitted.department(),
                false,
                null,
                submitted.contentHash(),
                json(submitted.explanations()),
                submitted.by(),
                submitted.at(),
                submitted.late());
    }

    @EventHandler
    void on(NilDeclared nil, Told told) {
        share(
                told,
                SUBMIT,
                nil.table(),
                nil.department(),
                true,
                nil.reason(),
                nil.contentHash(),
                "[]",
                nil.by(),
                nil.at(),
                nil.late());
    }

    @EventHandler
    void on(ShareWithdrawn withdrawn, Told told) {
        share(told, WITHDRAW, withdrawn.table(), withdrawn.department());
    }

    @EventHandler
    void on(ReviewOpened opened, Told told) {
        share(told, OPEN_REVIEW, opened.table(), opened.department(), opened.at());
    }

    @EventHandler
    void on(BriefingRecorded recorded, Told told) {
        share(
                told,
                BRIEF,
                recorded.table(),
                recorded.department(),
                recorded.leader(),
                recorded.heldAt(),
                recorded.manner(),
                recorded.note());
    }

    @EventHandler
    void on(BriefingConfirmed confirmed, Told told) {
        share(told, CONFIRM_BRIEFING, confirmed.table(), confirmed.department());
    }

    @EventHandler
    void on(BriefingContested contested, Told told) {
        share(told, CONTEST_BRIEFING, contested.table(), contested.department(), contested.reason());
    }

    @EventHandler
    void on(ShareApproved approved, Told told) {
        share(
                told,
                APPROVE,
                approved.table(),
                approved.department(),
                approved.by(),
                approved.at(),
                approved.late(),
                told.position());
        at(told).add(
                        SIGN,
                        approved.table().toString(),
                        approved.department(),
                        told.position(),
                        approved.contentHash(),
                        approved.opened(),
                        approved.entries(),
                        approved.by(),
                        approved.post(),
                        approved.late(),
                        approved.at());
    }

    @EventHandler
    void on(ShareReturned returned, Told told) {
        share(
                told,
                SEND_BACK,
                returned.table(),
                returned.department(),
                returned.by(),
                returned.at(),
                returned.reason(),
                json(returned.cells()));
    }

    @EventHandler
    void on(ShareReopened reopened, Told told) {
        share(
                told,
                SEND_BACK,
                reopened.table(),
                reopened.department(),
                reopened.by(),
                reopened.at(),
                reopened.reason(),
                json(reopened.cells()));
        at(told).add(
                        VOID,
                        told.position(),
                        reopened.reason(),
                        reopened.table().toString(),
                        reopened.department(),
                        told.position());
        table(told, TAKE_APART, reopened.table());
    }

    @EventHandler
    void on(TableConsolidated joined, Told told) {
        table(told, CONSOLIDATE, joined.table(), joined.contentHash(), joined.by(), joined.at());
    }

    /** Everything else only moves the position on. */
    @EventHandler
    void on(Event other, Told told) {
        at(told);
    }

    private Batch at(Told told) {
        return views.at(Views.PROGRESS, told);
    }

    private void share(Told told, String sql, TableKey table, String department, @Nullable Object... values) {
        var arguments = new ArrayList<@Nullable Object>();
        arguments.add(told.position());
        arguments.addAll(java.util.Arrays.asList(values));
        arguments.addAll(List.of(table.toString(), department, told.position()));
        at(told).add(sql, arguments.toArray());
    }

    private void table(Told told, String sql, TableKey table, @Nullable Object... values) {
        var arguments = new ArrayList<@Nullable Object>();
        arguments.add(told.position());
        arguments.addAll(java.util.Arrays.asList(values));
        arguments.addAll(List.of(table.toString(), told.position()));
        at(told).add(sql, arguments.toArray());
    }

    private void tally(EntryEvent event, Told told, int entries) {
        var share = List.of(event.table(), event.department());
        at(told).fold(Tally.SQL, share, () -> new Tally(event.table(), event.department()))
                .add(told.position(), entries, event.at());
    }

    private static String share(String assignments) {
        return "update progress set position = ?, " + assignments
                + " where table_key = ? and department = ? and position < ?";
    }

    private static String table(String assignments) {
        return "update collection_table set position = ?, " + assignments + " where table_key = ? and position < ?";
    }

    private static String json(List<?> list) {
        return EventJson.mapper().writeValueAsString(list);
    }

    /** The changes of one share's entries in one batch: a whole import is one statement. */
    private static final class Tally implements Batch.Row {

        static final String SQL = """
                update progress set
                    revision = revision + (
                        select count(*) from unnest(?::bigint[]) as told (p) where told.p > progress.position),
                    entries = entries + (
                        select coalesce(sum(told.more), 0)
                        from unnest(?::bigint[], ?::bigint[]) as told (p, more) where told.p > progress.position),
                    stage = 'DRAFT', last_change = ?, position = ?
                where table_key = ? and department = ? and position < ?""";

        private final TableKey table;
        private final String department;
        private final List<Long> positions = new ArrayList<>();
        private final List<Long> entries = new ArrayList<>();
        private Instant last = Instant.EPOCH;

        Tally(TableKey table, String department) {
            this.table = table;
            this.department = department;
        }

        void add(long position, int more, Instant at) {
            positions.add(position);
            entries.add((long) more);
            last = at;
        }

        @Override
        public @Nullable Object[] arguments() {
            var at = positions.stream().mapToLong(Long::longValue).toArray();
            var more = entries.stream().mapToLong(Long::longValue).toArray();
            long highest = at[at.length - 1];
            return new Object[] {at, at, more, last, highest, table.toString(), department, highest};
        }
    }
}
