package org.mingzhang.ops.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.mingzhang.events.proof.KeyKind;
import org.mingzhang.events.proof.NoteSigner;
import org.mingzhang.events.proof.ProofRefused;
import org.mingzhang.ops.CannotStart;
import org.mingzhang.ops.store.KeyFile;

/**
 * 签名密钥: by which the log signs, each in its own file outside the database. The name of the log's key is the origin of its
 * checkpoints.
 *
 * @param log signs checkpoints
 * @param receipt signs receipts
 */
record ProofKeys(NoteSigner log, NoteSigner receipt) {

    private static final String LOG = "log.key";
    private static final String RECEIPT = "receipt.key";

    /**
     * The keys in a directory; made there if nothing was signed yet.
     *
     * @throws CannotStart if a key is missing, damaged or readable by others
     */
    static ProofKeys open(Path directory, BooleanSupplier nothingSigned) {
        try {
            if (!Files.exists(directory.resolve(LOG)) || !Files.exists(directory.resolve(RECEIPT))) {
                if (!nothingSigned.getAsBoolean()) {
                    throw new CannotStart(
                            "账本已有签名检查点，但 " + directory + " 中缺少 log.key 或 receipt.key。请从密钥备份中恢复。",
                            "The ledger has signed checkpoints, but " + directory
                                    + " lacks log.key or receipt.key. Restore them from their backup.");
                }
                var origin = "mingzhang/" + HexFormat.of().formatHex(random(4)) + "/1";
                make(directory, LOG, origin);
                make(directory, RECEIPT, origin + "/receipts");
            }
            return new ProofKeys(read(directory.resolve(LOG)), read(directory.resolve(RECEIPT)));
        } catch (IOException broken) {
            throw new UncheckedIOException("the keys in " + directory + " cannot be read", broken);
        }
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
            return NoteSigner.parse(KeyFile.read(file));
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
