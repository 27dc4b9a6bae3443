package org.mingzhang.query.print;

import java.time.Instant;
import java.util.Optional;

/** 账本核验码, of which the ledger knows; answered outside this side. */
@FunctionalInterface
public interface PaperCodes {

    /**
     * The code of a signed checkpoint.
     *
     * @param text four groups of five characters
     * @param size how many events it covers
     * @param at when it was signed
     */
    record Code(String text, long size, Instant at) {}

    /** The code of the first checkpoint that covers a ledger position; waits a little for it; empty if there is none yet. */
    Optional<Code> covering(long position);
}
