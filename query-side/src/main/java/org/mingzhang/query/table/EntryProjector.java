package org.mingzhang.query.table;

import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Event;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.table.EntryEvent.BatchClosed;
import org.mingzhang.events.table.EntryEvent.EntriesCarried;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.EntryEvent.EntryConfirmed;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.events.table.EntryEvent.Origin;
import org.mingzhang.events.table.EntryEvent.ValuesTidied;
import org.mingzhang.query.NewRows;
import org.mingzhang.query.PlainCells;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 采集表的内容: a version for every change of an entry. One statement an event, safe to be told twice. */
@Component
@ProcessingGroup(Views.TABLE)
public final class EntryProjector {

    private static final NewRows ADDED = NewRows.into(
            "entry_version",
            "table_key",
            "entry",
            "from_position",
            "department",
            "revision",
            "removed",
            "owner",
            "cells jsonb",
            "sealed jsonb",
            "changed",
            "event_id",
            "by_staff",
            "post",
            "at",
            "how",
            "reason",
            "batch",
            "batch_row");

    private static final String AMEND = """
            with before as (
                update entry_version set to_position = ?
                where table_key = ? and entry = ? and to_position is null and from_position < ?
                returning department, owner, cells, sealed)
            insert into entry_version (table_key, entry, from_position, department, revision, removed, owner, cells,
                sealed, changed, event_id, by_staff, post, at, how, reason, batch, batch_row)
            select ?, ?, ?, department, ?, ?, owner, jsonb_strip_nulls(cells || ?::jsonb),
                jsonb_strip_nulls(sealed || ?::jsonb), ?::text[], ?, ?, ?,
                ?::timestamptz, ?, ?, ?, ?::int
            from before
            on conflict do nothing""";

    private static final String BATCH = """
            insert into entry_batch (table_key, department, batch, position, how, added, amended, removed, file_name,
                file_sha256, prepared_by, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String CARRIED = """
            insert into entry_carried (table_key, entry, position, from_table, from_entry, from_revision)
            values (?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String RAW = """
            insert into entry_raw (table_key, entry, revision, position, raw, sealed)
            values (?, ?, ?, ?, ?::jsonb, jsonb_strip_nulls(?::jsonb))
            on conflict do nothing""";

    private static final String CONFIRM = """
            insert into entry_confirmation (table_key, entry, position, department, revision, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private final Views views;
    private final Unsealing unsealing;

    public EntryProjector(Views views, Unsealing unsealing) {
        this.views = views;
        this.unsealing = unsealing;
    }

    @EventHandler
    void on(EntriesCarried carried, Told told) {
        var batch = views.at(Views.TABLE, told);
        carried.entries()
                .forEach(each -> batch.add(
                        CARRIED,
                        carried.table().toString(),
                        each.entry(),
                        told.position(),
                        carried.from().toString(),
                        each.fromEntry(),
                        each.fromRevision()));
    }

    @EventHandler
    void on(ValuesTidied tidied, Told told) {
        var batch = views.at(Views.TABLE, told);
        tidied.entries()
                .forEach(each -> batch.add(
                        RAW,
                        tidied.table().toString(),
                        each.entry(),
                        each.revision(),
                        told.position(),
                        PlainCells.write(PlainCells.opened(each.raw(), told.event(), unsealing)),
                        PlainCells.keys(each.raw())));
    }

    @EventHandler
    void on(EntryAdded added, Told told) {
        views.add(Views.TABLE, told, ADDED, () -> {
            var cells = PlainCells.opened(added.cells(), told.event(), unsealing);
            return new Object[] {
                added.table().toString(),
                added.entry(),
                told.position(),
                added.department(),
                1,
                false,
                added.owner(),
                PlainCells.write(cells),
                PlainCells.sealedKeys(added.cells()),
                cells.keySet(),
                told.event(),
                added.by(),
                told.post(),
                added.at(),
                added.how(),
                "",
                batch(added.origin()),
                row(added.origin())
            };
        });
    }

    @EventHandler
    void on(EntryAmended amended, Told told) {
        views.at(Views.TABLE, told).add(AMEND, () -> {
            var cells = PlainCells.opened(amended.changes(), told.event(), unsealing);
            return new Object[] {
                told.position(),
                amended.table().toString(),
                amended.entry(),
                told.position(),
                amended.table().toString(),
                amended.entry(),
                told.position(),
                amended.revision(),
                false,
                PlainCells.write(cells),
                PlainCells.keys(amended.changes()),
                cells.keySet(),
                told.event(),
                amended.by(),
                told.post(),
                amended.at(),
                amended.how(),
                amended.reason(),
                batch(amended.origin()),
                row(amended.origin())
            };
        });
    }

    @EventHandler
    void on(EntryRemoved removed, Told told) {
        Map<String, CellValue> unchanged = Map.of();
        views.at(Views.TABLE, told)
                .add(
                        AMEND,
                        told.position(),
                        removed.table().toString(),
                        removed.entry(),
                        told.position(),
                        removed.table().toString(),
                        removed.entry(),
                        told.position(),
                        removed.revision(),
                        true,
                        PlainCells.write(unchanged),
                        PlainCells.keys(unchanged),
                        unchanged.keySet(),
                        told.event(),
                        removed.by(),
                        told.post(),
                        removed.at(),
                        removed.how(),
                        removed.reason(),
                        batch(removed.origin()),
                        row(removed.origin()));
    }

    @EventHandler
    void on(BatchClosed closed, Told told) {
        var source = closed.source();
        views.at(Views.TABLE, told)
                .add(
                        BATCH,
                        closed.table().toString(),
                        closed.department(),
                        closed.batch(),
                        told.position(),
                        closed.how(),
                        closed.added(),
                        closed.amended(),
                        closed.removed(),
                        source == null ? null : source.fileName(),
                        source == null ? null : source.sha256(),
                        source == null ? null : source.preparedBy(),
                        closed.by(),
                        closed.at());
    }

    @EventHandler
    void on(EntryConfirmed confirmed, Told told) {
        views.at(Views.TABLE, told)
                .add(
                        CONFIRM,
                        confirmed.table().toString(),
                        confirmed.entry(),
                        told.position(),
                        confirmed.department(),
                        confirmed.revision(),
                        confirmed.by(),
                        confirmed.at());
    }

    /** Everything else only moves the position on. */
    @EventHandler
    void on(Event other, Told told) {
        views.at(Views.TABLE, told);
    }

    private static @Nullable String batch(@Nullable Origin origin) {
        return origin == null ? null : origin.batch();
    }

    private static @Nullable Integer row(@Nullable Origin origin) {
        return origin == null ? null : origin.row();
    }
}
