package org.mingzhang.events.proof;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** 条目包: up to 256 entries one after another, each after its length in two bytes, the higher first (C2SP tlog-tiles). */
public final class Bundle {

    private Bundle() {}

    /** The bytes of a bundle. */
    public static byte[] bytes(List<byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        for (var entry : entries) {
            if (entry.length > 0xffff) {
                throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
            }
            bytes.write(entry.length >> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    /**
     * The entries of a bundle.
     *
     * @param count how many there must be
     */
    public static List<byte[]> entries(byte[] bytes, int count) {
        var entries = new ArrayList<byte[]>(count);
        int at = 0;
        while (at < bytes.length) {
            if (at + 2 > bytes.length) {
                throw new ProofRefused(Reason.BUNDLE_MALFORMED);
            }
            int length = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            at += 2;
            if (at + length > bytes.length) {
                throw new ProofRefused(Reason.BUNDLE_MALFORMED);
            }
            entries.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        if (entries.size() != count) {
            throw new ProofRefused(Reason.BUNDLE_COUNT);
        }
        return entries;
    }
}
