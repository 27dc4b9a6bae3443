package org.mingzhang.command.table;

import java.util.stream.Collectors;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.springframework.stereotype.Component;

/** 删除: before entries are removed it is asked who refers to them; the law then refuses with the list. */
@Component
public class Removals {

    private final Referrers referrers;

    Removals(Referrers referrers) {
        this.referrers = referrers;
    }

    /** The same changes with who refers to what they remove. */
    public ChangeEntries lookedAt(ChangeEntries command) {
        var removed = command.changes().stream()
                .filter(change -> change.op() == Op.REMOVE && change.entry() != null)
                .map(Change::entry)
                .collect(Collectors.toSet());
        return removed.isEmpty() ? command : command.referredToBy(referrers.of(command.table(), removed));
    }
}
