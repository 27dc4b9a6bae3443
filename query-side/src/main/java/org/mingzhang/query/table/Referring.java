package org.mingzhang.query.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.springframework.stereotype.Component;

/** 被引用: which entries of the campaign name what stands in an entry. */
@Component
public final class Referring {

    private final Entries entries;
    private final Tables tables;
    private final Organisation organisation;
    private final Reads reads;

    Referring(Entries entries, Tables tables, Organisation organisation, Reads reads) {
        this.entries = entries;
        this.tables = tables;
        this.organisation = organisation;
        this.reads = reads;
    }

    /**
     * One entry that refers to another.
     *
     * @param entry the entry referred to
     * @param table code of the table that refers to it
     * @param other number of the entry there
     * @param field title of its field
     */
    public record Referrer(
            int entry,
            String table,
            String tableName,
            String department,
            String departmentName,
            int other,
            String field) {}

    /** Everything that would point to nothing without these entries, with everything committed before the question. */
    public List<Referrer> to(TableKey key, Set<Integer> removed) {
        long position = reads.everything(Views.TABLE);
        var catalogue = tables.catalogue(key);
        var table = catalogue.table(key.code()).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var names = organisation.departmentNames();
        var found = new ArrayList<Referrer>();
        for (var other : catalogue.tables()) {
            for (var field : other.fields()) {
                var reference = field.reference();
                if (reference == null || !reference.table().equals(table.name())) {
                    continue;
                }
                var there = key.campaign().table(other.code());
                entries.uses(key, removed, position, reference.field(), there, field.name())
                        .forEach(use -> found.add(new Referrer(
                                use.entry(),
                                other.code(),
                                other.zh(),
                                use.department(),
                                names.getOrDefault(use.department(), use.department()),
                                use.other(),
                                field.zh())));
            }
        }
        return found;
    }
}
