package org.mingzhang.ops.store;

/** What lies in the database is not the ledger that this application wrote. */
public final class LedgerBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long position;

    /**
     * At a place.
     *
     * @param position first ledger position at which something is wrong
     */
    public LedgerBroken(long position, String what) {
        super(what + " at position " + position);
        this.position = position;
    }

    /** First ledger position at which something is wrong. */
    public long position() {
        return position;
    }
}
