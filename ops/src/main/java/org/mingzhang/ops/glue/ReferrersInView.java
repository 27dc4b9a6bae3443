package org.mingzhang.ops.glue;

import java.util.List;
import java.util.Set;
import org.mingzhang.command.table.Referrers;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.table.Referring;
import org.springframework.stereotype.Component;

/** 被引用: before an entry is removed the law asks the view who refers to it. */
@Component
final class ReferrersInView implements Referrers {

    private final Referring referring;

    ReferrersInView(Referring referring) {
        this.referring = referring;
    }

    @Override
    public List<Referrer> of(TableKey table, Set<Integer> entries) {
        return referring.to(table, entries).stream()
                .map(each -> new Referrer(
                        each.entry(),
                        each.table(),
                        each.tableName(),
                        each.department(),
                        each.departmentName(),
                        each.other(),
                        each.field()))
                .toList();
    }
}
