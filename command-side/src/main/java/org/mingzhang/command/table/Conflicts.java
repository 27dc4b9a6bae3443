package org.mingzhang.command.table;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.events.TableKey;

/** What the view knows about cells that two people changed: shown to the second, who then chooses. */
public interface Conflicts {

    /**
     * One cell in conflict. Values as they are written in JSON; null for an empty cell.
     *
     * @param base what the person saw
     * @param mine what the person wants
     * @param theirs what stands there now
     * @param by staff number of the one who wrote it
     * @param at when
     * @param revision revision of the entry now, to be named in the next attempt
     */
    record Conflict(
            int entry,
            String field,
            @Nullable Object base,
            @Nullable Object mine,
            @Nullable Object theirs,
            String by,
            Instant at,
            int revision) {}

    /** The conflicts behind a refusal, in its order. */
    List<Conflict> of(TableKey table, List<ChangeEntries.Change> changes, List<Refusal.Cell> cells);
}
