package org.mingzhang.ops.store;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.AccountEvent;

/** 闸门: while the ledger is found not to be what was signed, nothing more is written into it; reading goes on. */
public final class WriteGate {

    private volatile @Nullable String closed;
    private volatile boolean drill;

    /** Nothing is written any more, for this reason. */
    public void close(String reason) {
        closed = reason;
    }

    /** What was wrong was put right by the people who may: writing goes on. */
    public void open() {
        closed = null;
    }

    /** Why nothing is written; null while things are well. */
    public @Nullable String closed() {
        return closed;
    }

    /** This is a drill: people sign in and look, nothing else is written. */
    public void drill() {
        drill = true;
    }

    /** Whether this is a drill. */
    public boolean isDrill() {
        return drill;
    }

    void pass(List<? extends EventMessage<?>> events) {
        var reason = closed;
        if (reason != null) {
            throw new LedgerFrozen(reason);
        }
        if (drill && !events.stream().allMatch(event -> event.getPayload() instanceof AccountEvent)) {
            throw new LedgerFrozen("a drill");
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
