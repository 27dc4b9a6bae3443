package org.mingzhang.events.upcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.EventJson;
import tools.jackson.databind.node.ObjectNode;

class UpcastingAnEventTest {

    private static final String OPENED = "table.opened";

    private final Upcasters steps = new Upcasters(List.of(
            new Upcaster(OPENED, 2, data -> data.put("c", data.get("b").intValue() + 1)),
            new Upcaster(OPENED, 1, data -> data.put("b", 1))));

    @Test
    void goesFromStepToStepUpToTheNewestForm() {
        var upcast = steps.to(3, OPENED, 1, tree("{\"a\":0}"));

        assertThat(upcast.revision()).isEqualTo(3);
        assertThat(upcast.data()).isEqualTo(tree("{\"a\":0,\"b\":1,\"c\":2}"));
    }

    @Test
    void leavesTheNewestFormAsItIs() {
        assertThat(Upcasters.all().toNewest(OPENED, 1, tree("{\"a\":0}")).data())
                .isEqualTo(tree("{\"a\":0}"));
    }

    @Test
    void refusesAFormThatIsNewerThanTheProgram() {
        assertThatThrownBy(() -> steps.to(3, OPENED, 4, tree("{}"))).hasMessageContaining("older than the ledger");
    }

    @Test
    void refusesAGapInTheSteps() {
        assertThatThrownBy(() -> steps.to(4, OPENED, 1, tree("{}"))).hasMessageContaining("from revision 3");
    }

    @Test
    void refusesTwoStepsFromOneForm() {
        var step = new Upcaster(OPENED, 1, data -> data);
        assertThatThrownBy(() -> new Upcasters(List.of(step, step))).isInstanceOf(IllegalStateException.class);
    }

    private static ObjectNode tree(String json) {
        return (ObjectNode) EventJson.mapper().readTree(json);
    }
}
