package org.mingzhang.query.table;

import java.security.Principal;
import java.util.List;
import org.mingzhang.events.TableKey;

/** 查看留痕: whoever is shown sensitive values in full is on record before they are shown. */
@FunctionalInterface
public interface ReadRecords {

    /**
     * Records, durably, that values are about to be shown.
     *
     * @param reader who reads
     * @param department the share they stand in
     * @param entries numbers of the entries
     * @param fields names of the sensitive fields
     * @param purpose the reader's words
     */
    void record(
            Principal reader,
            TableKey table,
            String department,
            List<Integer> entries,
            List<String> fields,
            String purpose);
}
