package org.mingzhang.events.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** 摘要: 32 bytes of SHA-256. */
public final class Hash {

    /** Length in bytes. */
    public static final int SIZE = 32;

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Hash::sha256);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** These 32 bytes, as a hash. */
    public static Hash of(byte[] bytes) {
        return of(bytes, 0);
    }

    /** The 32 bytes that begin there. */
    public static Hash of(byte[] bytes, int from) {
        if (bytes.length - from < SIZE) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
        return new Hash(Arrays.copyOfRange(bytes, from, from + SIZE));
    }

    /** SHA-256 of some bytes. */
    public static Hash sha256(byte[] bytes) {
        return new Hash(SHA256.get().digest(bytes));
    }

    /**
     * From strict base64.
     *
     * @throws ProofRefused with this reason if it is not the one way to write 32 bytes
     */
    public static Hash parse(String base64, Reason reason) {
        var bytes = StrictBase64.decode(base64, reason);
        if (bytes.length != SIZE) {
            throw new ProofRefused(reason);
        }
        return new Hash(bytes);
    }

    static Hash prefixed(int prefix, byte[] first, byte[] second) {
        var sha256 = SHA256.get();
        sha256.update((byte) prefix);
        sha256.update(first);
        return new Hash(sha256.digest(second));
    }

    byte[] shared() {
        return bytes;
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** 44 characters. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** 64 hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Hexadecimal. */
    @Override
    public String toString() {
        return hex();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
