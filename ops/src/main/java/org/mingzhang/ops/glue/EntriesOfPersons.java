package org.mingzhang.ops.glue;

import java.util.Collection;
import java.util.LinkedHashSet;
import org.mingzhang.command.erasure.PersonalEntries;
import org.mingzhang.query.erasure.Holding;
import org.springframework.stereotype.Component;

/** 涉及的记录: before values are erased the law asks the view where they lie. */
@Component
final class EntriesOfPersons implements PersonalEntries {

    private final Holding holding;

    EntriesOfPersons(Holding holding) {
        this.holding = holding;
    }

    @Override
    public Found of(Collection<String> keys) {
        var entries = new LinkedHashSet<At>();
        var standing = new LinkedHashSet<At>();
        var evidence = new LinkedHashSet<String>();
        for (var each : holding.entries(keys)) {
            var at = new At(each.table(), each.entry());
            entries.add(at);
            if (each.stands()) {
                standing.add(at);
            }
            evidence.addAll(holding.evidence(each.table(), each.entry()));
        }
        return new Found(entries, standing, evidence);
    }
}
