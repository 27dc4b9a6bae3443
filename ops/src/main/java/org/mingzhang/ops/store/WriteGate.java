package org.mingzhang.ops.store;

import org.jspecify.annotations.Nullable;

/** 闸门: while the ledger is found not to be what was signed, nothing more is written into it; reading goes on. */
public final class WriteGate {

    private volatile @Nullable String closed;

    /** Nothing is written any more, for this reason. */
    public void close(String reason) {
        closed = reason;
    }

    /** Why nothing is written; null while things are well. */
    public @Nullable String closed() {
        return closed;
    }

    void pass() {
        var reason = closed;
        if (reason != null) {
            throw new LedgerFrozen(reason);
        }
    }

    /** Something was to be written into a ledger that is frozen. */
    public static final class LedgerFrozen extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        LedgerFrozen(String reason) {
            super(reason);
        }
    }
}
