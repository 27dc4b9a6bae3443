package org.mingzhang.ops.store;

import java.security.SecureRandom;
import java.util.Arrays;

/** Random bytes for nonces and salts, drawn a block at a time by each thread. */
final class RandomBytes {

    private static final int BLOCK = 4096;
    private static final ThreadLocal<RandomBytes> OF_THREAD = ThreadLocal.withInitial(RandomBytes::new);

    private final SecureRandom random = new SecureRandom();
    private final byte[] block = new byte[BLOCK];
    private int used = BLOCK;

    static byte[] next(int count) {
        var bytes = new byte[count];
        fill(bytes, count);
        return bytes;
    }

    /** Fills the beginning of an array. */
    static void fill(byte[] into, int count) {
        OF_THREAD.get().take(into, count);
    }

    private void take(byte[] into, int count) {
        if (used + count > BLOCK) {
            random.nextBytes(block);
            used = 0;
        }
        System.arraycopy(block, used, into, 0, count);
        Arrays.fill(block, used, used + count, (byte) 0);
        used += count;
    }
}
