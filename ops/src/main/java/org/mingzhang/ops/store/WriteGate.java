package org.mingzhang.ops.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.AccountEvent;

/** 闸门: while the ledger is found not to be what was signed, nothing more is written into it; reading goes on. */
public final class WriteGate {

    private volatile @Nullable String closed;
    private volatile boolean drill;
    private final List<Runnable> closing = new CopyOnWriteArrayList<>();

    /** Nothing is written any more, for this reason. */
    public void close(String reason) {
        var before = closed;
        closed = reason;
        if (before == null) {
            closing.forEach(Runnable::run);
        }
    }

    /** Somebody wants to know when nothing is written any more; told at once if that is so already. */
    public void whenClosed(Runnable told) {
        closing.add(told);
        if (closed != null) {
            told.run();
        }
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

    /** Whether events of any kind are written: the ledger is not frozen, and this is no drill. */
    public boolean takesEvents() {
        return closed == null && !drill;
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
