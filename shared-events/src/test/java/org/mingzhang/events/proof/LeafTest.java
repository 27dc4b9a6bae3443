package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** 叶子: fourteen names, canonical, and only one way to write them. */
class LeafTest {

    private static Leaf leaf(Instant at, String role) {
        return new Leaf(
                "table",
                "99001/2022/1.5.1",
                7,
                "01890a5d-ac96-774b-bcce-b302099a8057",
                "table.entry-added",
                1,
                at,
                "oZ3l",
                role,
                "c1",
                "sha256:" + "0".repeat(64),
                321,
                "bWFj");
    }

    @Test
    void isWrittenInOneWay() {
        var leaf = leaf(Instant.parse("2022-09-08T08:05:03.020Z"), "教研\"秘书");
        var expected = "{\"actor\":\"oZ3l\",\"agg\":\"table\",\"at\":\"2022-09-08T08:05:03.020Z\",\"cmd\":\"c1\","
                + "\"eid\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"id\":\"99001/2022/1.5.1\",\"mac\":\"bWFj\",\"n\":7,"
                + "\"payload\":\"sha256:" + "0".repeat(64) + "\",\"rev\":1,\"role\":\"教研\\\"秘书\",\"size\":321,"
                + "\"type\":\"table.entry-added\",\"v\":1}";
        assertThat(new String(leaf.bytes(), StandardCharsets.UTF_8)).isEqualTo(expected);
        assertThat(new String(leaf.withoutMac(), StandardCharsets.UTF_8))
                .isEqualTo(expected.replace("\"mac\":\"bWFj\",", ""));
        Canonical.require(leaf.bytes());
    }

    @Test
    void writesWholeSecondsWithThreeDigitsToo() {
        assertThat(new String(leaf(Instant.parse("2022-12-31T23:59:59Z"), "").bytes(), StandardCharsets.UTF_8))
                .contains("\"at\":\"2022-12-31T23:59:59.000Z\"");
    }

    @Test
    void refusesWhatIsFinerThanAMillisecondOrTooLong() {
        assertThatThrownBy(() ->
                        leaf(Instant.parse("2022-12-31T23:59:59.0001Z"), "").bytes())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> leaf(Instant.EPOCH, "x".repeat(4096)).bytes())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
