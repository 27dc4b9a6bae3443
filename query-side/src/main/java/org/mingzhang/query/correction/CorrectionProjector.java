package org.mingzhang.query.correction;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.table.CorrectionEvent.CorrectionAccepted;
import org.mingzhang.events.table.CorrectionEvent.CorrectionProposed;
import org.mingzhang.events.table.CorrectionEvent.CorrectionRejected;
import org.mingzhang.events.table.CorrectionEvent.CorrectionWithdrawn;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.query.PlainCells;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 提出更正: a row a proposal, with what became of it. */
@Component
@ProcessingGroup(Views.TABLE)
public final class CorrectionProjector {

    private static final String PROPOSE = """
            insert into correction (table_key, correction, position, department, entry, revision, changes, sealed,
                reason, evidence, by_staff, at, state)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, jsonb_strip_nulls(?::jsonb), ?, ?, ?, ?, 'OPEN')
            on conflict do nothing""";

    private static final String DECIDE = """
            update correction set state = ?, decided_position = ?, decided_revision = ?::int, decided_by = ?,
                decided_at = ?, decided_reason = ?
            where table_key = ? and correction = ? and state = 'OPEN'""";

    private static final String FORGET = """
            update correction set state = 'GONE', decided_position = ?, decided_by = ?, decided_at = ?
            where table_key = ? and entry = ? and state = 'OPEN'""";

    private final Views views;
    private final Unsealing unsealing;

    public CorrectionProjector(Views views, Unsealing unsealing) {
        this.views = views;
        this.unsealing = unsealing;
    }

    @EventHandler
    void on(CorrectionProposed proposed, Told told) {
        views.at(Views.TABLE, told)
                .add(
                        PROPOSE,
                        proposed.table().toString(),
                        proposed.correction(),
                        told.position(),
                        proposed.department(),
                        proposed.entry(),
                        proposed.revision(),
                        PlainCells.write(PlainCells.opened(proposed.changes(), told.event(), unsealing)),
                        PlainCells.keys(proposed.changes()),
                        proposed.reason(),
                        proposed.evidence(),
                        proposed.by(),
                        proposed.at());
    }

    @EventHandler
    void on(CorrectionAccepted yes, Told told) {
        decide(told, "ACCEPTED", yes.revision(), yes.table(), yes.correction(), yes.by(), yes.at(), null);
    }

    @EventHandler
    void on(CorrectionRejected no, Told told) {
        decide(told, "REJECTED", null, no.table(), no.correction(), no.by(), no.at(), no.reason());
    }

    @EventHandler
    void on(CorrectionWithdrawn back, Told told) {
        decide(told, "WITHDRAWN", null, back.table(), back.correction(), back.by(), back.at(), null);
    }

    @EventHandler
    void on(EntryRemoved removed, Told told) {
        views.at(Views.TABLE, told)
                .add(
                        FORGET,
                        told.position(),
                        removed.by(),
                        removed.at(),
                        removed.table().toString(),
                        removed.entry());
    }

    private void decide(
            Told told,
            String state,
            @Nullable Integer revision,
            TableKey table,
            String correction,
            String by,
            Instant at,
            @Nullable String reason) {
        views.at(Views.TABLE, told)
                .add(DECIDE, state, told.position(), revision, by, at, reason, table.toString(), correction);
    }
}
