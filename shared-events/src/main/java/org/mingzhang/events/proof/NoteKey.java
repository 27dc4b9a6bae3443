package org.mingzhang.events.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** 公钥: a name and an Ed25519 key by which notes are believed, written {@code name+id+base64} (C2SP signed-note). */
public final class NoteKey {

    private static final int ID = 4;

    private final String name;
    private final KeyKind kind;
    private final byte[] key;
    private final byte[] id;

    NoteKey(String name, KeyKind kind, byte[] key) {
        this.name = named(name);
        this.kind = kind;
        this.key = key;
        this.id = id(name, kind, key);
    }

    /**
     * Reads a key.
     *
     * @throws ProofRefused if it is not the one way to write it, or if its id belongs to another name or other bytes
     */
    public static NoteKey parse(String text) {
        var parts = text.split("\\+", 3);
        if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}")) {
            throw new ProofRefused(Reason.KEY_MALFORMED);
        }
        var bytes = StrictBase64.decode(parts[2], Reason.KEY_MALFORMED);
        if (bytes.length != 1 + Ed25519.KEY) {
            throw new ProofRefused(Reason.KEY_MALFORMED);
        }
        var key = new NoteKey(parts[0], KeyKind.of(bytes[0]), Arrays.copyOfRange(bytes, 1, bytes.length));
        if (!HexFormat.of().formatHex(key.id).equals(parts[1])) {
            throw new ProofRefused(Reason.KEY_ID);
        }
        return key;
    }

    public String name() {
        return name;
    }

    public KeyKind kind() {
        return kind;
    }

    /** Eight hexadecimal digits that tell keys of one name apart. */
    public String id() {
        return HexFormat.of().formatHex(id);
    }

    byte[] sharedId() {
        return id;
    }

    byte[] sharedKey() {
        return key;
    }

    /** Whether a note carries this key's signature, right or wrong. */
    public boolean signed(Note note) {
        return note.signatures().stream().anyMatch(this::isMine);
    }

    /**
     * Believes a note.
     *
     * @throws ProofRefused if it is not signed by this key, or wrongly
     */
    public void verify(Note note) {
        if (kind != KeyKind.NOTE) {
            throw new ProofRefused(Reason.KEY_TYPE);
        }
        var mine = mine(note);
        if (mine.size() > 1 || !Ed25519.verifies(key, note.textBytes(), signature(mine.get(0), Ed25519.SIGNATURE))) {
            throw new ProofRefused(Reason.NOTE_SIGNATURE, name);
        }
    }

    /**
     * Believes a witness's signatures on a checkpoint.
     *
     * @return when the witness saw this checkpoint for the first time, whole seconds
     * @throws ProofRefused if it is not signed by this key, or wrongly
     */
    public Instant verifyCosignature(Note note) {
        return sightings(note).get(0);
    }

    /**
     * Believes a witness's signatures on a checkpoint, which it may have signed again later because nothing was added meanwhile.
     *
     * @return when the witness saw this checkpoint, whole seconds, ascending
     * @throws ProofRefused if it is not signed by this key, or one of the signatures is wrong
     */
    public List<Instant> sightings(Note note) {
        if (kind != KeyKind.COSIGNATURE) {
            throw new ProofRefused(Reason.KEY_TYPE);
        }
        var seen = new ArrayList<Instant>();
        for (var mine : mine(note)) {
            var signed = ByteBuffer.wrap(signature(mine, Long.BYTES + Ed25519.SIGNATURE));
            long seconds = signed.getLong();
            var signature = new byte[Ed25519.SIGNATURE];
            signed.get(signature);
            // a year of five digits was never seen by anybody
            if (seconds < 0
                    || seconds > 253_402_300_799L
                    || !Ed25519.verifies(key, cosigned(seconds, note.text()), signature)) {
                throw new ProofRefused(Reason.NOTE_SIGNATURE, name);
            }
            seen.add(Instant.ofEpochSecond(seconds));
        }
        return seen.stream().sorted().toList();
    }

    static byte[] cosigned(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    private List<Note.Signature> mine(Note note) {
        var mine = note.signatures().stream().filter(this::isMine).toList();
        if (mine.isEmpty()) {
            throw new ProofRefused(Reason.NOTE_UNSIGNED, name);
        }
        return mine;
    }

    private byte[] signature(Note.Signature mine, int length) {
        if (mine.bytes().length != ID + length) {
            throw new ProofRefused(Reason.NOTE_SIGNATURE, name);
        }
        return Arrays.copyOfRange(mine.bytes(), ID, ID + length);
    }

    private boolean isMine(Note.Signature signature) {
        return signature.name().equals(name)
                && signature.bytes().length >= ID
                && Arrays.equals(signature.bytes(), 0, ID, id, 0, ID);
    }

    /** {@code name+id+base64}. */
    @Override
    public String toString() {
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed(kind, key));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteKey that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(id);
    }

    static byte[] typed(KeyKind kind, byte[] key) {
        return ByteBuffer.allocate(1 + key.length).put(kind.type()).put(key).array();
    }

    private static String named(String name) {
        if (name.isEmpty()
                || name.codePoints().anyMatch(c -> c == '+' || Character.isSpaceChar(c) || Character.isISOControl(c))) {
            throw new ProofRefused(Reason.KEY_NAME);
        }
        return name;
    }

    private static byte[] id(String name, KeyKind kind, byte[] key) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(sha256.digest(typed(kind, key)), ID);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
