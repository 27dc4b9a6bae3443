package org.mingzhang.events.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * 回执: the promise that an event stands in the next checkpoint, given before there is one. Base64 of the leaf's hash, the time
 * in seconds as eight bytes, and an Ed25519 signature by the receipt key.
 *
 * @param leaf hash of the leaf
 * @param at whole seconds
 */
@SuppressWarnings("ArrayRecordComponent")
public record Receipt(Hash leaf, Instant at, byte[] signature) {

    private static final int LENGTH = Hash.SIZE + Long.BYTES + Ed25519.SIGNATURE;

    /** Promises. */
    public static Receipt sign(Hash leaf, Instant at, NoteSigner signer) {
        long seconds = at.getEpochSecond();
        var signature = signer.signBytes(promise(signer.key(), leaf, seconds));
        return new Receipt(leaf, Instant.ofEpochSecond(seconds), signature);
    }

    /** As it stands in the header {@code Ledger-Receipt}. */
    public String text() {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(LENGTH)
                        .put(leaf.shared())
                        .putLong(at.getEpochSecond())
                        .put(signature)
                        .array());
    }

    /**
     * Reads a receipt and believes it.
     *
     * @throws ProofRefused if it is malformed or signed by another key
     */
    public static Receipt believed(String text, NoteKey key) {
        var bytes = StrictBase64.decode(text, Reason.RECEIPT_MALFORMED);
        if (bytes.length != LENGTH) {
            throw new ProofRefused(Reason.RECEIPT_MALFORMED);
        }
        var buffer = ByteBuffer.wrap(bytes, Hash.SIZE, LENGTH - Hash.SIZE);
        var leaf = Hash.of(bytes);
        long seconds = buffer.getLong();
        var signature = new byte[Ed25519.SIGNATURE];
        buffer.get(signature);
        if (seconds < 0 || seconds > 253_402_300_799L) {
            throw new ProofRefused(Reason.RECEIPT_MALFORMED);
        }
        if (key.kind() != KeyKind.NOTE || !Ed25519.verifies(key.sharedKey(), promise(key, leaf, seconds), signature)) {
            throw new ProofRefused(Reason.RECEIPT_SIGNATURE);
        }
        return new Receipt(leaf, Instant.ofEpochSecond(seconds), signature);
    }

    private static byte[] promise(NoteKey key, Hash leaf, long seconds) {
        return ("mingzhang receipt v1\n" + key.name() + "\n" + seconds + "\n" + leaf.base64() + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Receipt that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return leaf.hashCode();
    }
}
