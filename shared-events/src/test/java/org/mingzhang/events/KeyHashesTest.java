package org.mingzhang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The hashes of a business key are what a sorted tree of them is, and stay so. */
class KeyHashesTest {

    private static final Map<String, String> GIVEN =
            Map.of("student_no", "gBGsPG1umrY7rMB1vWOYtg", "name", "h", "a", "x");

    @Test
    void areWhatASortedTreeIs() {
        var tree = new TreeMap<>(GIVEN);

        var hashes = KeyHashes.copyOf(GIVEN);

        assertThat(hashes).isEqualTo(tree).hasSameHashCodeAs(tree).isEqualTo(KeyHashes.copyOf(tree));
        assertThat(tree).isEqualTo(hashes);
        assertThat(hashes.keySet()).containsExactly("a", "name", "student_no");
        assertThat(hashes.tailMap("b")).isEqualTo(tree.tailMap("b"));
        assertThat(hashes).isNotEqualTo(KeyHashes.copyOf(Map.of("a", "x"))).isNotEqualTo(Map.of("a", "x"));
        assertThat(KeyHashes.copyOf(Map.of())).isEmpty();
    }

    @Test
    void areInTheirOrderWhateverTheOrderOfTheirOrigin() {
        var backwards = new TreeMap<String, String>(Comparator.reverseOrder());
        backwards.putAll(GIVEN);
        assertThat(KeyHashes.copyOf(backwards).keySet()).containsExactly("a", "name", "student_no");
    }

    @Test
    void doNotFollowTheirOrigin() {
        var origin = new TreeMap<>(GIVEN);
        var hashes = KeyHashes.copyOf(origin);
        origin.put("a", "changed");
        origin.remove("name");
        assertThat(hashes).isEqualTo(GIVEN);
        assertThat(KeyHashes.copyOf(hashes)).isSameAs(hashes);
        assertThatThrownBy(() -> hashes.put("b", "y")).isInstanceOf(UnsupportedOperationException.class);
    }

    /** The names of the last key are used for the next: those of others are not mixed up with them. */
    @Test
    void ofTwoTablesInTurnKeepTheirNames() {
        for (int i = 0; i < 3; i++) {
            assertThat(KeyHashes.copyOf(Map.of("student_no", "s" + i))).isEqualTo(Map.of("student_no", "s" + i));
            assertThat(KeyHashes.copyOf(Map.of("staff_no", "t" + i))).isEqualTo(Map.of("staff_no", "t" + i));
        }
    }
}
