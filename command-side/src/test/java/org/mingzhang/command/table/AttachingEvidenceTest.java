package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.table.ShareEvent.EvidenceAttached;
import org.mingzhang.events.table.ShareEvent.EvidenceWithdrawn;

/** 佐证材料: attached and withdrawn by those who fill the share, while it may be filled. */
class AttachingEvidenceTest extends ACollectionTable {

    private static final String ID = "0b9a6c1e-6f0f-4a55-9b0e-2f5d4c9f1a77";
    private static final String SHA = "ab".repeat(32);

    private final EvidenceAttached attached =
            new EvidenceAttached(AWARDS, NURSING, ID, null, "获奖证书", "application/pdf", 20, SHA, COLLECTOR, NOW);

    @Test
    void theCollectorAttaches() {
        table.given(planned, nursing, due, opened)
                .when(attach(COLLECTOR, null, "获奖证书"))
                .expectEvents(attached);
    }

    @Test
    void nobodyElseDoes() {
        for (var who : List.of(DENTAL_COLLECTOR, HEAD, OFFICE)) {
            at(NOW).given(planned, nursing, dental, due, opened)
                    .when(attach(who, null, "获奖证书"))
                    .expectException(Refusal.class)
                    .expectNoEvents();
        }
    }

    @Test
    void onlyWhileTheShareMayBeFilled() {
        refuses(Rule.SHARE_NOT_OPEN, attach(COLLECTOR, null, "获奖证书"), planned, nursing, due, opened, submitted);
        refuses(Rule.TABLE_LOCKED, attach(COLLECTOR, null, "获奖证书"), planned, nursing, due);
        at(DUE.plusMillis(1))
                .given(planned, nursing, due, opened)
                .when(attach(COLLECTOR, null, "获奖证书"))
                .expectException(refusal(Rule.STAGE_CLOSED));
        refuses(Rule.EVIDENCE_UNTITLED, attach(COLLECTOR, null, " "), planned, nursing, due, opened);
        refuses(Rule.NO_SUCH_ENTRY, attach(COLLECTOR, 7, "获奖证书"), planned, nursing, due, opened);
    }

    @Test
    void isWithdrawnForAReason() {
        table.given(planned, nursing, due, opened, attached)
                .when(new WithdrawEvidence(AWARDS, NURSING, ID, "传错了文件", COLLECTOR))
                .expectEvents(new EvidenceWithdrawn(AWARDS, NURSING, ID, "传错了文件", COLLECTOR, NOW));
        refuses(
                Rule.REASON_REQUIRED,
                new WithdrawEvidence(AWARDS, NURSING, ID, "", COLLECTOR),
                planned,
                nursing,
                due,
                opened,
                attached);
        refuses(
                Rule.NO_SUCH_EVIDENCE,
                new WithdrawEvidence(AWARDS, NURSING, ID, "传错了文件", COLLECTOR),
                planned,
                nursing,
                due,
                opened,
                attached,
                new EvidenceWithdrawn(AWARDS, NURSING, ID, "传错了文件", COLLECTOR, NOW));
    }

    @Test
    void isNotPiledUpWithoutEnd() {
        var many = new ArrayList<Object>(List.of(planned, nursing, due, opened));
        for (int i = 0; i < 200; i++) {
            many.add(new EvidenceAttached(
                    AWARDS, NURSING, "e" + i, null, "获奖证书", "application/pdf", 20, SHA, COLLECTOR, NOW));
        }
        refuses(Rule.EVIDENCE_TOO_MUCH, attach(COLLECTOR, null, "获奖证书"), many.toArray());
    }

    private static void refuses(Rule rule, Object command, Object... events) {
        at(NOW).given(events).when(command).expectException(refusal(rule)).expectNoEvents();
    }

    private static AttachEvidence attach(String by, @Nullable Integer entry, String title) {
        return new AttachEvidence(AWARDS, NURSING, ID, entry, title, "application/pdf", 20, SHA, by);
    }
}
