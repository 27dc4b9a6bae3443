package org.mingzhang.events.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** 私钥: signs notes, checkpoints or receipts; written {@code PRIVATE+KEY+name+id+base64}. */
public final class NoteSigner {

    private static final String MARK = "PRIVATE+KEY+";

    private final byte[] seed;
    private final NoteKey key;

    private NoteSigner(String name, KeyKind kind, byte[] seed) {
        this.seed = seed;
        this.key = new NoteKey(name, kind, Ed25519.publicKeyOf(seed));
    }

    /** A new key. */
    public static NoteSigner create(String name, KeyKind kind, SecureRandom random) {
        var seed = new byte[Ed25519.KEY];
        random.nextBytes(seed);
        return new NoteSigner(name, kind, seed);
    }

    /** The key of a seed of 32 bytes. */
    public static NoteSigner ofSeed(String name, KeyKind kind, byte[] seed) {
        if (seed.length != Ed25519.KEY) {
            throw new ProofRefused(Reason.KEY_MALFORMED);
        }
        return new NoteSigner(name, kind, seed.clone());
    }

    /**
     * Reads a key.
     *
     * @throws ProofRefused if it is not the one way to write it
     */
    public static NoteSigner parse(String text) {
        if (!text.startsWith(MARK)) {
            throw new ProofRefused(Reason.KEY_MALFORMED);
        }
        var parts = text.substring(MARK.length()).split("\\+", 3);
        if (parts.length != 3) {
            throw new ProofRefused(Reason.KEY_MALFORMED);
        }
        var bytes = StrictBase64.decode(parts[2], Reason.KEY_MALFORMED);
        if (bytes.length != 1 + Ed25519.KEY) {
            throw new ProofRefused(Reason.KEY_MALFORMED);
        }
        var signer = new NoteSigner(parts[0], KeyKind.of(bytes[0]), Arrays.copyOfRange(bytes, 1, bytes.length));
        if (!signer.key.id().equals(parts[1])) {
            throw new ProofRefused(Reason.KEY_ID);
        }
        return signer;
    }

    /** What others believe by. */
    public NoteKey key() {
        return key;
    }

    /** The seed, for whoever keeps it under lock. */
    public byte[] seed() {
        return seed.clone();
    }

    /** A note with this signature alone. */
    public Note sign(String text) {
        var note = new Note(text, List.of());
        return note.with(line(Ed25519.sign(seed, note.textBytes())));
    }

    /** This key's signature on a checkpoint seen at a time. */
    public Note.Signature cosign(Note checkpoint, Instant at) {
        if (key.kind() != KeyKind.COSIGNATURE) {
            throw new ProofRefused(Reason.KEY_TYPE);
        }
        long seconds = at.getEpochSecond();
        var signature = Ed25519.sign(seed, NoteKey.cosigned(seconds, checkpoint.text()));
        return line(ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array());
    }

    byte[] signBytes(byte[] message) {
        return Ed25519.sign(seed, message);
    }

    private Note.Signature line(byte[] signature) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(key.sharedId());
        bytes.writeBytes(signature);
        return new Note.Signature(key.name(), bytes.toByteArray());
    }

    /** The secret form; for a key file only. */
    public String secret() {
        return MARK + key.name() + "+" + key.id() + "+"
                + Base64.getEncoder().encodeToString(NoteKey.typed(key.kind(), seed));
    }

    /** Says nothing of the seed. */
    @Override
    public String toString() {
        return "NoteSigner[" + key + "]";
    }
}
