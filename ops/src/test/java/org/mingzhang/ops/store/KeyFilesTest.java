package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.ops.CannotStart;

/** 密钥文件: made once, readable by their owner only, and never replaced while there is anything to lose. */
class KeyFilesTest {

    @TempDir
    Path data;

    @Test
    void areMadeForAnEmptyLedgerAndStayTheSame() throws IOException {
        var keys = data.resolve("keys");
        var first = LedgerKeys.open(keys, () -> true);
        var second = LedgerKeys.open(keys, () -> false);
        assertThat(second).isEqualTo(first);
        assertThat(first.append()).isNotEqualTo(first.hash());
        for (var name : new String[] {"append.key", "kek.key", "hash.key"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve(name))))
                    .isEqualTo("r--------");
        }
        assertThat(first.toString()).doesNotContain("AES");
    }

    @Test
    void areNotMadeAnewWhenTheLedgerHoldsSomething() throws IOException {
        LedgerKeys.open(data, () -> true);
        Files.delete(data.resolve("kek.key"));
        assertThatThrownBy(() -> LedgerKeys.open(data, () -> false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("kek.key");
    }

    @Test
    void areRefusedWhenOthersMayReadThem() throws IOException {
        LedgerKeys.open(data, () -> true);
        Files.setPosixFilePermissions(data.resolve("append.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> LedgerKeys.open(data, () -> false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("chmod 400");
    }

    @Test
    void areRefusedWhenDamaged() throws IOException {
        LedgerKeys.open(data, () -> true);
        Files.setPosixFilePermissions(data.resolve("hash.key"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(data.resolve("hash.key"), "abc");
        assertThatThrownBy(() -> LedgerKeys.open(data, () -> false)).isInstanceOf(CannotStart.class);
    }
}
