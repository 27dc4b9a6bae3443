package org.mingzhang.query.notice;

import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.mingzhang.events.table.CorrectionEvent.CorrectionAccepted;
import org.mingzhang.events.table.CorrectionEvent.CorrectionProposed;
import org.mingzhang.events.table.CorrectionEvent.CorrectionRejected;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.EntryEvent.EntryConfirmed;
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

    /** The first change by somebody else after a confirmation is told; those that follow before the next one are not. */
    private static final String FALL = """
            with fell as (
                update confirmed_teacher set fallen = true, position = ?
                where table_key = ? and entry = ? and not fallen and position < ?
                returning teacher, department)
            """ + NoticeProjector.telling("""
            select fell.teacher, ?, 'confirmation-fell', ?, ?, fell.department, jsonb_build_object('entry', ?::int), ?, ?
            from fell where fell.teacher <> ?""");

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
        var table = amended.table().toString();
        views.at(Views.PROGRESS, told)
                .add(
                        FALL,
                        told.position(),
                        table,
                        amended.entry(),
                        told.position(),
                        told.position(),
                        amended.table().campaign().toString(),
                        table,
                        amended.entry(),
                        amended.by(),
                        amended.at(),
                        amended.by());
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
