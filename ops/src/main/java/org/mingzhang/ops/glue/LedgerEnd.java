package org.mingzhang.ops.glue;

import org.mingzhang.command.Positions;
import org.mingzhang.ops.database.TellingAgain;
import org.mingzhang.query.LedgerHead;
import org.springframework.stereotype.Component;

/** Tells readers how far the ledger is. */
@Component
final class LedgerEnd implements LedgerHead {

    private final Positions positions;
    private final TellingAgain again;

    LedgerEnd(Positions positions, TellingAgain again) {
        this.positions = positions;
        this.again = again;
    }

    @Override
    public long position() {
        return positions.head();
    }

    @Override
    public long toldAgainUntil() {
        return again.until();
    }
}
