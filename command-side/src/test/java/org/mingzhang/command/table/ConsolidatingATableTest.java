package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.events.table.ShareEvent.ShareApproved;
import org.mingzhang.events.table.ShareEvent.ShareSubmitted;
import org.mingzhang.events.table.ShareEvent.TableConsolidated;

/** 汇总 — plan §1: 牵头部门 and 配合部门. */
class ConsolidatingATableTest extends ACollectionTable {

    private final ShareApproved dentalApproved =
            new ShareApproved(AWARDS, DENTAL, HASH, List.of(), 0, "主任", false, DENTAL_HEAD, NOW);
    private final ShareSubmitted dentalSubmitted =
            new ShareSubmitted(AWARDS, DENTAL, 1, 1, HASH, List.of(), false, DENTAL_COLLECTOR, NOW);

    @Test
    void joinsTheApprovedShares() {
        table.given(planned, nursing, dental, due, opened, submitted, approved, dentalSubmitted, dentalApproved)
                .when(new ConsolidateTable(AWARDS, COLLECTOR))
                .expectEvents(new TableConsolidated(
                        AWARDS, ContentHash.ofTable(AWARDS, Map.of(NURSING, HASH, DENTAL, HASH)), COLLECTOR, NOW));
    }

    @Test
    void waitsForTheLastShare() {
        table.given(planned, nursing, dental, due, opened, submitted, approved)
                .when(new ConsolidateTable(AWARDS, COLLECTOR))
                .expectException(refusal(Rule.SHARES_NOT_APPROVED));
    }

    @Test
    void isForTheLeadDepartment() {
        table.given(planned, nursing, dental, due, opened, submitted, approved, dentalSubmitted, dentalApproved)
                .when(new ConsolidateTable(AWARDS, DENTAL_COLLECTOR))
                .expectException(refusal(Rule.NOT_THE_LEAD));
    }
}
