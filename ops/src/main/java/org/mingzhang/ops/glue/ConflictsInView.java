package org.mingzhang.ops.glue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Positions;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.Conflicts;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.mingzhang.query.table.Rivals;
import org.springframework.stereotype.Component;

/** 冲突说明: the law knows that two people changed a cell, the view knows what they wrote. */
@Component
class ConflictsInView implements Conflicts {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Rivals rivals;
    private final Positions positions;
    private final ViewPositions views;

    ConflictsInView(Rivals rivals, Positions positions, ViewPositions views) {
        this.rivals = rivals;
        this.positions = positions;
        this.views = views;
    }

    /** A view that is behind may miss the newest value; the refusal stands all the same. */
    @Override
    public List<Conflict> of(TableKey table, List<Change> changes, List<Refusal.Cell> cells) {
        views.await(List.of(Views.TABLE), positions.head(), PATIENCE);
        var conflicts = new ArrayList<Conflict>();
        for (var change : changes) {
            var entry = change.entry();
            var seen = change.ifRevision();
            if (entry != null && seen != null) {
                for (var cell : cells) {
                    add(conflicts, table, change, entry, seen, cell.field());
                }
            }
        }
        return conflicts;
    }

    private void add(
            List<Conflict> conflicts, TableKey table, Change change, int entry, int seen, @Nullable String field) {
        if (field == null || (!change.values().isEmpty() && !change.values().containsKey(field))) {
            return;
        }
        rivals.of(table, entry, field, seen)
                .filter(rival -> rival.revision() > seen)
                .ifPresent(rival -> conflicts.add(new Conflict(
                        entry,
                        field,
                        rival.base(),
                        written(change.values().get(field)),
                        rival.theirs(),
                        rival.by(),
                        rival.at(),
                        rival.revision())));
    }

    /** What the person wants, as it came. */
    private static @Nullable Object written(@Nullable CellValue value) {
        if (value instanceof CellValue.Text text) {
            return text.text();
        }
        if (value instanceof CellValue.Whole whole) {
            return whole.number();
        }
        return value instanceof CellValue.Flag flag ? flag.yes() : null;
    }
}
