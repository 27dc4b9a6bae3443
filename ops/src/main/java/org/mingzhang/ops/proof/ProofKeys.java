package org.mingzhang.ops.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.KeyKind;
import org.mingzhang.events.proof.NoteSigner;
import org.mingzhang.events.proof.ProofRefused;
import org.mingzhang.ops.CannotStart;
import org.mingzhang.ops.store.KeyFile;

/**
 * 签名密钥: by which the log signs, each in its own file outside the database. The name of the log's key is the origin of its
 * checkpoints. What the log signs with may be succeeded by another key, see {@link Successions}.
 */
final class ProofKeys {

    private static final String LOG = "log.key";
    private static final String NEXT = "log.key.next";
    private static final String RECEIPT = "receipt.key";

    private final Path directory;
    private final NoteSigner receipt;
    private volatile NoteSigner log;

    private ProofKeys(Path directory, NoteSigner log, NoteSigner receipt) {
        this.directory = directory;
        this.log = log;
        this.receipt = receipt;
    }

    /** Signs checkpoints. */
    NoteSigner log() {
        return log;
    }

    /** Signs receipts. */
    NoteSigner receipt() {
        return receipt;
    }

    /**
     * The keys in a directory; made there if nothing was signed yet.
     *
     * @param demonstration whether the clock is set by hand; the origin says so
     * @throws CannotStart if a key is missing, damaged or readable by others
     */
    static ProofKeys open(Path directory, boolean demonstration, BooleanSupplier nothingSigned) {
        try {
            if (!Files.exists(directory.resolve(LOG)) || !Files.exists(directory.resolve(RECEIPT))) {
                if (!nothingSigned.getAsBoolean()) {
                    throw new CannotStart(
                            "账本已有签名检查点，但 " + directory + " 中缺少 log.key 或 receipt.key。请从密钥备份中恢复。",
                            "The ledger has signed checkpoints, but " + directory
                                    + " lacks log.key or receipt.key. Restore them from their backup.");
                }
                var installation = HexFormat.of().formatHex(random(4));
                var origin = (demonstration ? Checkpoint.DEMONSTRATION : "mingzhang/") + installation + "/1";
                make(directory, LOG, origin);
                make(directory, RECEIPT, origin + "/receipts");
            }
            return new ProofKeys(directory, read(directory.resolve(LOG)), read(directory.resolve(RECEIPT)));
        } catch (IOException broken) {
            throw new UncheckedIOException("the keys in " + directory + " cannot be read", broken);
        }
    }

    /** A new key of this name, kept beside the one that signs until it is to take its place. */
    NoteSigner prepare(String name) throws IOException {
        make(directory, NEXT, name);
        return read(directory.resolve(NEXT));
    }

    /** Whether a key of these public bytes lies ready. */
    boolean isReady(org.mingzhang.events.proof.NoteKey key) throws IOException {
        return Files.exists(directory.resolve(NEXT))
                && read(directory.resolve(NEXT)).key().equals(key);
    }

    /** The key that lies ready signs from now on; the one before it is no more, so that nobody can sign with it again. */
    void succeed() throws IOException {
        Files.move(
                directory.resolve(NEXT),
                directory.resolve(LOG),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        log = read(directory.resolve(LOG));
    }

    private static void make(Path directory, String file, String name) throws IOException {
        Files.deleteIfExists(directory.resolve(file));
        KeyFile.create(
                directory,
                file,
                NoteSigner.create(name, KeyKind.NOTE, new SecureRandom()).secret());
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static NoteSigner read(Path file) throws IOException {
        try {
            var signer = NoteSigner.parse(KeyFile.read(file));
            KeyFile.refuseIfGuessable(file, signer.seed());
            return signer;
        } catch (ProofRefused damaged) {
            throw new CannotStart(
                    "密钥文件 " + file + " 已损坏（" + damaged.reason().code() + "）。请从密钥备份中恢复。",
                    "The key file " + file + " is damaged (" + damaged.reason().code()
                            + "). Restore it from its backup.");
        }
    }

    /** Says nothing of the keys. */
    @Override
    public String toString() {
        return "ProofKeys[" + log.key() + "]";
    }
}
