package org.mingzhang.command.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.EventTypes;
import org.mingzhang.events.table.TableEvent;

/** Java 17 has no exhaustive switch over sealed types, so a test stands in for the compiler. */
class CollectionTableTest {

    @Test
    void knowsEveryEventOfItsFamily() {
        var handled = Arrays.stream(CollectionTable.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(EventSourcingHandler.class))
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .toList();
        assertThat(handled).containsExactlyInAnyOrderElementsOf(EventTypes.familyOf(TableEvent.class));
    }
}
