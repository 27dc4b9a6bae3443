package org.mingzhang.ops.store;

import org.mingzhang.command.Positions;

/** 账本位置, as commands learn theirs. */
final class LedgerPositions implements Positions {

    private static final long PATIENCE_MILLIS = 10_000;

    private final Tickets tickets;
    private final Bell bell;

    LedgerPositions(Tickets tickets, Bell bell) {
        this.tickets = tickets;
        this.bell = bell;
    }

    @Override
    public long await(String command) {
        var position = tickets.await(command, PATIENCE_MILLIS);
        return position == null ? head() : position;
    }

    @Override
    public long head() {
        return bell.head();
    }
}
