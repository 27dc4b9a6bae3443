package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.table.CollectionTable;

/** 快照形式: a state that was stored in another form is not taken for the whole. */
class SnapshotFormTest {

    @SuppressWarnings("UnusedVariable")
    private static final class Small {
        private List<Inner> inner = List.of();
    }

    @SuppressWarnings("UnusedVariable")
    private static final class Grown {
        private List<Inner> inner = List.of();
        private String more = "";
    }

    @SuppressWarnings("UnusedVariable")
    private static final class Deep {
        private Map<String, List<Outer>> held = Map.of();
    }

    @SuppressWarnings("UnusedVariable")
    private static final class Flat {
        private Map<String, List<Inner>> held = Map.of();
    }

    @Revision("2")
    @SuppressWarnings("UnusedVariable")
    private static final class Revised {
        private List<Inner> inner = List.of();
    }

    private record Inner(int number) {}

    private record Outer(Inner inner) {}

    @Test
    void isTheSameForTheSameClass() {
        assertThat(SnapshotForm.of(CollectionTable.class))
                .matches("[0-9a-f]{16}")
                .isEqualTo(SnapshotForm.of(CollectionTable.class));
    }

    @Test
    void isAnotherForEveryFieldMoreHereOrDeepInside() {
        assertThat(List.of(
                        SnapshotForm.of(Small.class),
                        SnapshotForm.of(Grown.class),
                        SnapshotForm.of(Deep.class),
                        SnapshotForm.of(Flat.class),
                        SnapshotForm.of(Revised.class)))
                .doesNotHaveDuplicates();
    }
}
