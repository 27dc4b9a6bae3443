package org.mingzhang.ops.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.mingzhang.ops.CannotStart;

/**
 * 密钥文件: the three keys that never stand in the database, each 64 hexadecimal digits in a file only its owner may read.
 *
 * @param append proves that an event was written by this application
 * @param wrapping wraps the keys of persons
 * @param hash names persons, key cells and devices so that they are recognised but not guessed
 */
record LedgerKeys(SecretKey append, SecretKey wrapping, SecretKey hash) {

    private static final String APPEND = "append.key";
    private static final String WRAPPING = "kek.key";
    private static final String HASH = "hash.key";
    private static final int BYTES = 32;

    /**
     * The keys in a directory; made there if the ledger is still empty.
     *
     * @throws CannotStart if a key is missing while the ledger is not empty, or if others may read one
     */
    static LedgerKeys open(Path directory, BooleanSupplier ledgerIsEmpty) {
        try {
            var missing = List.of(APPEND, WRAPPING, HASH).stream()
                    .filter(name -> !Files.exists(directory.resolve(name)))
                    .toList();
            if (!missing.isEmpty()) {
                if (!ledgerIsEmpty.getAsBoolean()) {
                    throw missing(directory, missing);
                }
                for (var name : missing) {
                    create(directory, name);
                }
            }
            return new LedgerKeys(
                    read(directory, APPEND, "HmacSHA256"),
                    read(directory, WRAPPING, "AES"),
                    read(directory, HASH, "HmacSHA256"));
        } catch (IOException broken) {
            throw new UncheckedIOException("the keys in " + directory + " cannot be read", broken);
        }
    }

    private static void create(Path directory, String name) throws IOException {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        KeyFile.create(directory, name, HexFormat.of().formatHex(key));
    }

    private static SecretKey read(Path directory, String name, String algorithm) throws IOException {
        var file = directory.resolve(name);
        var text = KeyFile.read(file);
        if (!text.matches("[0-9a-f]{64}")) {
            throw new CannotStart(
                    "密钥文件 " + file + " 已损坏：应为 64 位十六进制数字。请从密钥备份中恢复。",
                    "The key file " + file
                            + " is damaged: 64 hexadecimal digits are expected. Restore it from its backup.");
        }
        var key = HexFormat.of().parseHex(text);
        KeyFile.refuseIfGuessable(file, key);
        return new SecretKeySpec(key, algorithm);
    }

    private static CannotStart missing(Path directory, List<String> names) {
        var list = String.join(", ", names);
        return new CannotStart(
                "账本中已有数据，但 " + directory + " 中缺少密钥文件：" + list + "。没有原来的密钥就无法继续记账，请从密钥备份中恢复。",
                "The ledger holds data, but " + directory + " lacks the key files " + list
                        + ". Nothing can be written without the original keys; restore them from their backup.");
    }

    /** Says nothing of the keys. */
    @Override
    public String toString() {
        return "LedgerKeys[…]";
    }
}
