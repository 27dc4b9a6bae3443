package org.mingzhang.ops.store;

import org.mingzhang.command.Positions;

/** 账本位置, as commands learn theirs. */
final class LedgerPositions implements Positions {

    private static final long PATIENCE_MILLIS = 10_000;

    private final Tickets tickets;
    private final Sequencer sequencer;
    private final Bell bell;
    private final Horizon horizon;

    LedgerPositions(Tickets tickets, Sequencer sequencer, Bell bell, Horizon horizon) {
        this.tickets = tickets;
        this.sequencer = sequencer;
        this.bell = bell;
        this.horizon = horizon;
    }

    @Override
    public long await(String command) {
        if (tickets.isOpen(command)) {
            sequencer.hurry();
        }
        var position = tickets.await(command, PATIENCE_MILLIS);
        return position == null ? head() : horizon.of(position);
    }

    @Override
    public long head() {
        return horizon.of(bell.lastGiven());
    }
}
