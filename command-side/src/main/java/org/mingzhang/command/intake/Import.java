package org.mingzhang.command.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.events.TableKey;

/**
 * 一次导入, as far as it is. What is told never goes back: running, then done or refused.
 *
 * @param id idempotency key of the request that asked for it
 * @param by staff number of who asked
 * @param bodySha256 digest of the request
 * @param table null if only the receipt is left of it
 * @param onBehalf whether the office imports what a department prepared
 * @param total how many rows
 * @param entries numbers of the entries made, in the order of the rows; empty until done
 * @param position ledger position of the last event; 0 until done
 * @param refusal why nothing was stored; null unless refused
 */
record Import(
        String id,
        String by,
        String bodySha256,
        @Nullable TableKey table,
        @Nullable String department,
        boolean onBehalf,
        int total,
        State state,
        List<Integer> entries,
        long position,
        @Nullable Refusal refusal) {

    enum State {
        /** A file was looked at and nothing written. */
        PREVIEWED,
        RUNNING,
        DONE,
        REFUSED
    }

    static Import running(
            String id, String by, String bodySha256, TableKey table, String department, boolean onBehalf, int total) {
        return new Import(id, by, bodySha256, table, department, onBehalf, total, State.RUNNING, List.of(), 0, null);
    }

    Import done(List<Integer> entries, long position) {
        return new Import(id, by, bodySha256, table, department, onBehalf, total, State.DONE, entries, position, null);
    }

    Import refused(Refusal refusal) {
        return new Import(id, by, bodySha256, table, department, onBehalf, total, State.REFUSED, List.of(), 0, refusal);
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    /** How many rows are stored: none or all. */
    int stored() {
        return state == State.DONE ? total : 0;
    }
}
