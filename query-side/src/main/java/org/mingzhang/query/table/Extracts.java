package org.mingzhang.query.table;

import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Shares;
import org.springframework.stereotype.Component;

/** 读者所见的记录: a table's entries, exactly as one reader may see them, for files that leave the house. */
@Component
public final class Extracts {

    private final Tables tables;
    private final Entries entries;
    private final Shares shares;
    private final Organisation organisation;
    private final ReadRecords records;
    private final ComputedEntries computed;

    Extracts(
            Tables tables,
            Entries entries,
            Shares shares,
            Organisation organisation,
            ReadRecords records,
            ComputedEntries computed) {
        this.tables = tables;
        this.computed = computed;
        this.entries = entries;
        this.shares = shares;
        this.organisation = organisation;
        this.records = records;
    }

    /**
     * What a reader sees of a table.
     *
     * @param department one share; null for every share the reader sees
     * @throws Unanswerable {@code not-visible} if that is nothing
     */
    public Extract of(Principal reader, int year, String code, @Nullable String department) {
        var table = tables.key(year, code);
        var sight = tables.sight(reader, table);
        var whole = department == null ? sight.departments() : sight.only(department);
        return new Extract(reader, table, sight, department, whole);
    }

    /**
     * One cell before and after, as JSON carries values; null for blank.
     *
     * @param zh the field's title
     */
    public record CellChange(
            String field,
            String zh,
            @Nullable Object from,
            @Nullable Object to) {}

    /** One table, or one share of it, before one reader's eyes. */
    public final class Extract {

        private final Principal reader;
        private final TableKey key;
        private final Sight sight;
        private final @Nullable String department;
        private final @Nullable Collection<String> whole;

        private Extract(
                Principal reader,
                TableKey key,
                Sight sight,
                @Nullable String department,
                @Nullable Collection<String> whole) {
            this.reader = reader;
            this.key = key;
            this.sight = sight;
            this.department = department;
            this.whole = whole;
        }

        public TableKey key() {
            return key;
        }

        public Table table() {
            return sight.table();
        }

        public Catalogue catalogue() {
            return tables.catalogue(key);
        }

        /** The departments whose entries may be in it, with their names. */
        public Map<String, String> departments() {
            var names = organisation.departmentNames();
            var named = new LinkedHashMap<String, String>();
            for (var share : shares.of(key)) {
                var code = share.department();
                if (department == null ? whole == null || whole.contains(code) : department.equals(code)) {
                    named.put(code, names.getOrDefault(code, code));
                }
            }
            return named;
        }

        /** Whether the reader would see such an entry. */
        public boolean sees(Entry entry) {
            return sight.sees(entry);
        }

        /** An entry's values in the order of the form, as the reader would see them; null for blank. */
        public Map<String, @Nullable Object> shown(Entry entry) {
            return sight.show(entry).values();
        }

        /**
         * The cells that differ between two states of an entry, in the order of the form, as the reader may see them.
         *
         * @param fields those that are compared
         */
        public List<CellChange> changed(Entry stands, Collection<String> fields, Map<String, CellValue> from) {
            var mask = sight.mask(stands.department(), stands.owner());
            return Changes.of(table(), mask, fields, from, stands.cells()).stream()
                    .map(change -> new CellChange(change.field(), change.zh(), change.from(), change.to()))
                    .toList();
        }

        /** Whether it holds every entry of one share. */
        public boolean isWholeShare() {
            return department != null && whole != null && whole.contains(department);
        }

        /** The entries that stood at a position, by number; what the reader may not see is covered. */
        public void each(long position, Consumer<Entry> told) {
            if (table().kind() == Table.Kind.COMPUTED) {
                computed.of(key, position)
                        .entries()
                        .forEach(entry -> told.accept(covered(entry, sight.mask("", null))));
                return;
            }
            entries.each(key, department, position, entry -> {
                if (sight.sees(entry)) {
                    told.accept(covered(entry, sight.mask(entry.department(), entry.owner())));
                }
            });
        }

        /** The same with sensitive values in full, once it is on record that they are being read. */
        public void eachUnmasked(long position, String purpose, Consumer<Entry> told) {
            var read = new TreeMap<String, List<Integer>>();
            entries.each(key, department, position, entry -> {
                if (sight.sees(entry) && sight.mayUnmask(entry)) {
                    read.computeIfAbsent(entry.department(), share -> new ArrayList<>())
                            .add(entry.id());
                }
            });
            if (read.isEmpty()) {
                throw new Unanswerable(Why.UNMASK_NOT_ALLOWED);
            }
            read.forEach((share, ids) -> records.record(reader, key, share, ids, sight.sensitiveFields(), purpose));
            entries.each(key, department, position, entry -> {
                if (sight.sees(entry)) {
                    told.accept(
                            sight.mayUnmask(entry)
                                    ? entry
                                    : covered(entry, sight.mask(entry.department(), entry.owner())));
                }
            });
        }

        /**
         * The same, each entry plain and as the reader sees it, to compare a file that comes back with; the plain one is for
         * comparing only. Entries that the reader does not see are told plain and wholly covered.
         */
        public void eachTwice(long position, BiConsumer<Entry, Entry> told) {
            entries.each(
                    key,
                    department,
                    position,
                    entry -> told.accept(entry, covered(entry, sight.mask(entry.department(), entry.owner()))));
        }

        private Entry covered(Entry entry, Mask mask) {
            var cells = new TreeMap<String, CellValue>(entry.cells());
            for (var field : table().fields()) {
                var value = cells.get(field.name());
                if (mask.hides(field) && value != null && !(value instanceof CellValue.Erased)) {
                    cells.put(field.name(), CellValue.text(String.valueOf(mask.show(field, value))));
                }
            }
            return new Entry(entry.id(), entry.department(), entry.revision(), entry.owner(), cells);
        }
    }
}
