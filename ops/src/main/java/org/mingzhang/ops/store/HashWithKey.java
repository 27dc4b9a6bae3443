package org.mingzhang.ops.store;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.mingzhang.command.guard.KeyedHash;

/** 带密钥的散列: each part is preceded by its length, so that no two lists of parts are hashed alike. */
final class HashWithKey implements KeyedHash {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final ThreadLocal<Mac> macs;

    HashWithKey(SecretKey key) {
        macs = ThreadLocal.withInitial(() -> mac(key));
    }

    @Override
    public String of(String domain, String... parts) {
        var mac = macs.get();
        add(mac, domain);
        for (var part : parts) {
            add(mac, part);
        }
        return BASE64.encodeToString(Arrays.copyOf(mac.doFinal(), 16));
    }

    private static void add(Mac mac, String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update((byte) (bytes.length >>> 24));
        mac.update((byte) (bytes.length >>> 16));
        mac.update((byte) (bytes.length >>> 8));
        mac.update((byte) bytes.length);
        mac.update(bytes);
    }

    static Mac mac(SecretKey key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
        }
    }
}
