package org.mingzhang.ops.glue;

import org.mingzhang.command.Positions;
import org.mingzhang.query.LedgerHead;
import org.springframework.stereotype.Component;

/** Tells readers how far the ledger is. */
@Component
final class LedgerEnd implements LedgerHead {

    private final Positions positions;

    LedgerEnd(Positions positions) {
        this.positions = positions;
    }

    @Override
    public long position() {
        return positions.head();
    }
}
