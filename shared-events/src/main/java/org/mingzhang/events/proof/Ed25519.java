package org.mingzhang.events.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 as the JDK has it, with keys as 32 bytes. */
final class Ed25519 {

    static final int KEY = 32;
    static final int SIGNATURE = 64;

    private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    static byte[] sign(byte[] seed, byte[] message) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey(seed));
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("Java cannot sign", broken);
        }
    }

    /** Whether the holder of the key signed this; a malformed key or signature is none. */
    static boolean verifies(byte[] key, byte[] message, byte[] signed) {
        if (signed.length != SIGNATURE) {
            return false;
        }
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(publicKey(key));
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** The public key that belongs to a seed. */
    static byte[] publicKeyOf(byte[] seed) {
        try {
            // the JDK makes a pair out of 32 random bytes, which are the seed
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
            var encoded = generator.generateKeyPair().getPublic().getEncoded();
            var key = Arrays.copyOfRange(encoded, encoded.length - KEY, encoded.length);
            var proof = "seed".getBytes(StandardCharsets.US_ASCII);
            if (!verifies(key, proof, sign(seed, proof))) {
                throw new IllegalStateException("Java made another key pair");
            }
            return key;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("Java cannot make a key", broken);
        }
    }

    private static PrivateKey privateKey(byte[] seed) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(joined(PRIVATE, seed)));
    }

    private static PublicKey publicKey(byte[] key) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(joined(PUBLIC, key)));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    /** Randomness that is given. */
    private static final class Given extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        private Given(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] wanted) {
            if (wanted.length != bytes.length) {
                throw new IllegalStateException("Java wants other randomness for a key than 32 bytes");
            }
            System.arraycopy(bytes, 0, wanted, 0, bytes.length);
        }
    }
}
