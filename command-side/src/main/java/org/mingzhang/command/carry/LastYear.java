package org.mingzhang.command.carry;

import java.util.List;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.carry.Before;

/** 上年数据, asked of the view, plain. What it tells never leaves the house plain. */
public interface LastYear {

    /** The entries of a share as they were approved; none if it is not approved. */
    List<Before> approved(TableKey table, String department);

    /** All entries that stand in a table now. */
    List<Before> standing(TableKey table);
}
