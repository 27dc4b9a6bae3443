package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept loaded, and what is let go. */
class HoldingAggregatesTest {

    /** Weighs what it says. */
    private final HeldAggregates held = new HeldAggregates(100, value -> Integer.parseInt((String) value));

    @Test
    void letsThoseUsedLongestAgoGoWhenAllWeighTooMuch() {
        held.put("a", "40");
        held.put("b", "40");
        assertThat(held.<String, String>get("a")).isEqualTo("40");
        held.put("c", "30");
        assertThat(held.containsKey("b")).isFalse();
        assertThat(held.containsKey("a")).isTrue();
        assertThat(held.containsKey("c")).isTrue();
    }

    @Test
    void keepsTheOneUsedLastWhateverItWeighs() {
        held.put("a", "40");
        held.put("b", "300");
        assertThat(held.containsKey("a")).isFalse();
        assertThat(held.<String, String>get("b")).isEqualTo("300");
    }

    @Test
    void weighsWhatIsThereNow() {
        held.put("a", "90");
        held.put("a", "10");
        held.put("b", "90");
        assertThat(held.containsKey("a")).isTrue();
        assertThat(held.remove("b")).isTrue();
        assertThat(held.remove("b")).isFalse();
        held.put("c", "90");
        assertThat(held.containsKey("a")).isTrue();
        held.removeAll();
        held.put("d", "100");
        assertThat(held.putIfAbsent("d", "1")).isFalse();
        assertThat(held.<String, String>get("d")).isEqualTo("100");
        assertThat(held.<String, String>get("a")).isNull();
    }
}
