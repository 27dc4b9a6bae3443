package org.mingzhang.ops.tool.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** 时限证明 of the example in the documentation, which its witness saw on 30 October 2022 at 00:00:00 UTC. */
class AskingForADeadlineTest {

    private static final Path EXAMPLE = Path.of("docs", "ledger-example");
    private static final String EVENT = new UUID(0x7000, 5).toString();

    @Test
    void midnightBelongsToTheDayThatEndsWithIt() {
        assertThat(asked(0, "2022-10-29T24:00:00Z")).contains("截止前已在账本中");
        assertThat(asked(0, "2022-10-30T08:00:00+08:00")).contains("截止前已在账本中");
        assertThat(asked(1, "2022-10-29T23:59:59Z")).contains("deadline-undecided");
    }

    @Test
    void whatIsNoMomentIsAMistakeOfTheCaller() {
        assertThat(asked(2, "15 October")).contains("不是时刻");
    }

    private static String asked(int exit, String deadline) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, UTF_8);
        var arguments = List.of(
                EXAMPLE.resolve("package.zip").toString(),
                "--log-key",
                EXAMPLE.resolve("log.pub").toString(),
                "--witness-key",
                EXAMPLE.resolve("witness.pub").toString(),
                "--event",
                EVENT,
                "--deadline",
                deadline);
        assertThat(Verify.run(arguments, out, out)).as(said::toString).isEqualTo(exit);
        return said.toString(UTF_8);
    }
}
