package org.mingzhang.command;

/** 能否记账: whether the ledger takes events at all; it does not while it is found not to be what was signed. */
@FunctionalInterface
public interface Recording {

    /** Whether events can be written now. */
    boolean possible();
}
