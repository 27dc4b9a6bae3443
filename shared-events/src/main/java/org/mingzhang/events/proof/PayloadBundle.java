package org.mingzhang.events.proof;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** 内容束: the payloads of the entries of one bundle, in their order, each after its length in four bytes, the highest first. */
public final class PayloadBundle {

    private PayloadBundle() {}

    /** Where the payloads of a bundle of entries stand in a package. */
    public static String path(Tile entries) {
        return PackageVerifier.PAYLOADS + entries.path().substring("tile/entries/".length());
    }

    /** The bytes of a bundle. */
    public static byte[] bytes(List<byte[]> payloads) {
        var bytes = ByteBuffer.allocate(payloads.stream()
                .mapToInt(payload -> Integer.BYTES + payload.length)
                .sum());
        payloads.forEach(payload -> bytes.putInt(payload.length).put(payload));
        return bytes.array();
    }

    /**
     * The payloads in a bundle.
     *
     * @throws ProofRefused unless they fill it and are so many
     */
    public static List<byte[]> payloads(byte[] bundle, int count) {
        var left = ByteBuffer.wrap(bundle);
        var payloads = new ArrayList<byte[]>(count);
        while (left.hasRemaining()) {
            int length = left.remaining() < Integer.BYTES ? -1 : left.getInt();
            if (length < 0 || length > left.remaining()) {
                throw new ProofRefused(Reason.BUNDLE_MALFORMED);
            }
            var payload = new byte[length];
            left.get(payload);
            payloads.add(payload);
        }
        if (payloads.size() != count) {
            throw new ProofRefused(Reason.BUNDLE_COUNT);
        }
        return payloads;
    }
}
