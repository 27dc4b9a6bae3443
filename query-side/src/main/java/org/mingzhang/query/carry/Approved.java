package org.mingzhang.query.carry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.carry.Before;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.progress.Share;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.table.Entries;
import org.springframework.stereotype.Component;

/** 审核通过的数据: the entries of a share that is approved, and whatever stands in a table. */
@Component
public final class Approved {

    private final Shares shares;
    private final Entries entries;
    private final Reads reads;

    Approved(Shares shares, Entries entries, Reads reads) {
        this.shares = shares;
        this.entries = entries;
        this.reads = reads;
    }

    /** The entries of a share, plain; none unless it is approved. */
    public List<Before> entries(TableKey table, String department) {
        long position = reads.everything(Views.TABLE, Views.PROGRESS);
        var approved = shares.of(table).stream()
                .anyMatch(share -> share.department().equals(department) && share.stage() == Share.Stage.APPROVED);
        return approved ? read(table, department, position) : List.of();
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
