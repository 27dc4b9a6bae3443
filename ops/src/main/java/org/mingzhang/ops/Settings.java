package org.mingzhang.ops;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set, each also as an environment variable ({@code MINGZHANG_DATA} and so on).
 *
 * @param data directory of everything this installation keeps
 * @param binaries where the embedded PostgreSQL is unpacked; {@code postgresql} in the data directory unless set
 * @param demo whether an empty installation is filled with a fictional college
 * @param testClock whether the clock may be set over HTTP; possible in demo and test installations only
 */
@ConfigurationProperties("mingzhang")
public record Settings(
        @DefaultValue(".mingzhang") Path data,
        @Nullable Path binaries,
        @DefaultValue("true") boolean demo,
        @DefaultValue("false") boolean testClock) {

    public Settings {
        data = data.toAbsolutePath().normalize();
        if (testClock && !demo) {
            throw new CannotStart(
                    "MINGZHANG_TEST_CLOCK=true 只能用于演示或测试环境（MINGZHANG_DEMO=true）。",
                    "MINGZHANG_TEST_CLOCK=true is possible in a demo or test installation only (MINGZHANG_DEMO=true).");
        }
    }

    /** Directory into which the embedded PostgreSQL is unpacked. */
    public Path programs() {
        return binaries == null
                ? data.resolve("postgresql")
                : binaries.toAbsolutePath().normalize();
    }
}
