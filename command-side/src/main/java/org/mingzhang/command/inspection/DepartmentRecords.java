package org.mingzhang.command.inspection;

import org.mingzhang.events.CampaignKey;

/** 部门完成情况: facts of the ledger from which a department is rated. Answered by the side that reads. */
@FunctionalInterface
public interface DepartmentRecords {

    /**
     * What stands in the ledger of a department's shares.
     *
     * @param shares how many it had
     * @param late how many of them let a date pass
     * @param returned how many of them were sent back or opened again
     */
    record Facts(int shares, int late, int returned) {

        /** Percent of shares in time, rounded down. */
        int timeliness() {
            return shares == 0 ? 0 : 100 * (shares - late) / shares;
        }

        /** Percent of shares that were right the first time, rounded down. */
        int quality() {
            return shares == 0 ? 0 : 100 * (shares - returned) / shares;
        }
    }

    Facts of(CampaignKey campaign, String department);
}
