package org.mingzhang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** 表号的次序, as the form has them and not as texts sort. */
class TableNumbersTest {

    @Test
    void followTheForm() {
        assertThat(Stream.of("2.13.1", "2.2.1", "1.1.10", "2.2", "1.1.2", "2.2.1")
                        .sorted(TableKey::byNumber))
                .containsExactly("1.1.2", "1.1.10", "2.2", "2.2.1", "2.2.1", "2.13.1");
    }
}
