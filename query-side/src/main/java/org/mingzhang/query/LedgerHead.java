package org.mingzhang.query;

/** 账本末端: the last position given so far. Answered by whoever keeps the ledger. */
@FunctionalInterface
public interface LedgerHead {

    /** 0 for an empty ledger. */
    long position();

    /** How far views that were emptied must be told the ledger before they show anything; 0 if they never were. */
    default long toldAgainUntil() {
        return 0;
    }
}
