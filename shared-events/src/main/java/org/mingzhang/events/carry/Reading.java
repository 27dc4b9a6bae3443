package org.mingzhang.events.carry;

import java.util.Set;
import java.util.TreeSet;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.rule.Expr;
import org.mingzhang.events.rule.Parts;

/** What a rule reads, cell by cell. */
final class Reading {

    private Reading() {}

    /** The fields a rule reads, as {@code table.field}. */
    static Set<String> by(Rule rule) {
        var read = new TreeSet<String>();
        Parts.of(rule.check().tree()).forEach(part -> note(part, read));
        return read;
    }

    private static void note(Expr part, Set<String> read) {
        if (part instanceof Expr.Cell cell) {
            read.add(cell.table() + "." + cell.field());
        } else if (part instanceof Expr.LastYearCell cell) {
            read.add(cell.table() + "." + cell.field());
        } else if (part instanceof Expr.Aggregate aggregate) {
            aggregate.field().ifPresent(field -> read.add(aggregate.table() + "." + field));
        } else if (part instanceof Expr.Lookup lookup) {
            read.add(lookup.table() + "." + lookup.field());
            read.add(lookup.table() + "." + lookup.key());
        } else if (part instanceof Expr.AllListed listed) {
            read.add(listed.table() + "." + listed.field());
        }
    }
}
