package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Receipts.DuplicateReceipt;
import org.mingzhang.command.Receipts.Receipt;
import org.mingzhang.events.upcast.Upcasters;

/** 合并写入: whoever is ready at the same time is written together, and each has the outcome that is his. */
class WritingInGroupsTest {

    private static final int MANY = 10;

    final LedgerForTests ledger = new LedgerForTests();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void writesWhatWaitsInOneTransactionWithDensePositions() throws Exception {
        var outcomes = Collections.synchronizedMap(new TreeMap<String, Object>());
        var writers = whileTheSequencerIsHeld(number -> writer(number, "k" + number, outcomes));
        for (var writer : writers) {
            writer.join();
        }
        assertThat(outcomes.values()).doesNotHaveAnyElementsOfTypes(RuntimeException.class);
        assertThat(outcomes.values().stream().map(Long.class::cast).sorted())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
        assertThat(ledger.count("select count(distinct xid) from store.event"))
                .as("the first, and all who came while it was being written")
                .isEqualTo(2);
        assertThat(ledger.count("select count(*) from store.receipt r join store.event e using (global_index)"
                        + " where r.command = e.command"))
                .isEqualTo(MANY + 1);
    }

    @Test
    void aRequestThatCameBeforeHarmsNobodyElse() throws Exception {
        ledger.transaction.executeWithoutResult(running -> ledger.ledger
                .receipts()
                .store(List.of(new Receipt("20080417", "k4", "0".repeat(64), "before", "{}", 0))));
        var outcomes = Collections.synchronizedMap(new TreeMap<String, Object>());
        var writers = whileTheSequencerIsHeld(number -> writer(number, "k" + number, outcomes));
        for (var writer : writers) {
            writer.join();
        }
        assertThat(outcomes.get("c4")).isInstanceOf(DuplicateReceipt.class);
        outcomes.remove("c4");
        assertThat(outcomes.values().stream().map(Long.class::cast).sorted())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(ledger.count("select count(*) from store.event")).isEqualTo(MANY);
    }

    /** Another node wrote to the same table and nobody numbered that yet: it keeps its place before what follows from it. */
    @Test
    void passesOverNothingThatHasNoPositionYet() {
        ledger.write(LedgerForTests.added("99001/2022/1.4.1", 0, "here"));
        try (var other = ledger.another(Upcasters.all()::toNewest)) {
            for (long n = 0; n < 40; n += 2) {
                var theirs = LedgerForTests.added(LedgerForTests.TABLE, n, "there" + n);
                var ours = LedgerForTests.added(LedgerForTests.TABLE, n + 1, "here" + n);
                ledger.transaction.executeWithoutResult(
                        running -> other.storage().appendEvents(List.of(theirs)));
                assertThat(ledger.write(ours)).isEqualTo(n + 3);
            }
        }
        assertThat(ledger.read(1, 40))
                .extracting(event -> ((DomainEventMessage<?>) event).getSequenceNumber())
                .isSorted();
    }

    @Test
    void isNumberedOnceWhateverElseIsNumberedAfterIt() {
        for (int i = 0; i < 60; i += 3) {
            ledger.write(ledger.added(LedgerForTests.TABLE, "one" + i));
            var many = new ArrayList<DomainEventMessage<?>>();
            for (int each = 0; each < 60; each++) {
                many.add(ledger.added("99001/2022/1.2.1", "many" + i));
            }
            ledger.write(many);
            ledger.write(ledger.added(LedgerForTests.TABLE, "two" + i));
        }
        assertThat(ledger.count("select count(*) from store.ledger")).isEqualTo(20 * 62);
        assertThat(ledger.count("select max(position) from store.ledger")).isEqualTo(20 * 62);
    }

    // steps

    @FunctionalInterface
    private interface Work {
        Thread of(int number);
    }

    private Thread writer(int number, String key, Map<String, Object> outcomes) {
        var command = "c" + number;
        return new Thread(() -> {
            try {
                ledger.transaction.executeWithoutResult(running -> {
                    ledger.ledger
                            .storage()
                            .appendEvents(List.of(LedgerForTests.added("99001/2022/2." + number + ".1", 0, command)));
                    ledger.ledger
                            .receipts()
                            .store(List.of(new Receipt("20080417", key, "0".repeat(64), command, "{}", 0)));
                });
                outcomes.put(command, ledger.ledger.positions().await(command));
            } catch (RuntimeException refused) {
                outcomes.put(command, refused);
            }
        });
    }

    /** Starts one writer, who cannot finish, and the others once he writes; lets him finish when all of them wait. */
    private List<Thread> whileTheSequencerIsHeld(Work work) throws Exception {
        var writers = new ArrayList<Thread>();
        for (int number = 0; number <= MANY; number++) {
            writers.add(work.of(number));
        }
        LedgerForTests.until(() -> ledger.ledger.sequencing().role() == Sequencer.Role.SEQUENCING);
        try (var holding = ledger.database.getConnection()) {
            holding.setAutoCommit(false);
            hold(holding);
            writers.get(0).start();
            LedgerForTests.until(() -> ledger.count("""
                    select count(*) from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock'""") > 0);
            writers.subList(1, writers.size()).forEach(Thread::start);
            LedgerForTests.until(() -> writers.subList(1, writers.size()).stream()
                    .allMatch(writer -> writer.getState() == Thread.State.WAITING));
            holding.rollback();
            holding.setAutoCommit(true);
        }
        return writers;
    }

    private static void hold(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select head from store.sequencer for update");
        }
    }
}
