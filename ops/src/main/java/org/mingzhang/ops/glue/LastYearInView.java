package org.mingzhang.ops.glue;

import java.util.List;
import org.mingzhang.command.carry.LastYear;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.carry.Before;
import org.mingzhang.query.carry.Approved;
import org.springframework.stereotype.Component;

/** 上年数据: the law carries over what the view shows as approved. */
@Component
final class LastYearInView implements LastYear {

    private final Approved approved;

    LastYearInView(Approved approved) {
        this.approved = approved;
    }

    @Override
    public List<Before> approved(TableKey table, String department) {
        return approved.entries(table, department);
    }

    @Override
    public List<Before> standing(TableKey table) {
        return approved.standing(table);
    }
}
