package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingzhang.command.Receipts.DuplicateReceipt;
import org.mingzhang.command.Receipts.Receipt;

/** 回执: the same request is answered the same, and nothing happens twice. */
class KeepingReceiptsTest {

    final LedgerForTests ledger = new LedgerForTests();

    @AfterEach
    void close() {
        ledger.close();
    }

    private static Receipt receipt(String key, String command) {
        return new Receipt("20080417", key, "0".repeat(64), command, "{\"entry\":1}", 0);
    }

    private void write(List<DomainEventMessage<?>> events, Receipt... receipts) {
        ledger.transaction.executeWithoutResult(running -> {
            ledger.ledger.storage().appendEvents(events);
            ledger.ledger.receipts().store(List.of(receipts));
        });
    }

    @Test
    void findsAnAnswerWithItsPosition() {
        write(List.of(ledger.added(LedgerForTests.TABLE, "a")), receipt("k1", "a"));
        assertThat(ledger.ledger.receipts().find("20080417", "k1"))
                .contains(new Receipt("20080417", "k1", "0".repeat(64), "a", "{\"entry\":1}", 1));
        assertThat(ledger.ledger.receipts().find("20080417", "k2")).isEmpty();
        assertThat(ledger.ledger.receipts().find("20080418", "k1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 60})
    void givesEachCommandOfAGroupItsOwnPosition(int many) {
        var events = new java.util.ArrayList<DomainEventMessage<?>>();
        for (int i = 0; i < many; i++) {
            events.add(ledger.added(LedgerForTests.TABLE, "a"));
            events.add(ledger.added(LedgerForTests.TABLE, "b"));
        }
        events.add(ledger.added(LedgerForTests.TABLE, "a"));
        write(events, receipt("k1", "a"), receipt("k2", "b"), receipt("k3", "none"));
        assertThat(ledger.ledger.positions().await("b")).isEqualTo(2L * many);
        assertThat(ledger.ledger.positions().await("a")).isEqualTo(2L * many + 1);
        assertThat(ledger.ledger.receipts().find("20080417", "k2"))
                .get()
                .extracting(Receipt::position)
                .isEqualTo(2L * many);
        assertThat(ledger.ledger.receipts().find("20080417", "k1"))
                .get()
                .extracting(Receipt::position)
                .isEqualTo(2L * many + 1);
        assertThat(ledger.ledger.receipts().find("20080417", "k3"))
                .get()
                .extracting(Receipt::position)
                .isEqualTo(2L * many + 1);
    }

    @Test
    void refusesAKeyThatWasUsedBefore() {
        write(List.of(ledger.added(LedgerForTests.TABLE, "a")), receipt("k1", "a"));
        assertThatThrownBy(() -> write(List.of(LedgerForTests.added(LedgerForTests.TABLE, 1, "b")), receipt("k1", "b")))
                .isInstanceOf(DuplicateReceipt.class);
        assertThatThrownBy(() -> write(List.of(), receipt("k1", "c"))).isInstanceOf(DuplicateReceipt.class);
        assertThat(ledger.count("select count(*) from store.event")).isEqualTo(1);
        assertThat(ledger.ledger.positions().await("a")).isEqualTo(1);
        assertThat(ledger.ledger.positions().await("b")).isEqualTo(1);
    }
}
