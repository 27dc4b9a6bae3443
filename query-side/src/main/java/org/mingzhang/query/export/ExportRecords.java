package org.mingzhang.query.export;

import java.security.Principal;
import org.mingzhang.events.CampaignKey;

/** 导出留痕: a file with data is on record before it leaves the house. */
@FunctionalInterface
public interface ExportRecords {

    /**
     * Records, durably, that a file is about to be handed out.
     *
     * @param reader who gets it
     * @param college ministry code of the college
     * @param what kind of file: {@code entries}, {@code evidence}, {@code print}, {@code sign-off}, {@code trail},
     *     {@code year-difference}
     * @param target what it holds: the table, the share if it is one share's, and the ledger position
     * @param sha256 digest of its bytes
     */
    void record(Principal reader, String college, String what, String target, String sha256);

    /** The same, of a file with data of one campaign. */
    default void record(Principal reader, CampaignKey campaign, String what, String target, String sha256) {
        record(reader, campaign.college(), what, target, sha256);
    }
}
