package org.mingzhang.ops.store;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM: nonce (12 bytes, never twice under one key), ciphertext, tag (16 bytes), in this order. */
final class Gcm {

    /** Length of a nonce in bytes. */
    static final int NONCE = 12;

    private static final int TAG_BITS = 128;
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(Gcm::cipher);

    private Gcm() {}

    /** Encrypts under a random nonce. */
    static byte[] encrypt(SecretKey key, byte[] plain, byte[] associated) {
        return encrypt(key, plain, plain.length, associated, associated.length);
    }

    /** The same for the beginning of each array. */
    static byte[] encrypt(SecretKey key, byte[] plain, int size, byte[] associated, int associatedSize) {
        try {
            var cipher = CIPHERS.get();
            var nonce = RandomBytes.next(NONCE);
            var box = Arrays.copyOf(nonce, NONCE + size + TAG_BITS / 8);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associated, 0, associatedSize);
            cipher.doFinal(plain, 0, size, box, NONCE);
            return box;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM does not encrypt", impossible);
        }
    }

    /** What is in the box; fails if key, box or associated data are not those of the encryption. */
    static byte[] decrypt(SecretKey key, byte[] box, byte[] associated) throws GeneralSecurityException {
        return decrypt(key, box, associated, associated.length);
    }

    /** The same for the beginning of an array. */
    static byte[] decrypt(SecretKey key, byte[] box, byte[] associated, int associatedSize)
            throws GeneralSecurityException {
        if (box.length < NONCE + TAG_BITS / 8) {
            throw new GeneralSecurityException("a box of " + box.length + " bytes");
        }
        var cipher = CIPHERS.get();
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, box, 0, NONCE));
        cipher.updateAAD(associated, 0, associatedSize);
        return cipher.doFinal(box, NONCE, box.length - NONCE);
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (NoSuchAlgorithmException | NoSuchPaddingException missing) {
            throw new IllegalStateException("every Java has AES-GCM", missing);
        }
    }
}
