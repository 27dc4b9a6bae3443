package org.mingzhang.command.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;

/** What the view computes about a share before it is submitted; answered outside this side and checked by it. */
public interface ShareReports {

    /**
     * A share's content and faults at one ledger position.
     *
     * @param position where in the ledger it was read
     * @param revision how many changes of data the share had seen there; the law refuses a report on anything but the newest
     * @param entries entries standing in the share
     * @param contentHash {@code sha256:} and 64 hexadecimal digits, by the written recipe
     * @param errors what must be corrected: required cells, failed error rules, references to nothing
     * @param warnings what must be corrected or explained
     */
    record ShareReport(
            long position, int revision, int entries, String contentHash, List<Fault> errors, List<Fault> warnings) {}

    /**
     * One failed rule.
     *
     * @param rule rule id of the catalogue, or {@code required}, {@code reference}
     * @param entry number of the entry; null for a rule over the whole share
     * @param field field name; null if several
     */
    record Fault(
            String rule, @Nullable Integer entry, @Nullable String field, String zh, String en) {}

    /** The report on a share with everything that was committed before the call. */
    ShareReport report(TableKey table, String department);
}
