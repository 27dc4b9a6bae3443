package org.mingzhang.ops.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.mingzhang.events.proof.Leaf;

/** Tells an event that this application wrote from a row that somebody put into the database. */
final class AppendKey {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final HexFormat HEX = HexFormat.of();
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(AppendKey::sha256);

    private final ThreadLocal<Mac> macs;

    AppendKey(SecretKey key) {
        macs = ThreadLocal.withInitial(() -> HashWithKey.mac(key));
    }

    /** The row with its MAC. */
    EventRow signed(EventRow row) {
        return new EventRow(
                row.id(),
                row.aggregateType(),
                row.aggregateId(),
                row.sequenceNumber(),
                row.type(),
                row.revision(),
                row.at(),
                row.actor(),
                row.role(),
                row.command(),
                row.payload(),
                mac(row, digest(row.payload()), row.payload().length));
    }

    /** Whether the row is as this application wrote it. */
    boolean wrote(EventRow row) {
        return wrote(row, digest(row.payload()), row.payload().length);
    }

    /**
     * Whether the header is as this application wrote it.
     *
     * @param sha256 digest of the stored payload
     * @param size its length in bytes
     */
    boolean wrote(EventRow header, byte[] sha256, int size) {
        try {
            return MessageDigest.isEqual(header.mac(), mac(header, sha256, size));
        } catch (IllegalArgumentException noLeaf) {
            // somebody else's row may hold what no leaf can, such as a time of microseconds
            return false;
        }
    }

    private byte[] mac(EventRow row, byte[] sha256, int size) {
        return macs.get().doFinal(leaf(row, sha256, size).withoutMac());
    }

    static Leaf leaf(EventRow row, byte[] sha256, int size) {
        return new Leaf(
                row.aggregateType(),
                row.aggregateId(),
                row.sequenceNumber(),
                row.id().toString(),
                row.type(),
                row.revision(),
                row.at(),
                row.actor(),
                row.role(),
                row.command(),
                "sha256:" + HEX.formatHex(sha256),
                size,
                BASE64.encodeToString(row.mac()));
    }

    private static byte[] digest(byte[] bytes) {
        return SHA256.get().digest(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
