package org.mingzhang.command;

import java.util.Collection;
import java.util.Optional;

/** 回执: what was answered to a request, kept in the transaction of its events, so that a repeat gets the same answer. */
public interface Receipts {

    /**
     * The answer to one request.
     *
     * @param by who asked
     * @param key idempotency key
     * @param bodySha256 digest of the request
     * @param command id of the command, found again in the metadata of its events under {@code cmd}
     * @param resultJson the handler's answer as JSON
     * @param position ledger position, once known; 0 before
     */
    record Receipt(String by, String key, String bodySha256, String command, String resultJson, long position) {}

    /**
     * Stores receipts in the running transaction, after its events were appended.
     *
     * @throws DuplicateReceipt if one of the keys was used before; the transaction must then roll back
     */
    void store(Collection<Receipt> receipts);

    /** The receipt of an earlier request with this key, its position known. */
    Optional<Receipt> find(String by, String key);

    /** A key was used before. */
    final class DuplicateReceipt extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
