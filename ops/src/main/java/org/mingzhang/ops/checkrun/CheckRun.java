package org.mingzhang.ops.checkrun;

import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.events.CampaignKey;

/**
 * 一次校验, as far as it is.
 *
 * @param id idempotency key of the request that asked for it
 * @param position ledger position at which it reads
 * @param done tables that are done
 * @param total tables in all; 0 until they are read
 * @param table table that was done last; null before the first
 * @param refusal why it was not recorded; null unless it failed
 */
record CheckRun(
        String id,
        CampaignKey campaign,
        boolean trial,
        long position,
        State state,
        int done,
        int total,
        @Nullable String table,
        @Nullable Refusal refusal) {

    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    static CheckRun begun(String id, CampaignKey campaign, boolean trial, long position) {
        return new CheckRun(id, campaign, trial, position, State.RUNNING, 0, 0, null, null);
    }

    CheckRun step(int tablesDone, int tables, String lastTable) {
        return new CheckRun(id, campaign, trial, position, State.RUNNING, tablesDone, tables, lastTable, null);
    }

    CheckRun recorded() {
        return new CheckRun(id, campaign, trial, position, State.DONE, total, total, table, null);
    }

    CheckRun failed(Refusal why) {
        return new CheckRun(id, campaign, trial, position, State.FAILED, done, total, table, why);
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }
}
