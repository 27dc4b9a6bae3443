package org.mingzhang.command.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/**
 * 暂存文件: a copy for the program's owner alone, there while somebody works on it; closed, it is gone.
 *
 * @param sha256 digest of its bytes, 64 hexadecimal digits
 * @param size in bytes
 */
record WorkFile(Path file, String sha256, long size) implements AutoCloseable {

    private static final int AT_ONCE = 65_536;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * Copies what is read, and leaves nothing behind where that fails.
     *
     * @param workshop a directory that nobody else reads
     * @param most how many bytes it may have; what has more is not read to its end
     * @throws Refusal if it has more
     */
    static WorkFile copied(InputStream content, Path workshop, long most) throws IOException {
        var file = Files.createTempFile(workshop, "work", "", OWNER_ONLY);
        try (var out = Files.newOutputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[AT_ONCE];
            long all = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                all += read;
                if (all > most) {
                    throw new Refusal(Rule.FILE_UNSAFE);
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            return new WorkFile(file, HexFormat.of().formatHex(digest.digest()), all);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
