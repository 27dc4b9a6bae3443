package org.mingzhang.command;

/** 账本位置: where in the ledger the events of a command came to stand. */
public interface Positions {

    /**
     * Waits until the events of a committed command have their ledger positions.
     *
     * @param command id of the command ({@code cmd} in the metadata of its events)
     * @return position of its last event, or the ledger's head if it had none
     */
    long await(String command);

    /** The last position given so far, 0 for an empty ledger. */
    long head();
}
