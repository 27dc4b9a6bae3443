package org.mingzhang.query.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mingzhang.events.EventJson;

/**
 * 校验报告: everything one run found. The same content at the same position gives the same report, byte for byte.
 *
 * @param v version of this form, 1
 * @param campaign college and year
 * @param edition catalogue edition
 * @param version the edition's state of work
 * @param position ledger position at which everything was read
 * @param contentHash digest over every table's content
 * @param entries how many entries were looked at
 * @param rules how many rules ran
 * @param skipped rules that did not, with the reason
 * @param counts how often each rule failed, share by share; exact also where not every finding is listed
 * @param findings by table, rule, department and entry; at most {@value Findings#MOST} for one rule in one share
 */
public record CheckReport(
        int v,
        String campaign,
        String edition,
        String version,
        long position,
        String contentHash,
        int entries,
        int rules,
        List<Skipped> skipped,
        List<Count> counts,
        List<Finding> findings) {

    public CheckReport {
        skipped = List.copyOf(skipped);
        counts = List.copyOf(counts);
        findings = List.copyOf(findings);
    }

    /**
     * A rule that did not run.
     *
     * @param reason stable code: {@code no-last-year}
     * @param zh the reason in Chinese
     */
    public record Skipped(String rule, String reason, String zh) {}

    /**
     * How often a rule failed in a share.
     *
     * @param department code of the department; empty for a rule over the whole table
     */
    public record Count(String rule, boolean error, String table, String department, int failed) {}

    /** Failed error rules. */
    public int errors() {
        return counts.stream().filter(Count::error).mapToInt(Count::failed).sum();
    }

    /** Failed warnings. */
    public int warnings() {
        return counts.stream()
                .filter(count -> !count.error())
                .mapToInt(Count::failed)
                .sum();
    }

    /** Canonical JSON, which the report's digest is over. */
    public byte[] bytes() {
        return EventJson.mapper().writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    }

    static CheckReport read(byte[] bytes) {
        return EventJson.mapper().readValue(bytes, CheckReport.class);
    }
}
