package org.mingzhang.query.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.CorrectionEvent.CorrectionAccepted;
import org.mingzhang.events.table.CorrectionEvent.CorrectionProposed;
import org.mingzhang.events.table.CorrectionEvent.CorrectionRejected;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.EntryEvent.EntryConfirmed;
import org.mingzhang.query.Batch;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What a teacher is told of the own entry, and who is told of what the teacher disputes. */
@Component
@ProcessingGroup(Views.PROGRESS)
@Order(NoticeProjector.FIRST)
public final class OwnEntryNotices {

    private static final String CONFIRM = """
            insert into confirmed_teacher as known (table_key, department, teacher, entry, position, fallen)
            values (?, ?, ?, ?, ?, false)
            on conflict (table_key, entry) do update set position = excluded.position, fallen = false
            where known.position < excluded.position""";

    private static final String HOLD = """
            update confirmed_teacher set fallen = false where table_key = ? and entry = ? and position <= ?""";

    private final Views views;
    private final NoticeProjector notices;

    public OwnEntryNotices(Views views) {
        this.views = views;
        this.notices = new NoticeProjector(views);
    }

    @EventHandler
    void on(EntryConfirmed sure, Told told) {
        views.at(Views.PROGRESS, told)
                .add(CONFIRM, sure.table().toString(), sure.department(), sure.by(), sure.entry(), told.position());
    }

    @EventHandler
    void on(EntryAmended amended, Told told) {
        views.at(Views.PROGRESS, told)
                .fold(Falling.SQL, amended.table(), () -> new Falling(amended.table()))
                .add(amended, told.position());
    }

    /**
     * The changes of one table's entries in one batch. The first change by somebody else after a confirmation is told; those that
     * follow before the next one are not.
     */
    private static final class Falling implements Batch.Row {

        static final String SQL = """
                with told as (
                    select * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[])
                        as told (position, entry, by_staff, at)),
                fell as (
                    update confirmed_teacher known set fallen = true, position = first.position
                    from (
                        select c.entry, min(told.position) as position
                        from confirmed_teacher c join told on told.entry = c.entry and told.position > c.position
                        where c.table_key = ? and not c.fallen group by c.entry) as first
                    where known.table_key = ? and known.entry = first.entry
                    returning known.teacher, known.department, known.entry, known.position)
                """ + NoticeProjector.telling("""
                select fell.teacher, fell.position, 'confirmation-fell', ?, ?, fell.department,
                    jsonb_build_object('entry', fell.entry), told.by_staff, told.at
                from fell join told on told.entry = fell.entry and told.position = fell.position
                where fell.teacher <> told.by_staff""");

        private final TableKey table;
        private final List<Long> positions = new ArrayList<>();
        private final List<Long> entries = new ArrayList<>();
        private final List<String> by = new ArrayList<>();
        private final List<String> at = new ArrayList<>();

        Falling(TableKey table) {
            this.table = table;
        }

        void add(EntryAmended amended, long position) {
            positions.add(position);
            entries.add((long) amended.entry());
            by.add(amended.by());
            at.add(amended.at().toString());
        }

        @Override
        public @Nullable Object[] arguments() {
            return new Object[] {
                positions.stream().mapToLong(Long::longValue).toArray(),
                entries.stream().mapToLong(Long::longValue).toArray(),
                by,
                at,
                table.toString(),
                table.toString(),
                table.campaign().toString(),
                table.toString()
            };
        }
    }

    @EventHandler
    void on(CorrectionProposed proposed, Told told) {
        notices.toCollectors(
                told,
                "correction-proposed",
                proposed.table(),
                proposed.department(),
                Map.of("entry", proposed.entry(), "reason", proposed.reason()),
                proposed.by(),
                proposed.at());
    }

    @EventHandler
    void on(CorrectionAccepted yes, Told told) {
        views.at(Views.PROGRESS, told).add(HOLD, yes.table().toString(), yes.entry(), told.position());
        notices.one(
                told,
                yes.teacher(),
                "correction-accepted",
                yes.table().campaign().toString(),
                yes.table().toString(),
                yes.department(),
                Map.of("entry", yes.entry()),
                yes.by(),
                yes.at());
    }

    @EventHandler
    void on(CorrectionRejected no, Told told) {
        notices.one(
                told,
                no.teacher(),
                "correction-rejected",
                no.table().campaign().toString(),
                no.table().toString(),
                no.department(),
                Map.of("entry", no.entry(), "reason", no.reason()),
                no.by(),
                no.at());
    }
}
