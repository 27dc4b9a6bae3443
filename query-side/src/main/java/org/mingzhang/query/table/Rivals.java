package org.mingzhang.query.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.query.table.Entries.Version;
import org.springframework.stereotype.Component;

/** 冲突双方: what stood in a cell when somebody last looked, and what another person has written there since. */
@Component
public final class Rivals {

    private final Entries entries;
    private final Tables tables;

    Rivals(Entries entries, Tables tables) {
        this.entries = entries;
        this.tables = tables;
    }

    /**
     * A cell that two people changed. Values as JSON carries them, sensitive ones in part.
     *
     * @param base what stood there at the revision that was seen
     * @param theirs what stands there now
     * @param by staff number of the one who wrote it
     * @param revision revision of the entry now
     */
    public record Rival(@Nullable Object base, @Nullable Object theirs, String by, Instant at, int revision) {}

    /**
     * What is known of a cell in conflict; empty if the view does not know the entry or the form does not know the field.
     *
     * @param seen revision that the second person saw
     */
    public Optional<Rival> of(TableKey table, int entry, String field, int seen) {
        return tables.catalogue(table)
                .table(table.code())
                .flatMap(form -> form.field(field))
                .flatMap(found -> between(found, entries.versions(table, entry, Long.MAX_VALUE), seen));
    }

    private static Optional<Rival> between(Field field, List<Version> versions, int seen) {
        var base =
                versions.stream().filter(version -> version.revision() <= seen).reduce((earlier, later) -> later);
        var newest = versions.stream().reduce((earlier, later) -> later);
        var theirs = versions.stream()
                .filter(version -> version.changed().contains(field.name()))
                .reduce((earlier, later) -> later)
                .or(() -> newest);
        return newest.flatMap(now -> theirs.map(version -> new Rival(
                base.map(then -> shown(field, then)).orElse(null),
                shown(field, now),
                version.by(),
                version.at(),
                now.revision())));
    }

    private static @Nullable Object shown(Field field, Version version) {
        return Mask.INSIDE.show(field, version.cells().get(field.name()));
    }
}
