package org.mingzhang.query.table;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Privacy;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.org.Role;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Reader;
import org.mingzhang.query.progress.Share;
import org.mingzhang.query.progress.Visibility;

/** What one reader sees of one table's entries: which of them, and how much of their personal values. */
final class Sight {

    private final Reader reader;
    private final Table table;
    private final Map<String, Visibility> shares = new HashMap<>();

    /** @throws Unanswerable {@code not-visible} if the reader sees no entry of the table */
    Sight(Reader reader, Table table, Collection<Share> shares) {
        this.reader = reader;
        this.table = table;
        shares.forEach(share -> this.shares.put(share.department(), Visibility.of(reader, share)));
        if (!reader.seesAllCells() && this.shares.values().stream().noneMatch(Visibility::anyCells)) {
            throw new Unanswerable(Why.NOT_VISIBLE);
        }
    }

    Table table() {
        return table;
    }

    Reader reader() {
        return reader;
    }

    /** The shares all of whose entries the reader sees; null for all. */
    @Nullable
    Collection<String> departments() {
        return reader.seesAllCells()
                ? null
                : shares.entrySet().stream()
                        .filter(share -> share.getValue().cells())
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** One share, as asked for. */
    Collection<String> only(String department) {
        var share = shares.get(department);
        if (share == null || !share.anyCells()) {
            throw new Unanswerable(Why.NOT_VISIBLE);
        }
        return share.cells() ? List.of(department) : List.of();
    }

    boolean sees(Entry entry) {
        return sees(entry.department(), entry.owner());
    }

    boolean sees(String department, @Nullable String owner) {
        var share = shares.get(department);
        return reader.seesAllCells() || reader.staffNo().equals(owner) || (share != null && share.cells());
    }

    /** How much of an entry's personal values the reader sees without giving a purpose. */
    Mask mask(String department, @Nullable String owner) {
        var share = shares.get(department);
        var inside = reader.is(Role.OFFICE) || reader.staffNo().equals(owner) || (share != null && share.personal());
        return inside ? Mask.INSIDE : Mask.OUTSIDE;
    }

    boolean mayUnmask(Entry entry) {
        var share = shares.get(entry.department());
        return reader.staffNo().equals(entry.owner()) || (share != null && share.mayUnmask());
    }

    /** Whether what stands in a field is before the reader in full, in every entry that he or she sees. */
    boolean seesInFull(Field field) {
        return field.privacy() == Privacy.NONE
                || (field.privacy() == Privacy.PERSONAL
                        && (reader.is(Role.OFFICE)
                                || (!reader.seesAllCells()
                                        && shares.values().stream()
                                                .filter(Visibility::anyCells)
                                                .allMatch(Visibility::personal))));
    }

    List<String> sensitiveFields() {
        return table.fields().stream()
                .filter(field -> field.privacy() == Privacy.SENSITIVE)
                .map(Field::name)
                .toList();
    }

    /** An entry's values in the order of the form, null for blank. */
    EntryShown show(Entry entry, Mask mask) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : table.fields()) {
            values.put(field.name(), mask.show(field, entry.cells().get(field.name())));
        }
        var masked = table.fields().stream()
                .filter(field -> mask.hides(field) && entry.cells().containsKey(field.name()))
                .map(Field::name)
                .toList();
        return new EntryShown(entry.id(), entry.department(), entry.revision(), entry.owner(), values, masked);
    }

    EntryShown show(Entry entry) {
        return show(entry, mask(entry.department(), entry.owner()));
    }
}
