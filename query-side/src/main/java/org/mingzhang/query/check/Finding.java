package org.mingzhang.query.check;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.campaign.FindingId;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.table.ShareEvent.Explanation;

/**
 * 校验异常数据: one rule that failed in one place. Personal values in its words are masked.
 *
 * @param number within the run, from 1
 * @param rule id of the catalogue's rule, or {@code required}, {@code reference}, {@code duplicate-key}
 * @param table table number
 * @param department code of the department in whose share it is; null for a rule over the whole table
 * @param entry number of the entry; null for a rule over the whole table
 * @param fields names of the fields it is about
 * @param message in Chinese
 * @param english in English; null where the catalogue has none
 * @param cause who last wrote what it is about; null for a rule over the whole table
 */
public record Finding(
        int number,
        String rule,
        Rule.Severity severity,
        String table,
        @Nullable String department,
        @Nullable Integer entry,
        List<String> fields,
        String message,
        @Nullable String english,
        @Nullable Cause cause) {

    public Finding {
        fields = List.copyOf(fields);
    }

    /** The same in every run that finds it. */
    public String id() {
        return FindingId.of(rule, table, department, entry);
    }

    /** Whether these words of a department are about it. */
    boolean isExplainedBy(Explanation said) {
        return said.rule().equals(rule) && (said.entry() == null || said.entry().equals(entry));
    }

    Finding numbered(int among) {
        return new Finding(among, rule, severity, table, department, entry, fields, message, english, cause);
    }

    Finding causedBy(@Nullable Cause known) {
        return new Finding(number, rule, severity, table, department, entry, fields, message, english, known);
    }

    /**
     * The event that last wrote one of its cells.
     *
     * @param event id
     * @param position its ledger position
     * @param by staff number of who acted
     * @param post the person's post then
     * @param how typed, pasted, imported …
     */
    public record Cause(String event, long position, String by, String post, Instant at, String how) {}
}
