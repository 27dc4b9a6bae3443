package org.mingzhang.ops.tool.retention;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * 保存天数, as the college decides them.
 *
 * @param personal personal values of a campaign, after it was submitted: due for a decision, never removed by themselves
 * @param imports files as they were uploaded; the ledger keeps their digests and all their rows
 * @param packages packed snapshots, which are made again to the byte when somebody wants them
 * @param receipts answers to requests, by which a repeated request is known
 * @param backups on this machine; the newest stays however old it is
 */
@ConfigurationProperties("mingzhang.keep")
record KeptFor(
        @DefaultValue("1825") int personal,
        @DefaultValue("180") int imports,
        @DefaultValue("365") int packages,
        @DefaultValue("400") int receipts,
        @DefaultValue("30") int backups) {}
