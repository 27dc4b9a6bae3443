package org.mingzhang.query.carry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.carry.Before;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.table.Entries;
import org.springframework.stereotype.Component;

/** 审核通过的数据: the entries of a share that is approved, and whatever stands in a table. */
@Component
public final class Approved {

    private final Shares shares;
    private final Entries entries;
    private final Organisation organisation;
    private final Reads reads;

    Approved(Shares shares, Entries entries, Organisation organisation, Reads reads) {
        this.shares = shares;
        this.entries = entries;
        this.organisation = organisation;
        this.reads = reads;
    }

    /** The entries of the shares that a department answers for now, plain; of each none unless it is approved. */
    public List<Before> entries(TableKey table, String department) {
        return approved(table, organisation.withPredecessors(department)::contains);
    }

    /** The entries of every share of a table that is approved, plain. */
    public List<Before> entries(TableKey table) {
        return approved(table, department -> true);
    }

    private List<Before> approved(TableKey table, Predicate<String> departments) {
        long position = reads.everything(Views.TABLE, Views.PROGRESS);
        return shares.of(table).stream()
                .filter(share ->
                        departments.test(share.department()) && share.stage().isSettled())
                .flatMap(share -> read(table, share.department(), position).stream())
                .toList();
    }

    /** Every entry that stands in a table, plain. */
    public List<Before> standing(TableKey table) {
        return read(table, null, reads.everything(Views.TABLE));
    }

    private List<Before> read(TableKey table, @Nullable String department, long position) {
        var found = new ArrayList<Before>();
        entries.each(
                table,
                department,
                position,
                entry -> found.add(
                        new Before(entry.id(), entry.revision(), entry.department(), entry.owner(), entry.cells())));
        return found;
    }
}
