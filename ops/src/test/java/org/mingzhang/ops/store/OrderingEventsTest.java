package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingzhang.events.upcast.Upcasters;
import org.mingzhang.ops.store.SequencerTable.Fenced;

/** 定序: every committed event has one place, for good, and nobody who reads by it misses one. */
class OrderingEventsTest {

    final LedgerForTests ledger = new LedgerForTests();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void givesDensePositionsInTheOrderOfCommits() {
        for (int i = 0; i < 20; i++) {
            assertThat(ledger.write(ledger.added(LedgerForTests.TABLE, "c" + i)))
                    .isEqualTo(i + 1L);
        }
        assertThat(ledger.read(0, 20))
                .extracting(event -> LedgerSource.positionOf(event.trackingToken()))
                .containsExactlyElementsOf(range(1, 20));
    }

    @Test
    void leavesNoPlaceForWhatWasRolledBack() {
        ledger.write(ledger.added(LedgerForTests.TABLE, "a"));
        ledger.transaction.executeWithoutResult(running -> {
            ledger.ledger.storage().appendEvents(List.of(LedgerForTests.added("99001/2022/1.4.1", 0, "b")));
            running.setRollbackOnly();
        });
        assertThat(ledger.ledger.positions().await("b")).isEqualTo(1);
        assertThat(ledger.write(ledger.added(LedgerForTests.TABLE, "c"))).isEqualTo(2);
    }

    @Test
    void neverMissesWhatCommitsLate() throws InterruptedException {
        var held = new CountDownLatch(1);
        var written = new CountDownLatch(1);
        var slow = new Thread(() -> ledger.transaction.executeWithoutResult(running -> {
            ledger.ledger.storage().appendEvents(events("99001/2022/9.9.9", 400, "slow"));
            written.countDown();
            await(held);
        }));
        slow.start();
        written.await();
        var others = new ArrayList<Long>();
        for (int i = 0; i < 100; i++) {
            others.add(ledger.write(ledger.added(LedgerForTests.TABLE, "quick" + i)));
        }
        // nobody waits for the slow one
        assertThat(others).containsExactlyElementsOf(range(1, 100));
        held.countDown();
        slow.join();
        assertThat(ledger.ledger.positions().await("slow")).isEqualTo(500);
        assertThat(ledger.read(100, 400))
                .allSatisfy(event -> assertThat(identifier(event)).isEqualTo("99001/2022/9.9.9"))
                .extracting(event -> ((DomainEventMessage<?>) event).getSequenceNumber())
                .containsExactlyElementsOf(range(0, 399));
    }

    /** At most so many events at a time: a few, or runs that are copied among few that are inserted. */
    @ParameterizedTest
    @ValueSource(ints = {3, 120})
    void losesNothingUnderManyWriters(int most) throws InterruptedException {
        var writers = Executors.newFixedThreadPool(16);
        var stored = Collections.synchronizedList(new ArrayList<String>());
        for (int writer = 0; writer < 16; writer++) {
            var table = "99001/2022/2." + writer + ".1";
            writers.execute(() -> {
                var random = new Random(table.hashCode());
                for (int i = 0; i < 20 * most; ) {
                    var events = new ArrayList<DomainEventMessage<?>>();
                    for (int many = 1 + random.nextInt(most); many > 0; many--) {
                        events.add(LedgerForTests.added(table, i + events.size(), table + i));
                    }
                    ledger.transaction.executeWithoutResult(running -> {
                        ledger.ledger.storage().appendEvents(events);
                        pause(random.nextInt(15));
                    });
                    events.forEach(event -> stored.add(event.getIdentifier()));
                    i += events.size();
                }
            });
        }
        writers.shutdown();
        assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        var read = ledger.read(0, stored.size());
        assertThat(read).extracting(TrackedEventMessage::getIdentifier).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(read)
                .extracting(event -> LedgerSource.positionOf(event.trackingToken()))
                .containsExactlyElementsOf(range(1, stored.size()));
        for (int writer = 0; writer < 16; writer++) {
            var table = "99001/2022/2." + writer + ".1";
            assertThat(read)
                    .filteredOn(event -> identifier(event).equals(table))
                    .extracting(event -> ((DomainEventMessage<?>) event).getSequenceNumber())
                    .isSorted();
        }
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        ledger.write(ledger.added(LedgerForTests.TABLE, "a"));
        ledger.ledger.close();
        ledger.transaction.executeWithoutResult(
                running -> ledger.ledger.storage().appendEvents(List.of(ledger.added(LedgerForTests.TABLE, "b"))));
        try (var next = ledger.another(Upcasters.all()::toNewest)) {
            next.start();
            LedgerForTests.until(() -> next.positions().head() == 2);
            ledger.transaction.executeWithoutResult(
                    running -> next.storage().appendEvents(List.of(ledger.added(LedgerForTests.TABLE, "c"))));
            assertThat(next.positions().await("c")).isEqualTo(3);
        }
    }

    /** An import is answered before each of its events stands in the ledger by its position. */
    @Test
    void keepsThePositionsItGaveThoughItWasKilledBeforeLayingThemOut() {
        ledger.write(ledger.added(LedgerForTests.TABLE, "before"));
        var answered = new AtomicLong();
        ledger.transaction.executeWithoutResult(slow -> {
            // drew its numbers before the import, and would stand before it if the import's positions were given anew
            ledger.ledger.storage().appendEvents(events("99001/2022/9.9.8", 100, "slow"));
            CompletableFuture.runAsync(() -> {
                        answered.set(ledger.write(events("99001/2022/9.9.9", 400, "import")));
                        LedgerForTests.until(() -> ledger.count("select count(*) from store.ledger") == 401);
                        ledger.ledger.close();
                        asIfKilledBeforeLayingOut(400);
                    })
                    .join();
        });

        try (var next = ledger.another(Upcasters.all()::toNewest)) {
            next.start();
            LedgerForTests.until(() -> next.positions().head() == 501);
        }
        assertThat(answered).hasValue(401);
        assertThat(ledger.count("""
                select max(l.position) from store.ledger l join store.event e using (global_index)
                where e.command = 'import'""")).isEqualTo(401);
        assertThat(ledger.count("select count(distinct position) from store.ledger"))
                .isEqualTo(501);
        assertThat(ledger.count("select count(*) from store.sequencer where run_first is null and head = 501"))
                .isOne();
    }

    private void asIfKilledBeforeLayingOut(int events) {
        ledger.sql.sql("""
                update store.sequencer set head = head - :events, run_at = head_at,
                    run_first = (select max(global_index) from store.ledger) - :events + 1,
                    run_last = (select max(global_index) from store.ledger)""").param("events", events).update();
        ledger.sql.sql("delete from store.ledger where position > 1").update();
    }

    @Test
    void answersAnImportAtOnceAndLetsNobodyReadPastWhatIsLaidOut() {
        for (int i = 0; i < 5; i++) {
            var position = ledger.write(events("99001/2022/9.9." + i, 500, "import" + i));
            assertThat(position).isEqualTo(501L * i + 500);
            assertThat(ledger.ledger.positions().head()).isGreaterThanOrEqualTo(position);
            assertThat(ledger.write(ledger.added(LedgerForTests.TABLE, "next" + i)))
                    .isEqualTo(position + 1);
        }
        assertThat(ledger.read(0, 2_505))
                .extracting(event -> LedgerSource.positionOf(event.trackingToken()))
                .containsExactlyElementsOf(range(1, 2_505));
    }

    @Test
    void isDoneByOneNodeForAll() {
        try (var other = ledger.another(Upcasters.all()::toNewest)) {
            ledger.write(ledger.added(LedgerForTests.TABLE, "here"));
            other.start();
            LedgerForTests.until(() -> other.sequencing().role() == Sequencer.Role.FOLLOWING);
            ledger.transaction.executeWithoutResult(
                    running -> other.storage().appendEvents(List.of(ledger.added(LedgerForTests.TABLE, "there"))));
            assertThat(other.positions().await("there")).isEqualTo(2);
            ledger.ledger.close();
            LedgerForTests.until(() -> other.sequencing().role() == Sequencer.Role.SEQUENCING);
            ledger.transaction.executeWithoutResult(
                    running -> other.storage().appendEvents(List.of(ledger.added(LedgerForTests.TABLE, "alone"))));
            assertThat(other.positions().await("alone")).isEqualTo(3);
        }
    }

    @Test
    void keepsOutWhatTheApplicationNeverWrote() {
        ledger.write(ledger.added(LedgerForTests.TABLE, "a"));
        ledger.sql.sql("""
                        insert into store.event (event_id, aggregate_type, aggregate_id, sequence_number, event_type,
                            revision, at, actor, role, command, payload, mac)
                        select gen_random_uuid(), aggregate_type, aggregate_id, 1, event_type, revision, at, actor, role,
                            'forged', payload, mac from store.event""").update();
        LedgerForTests.until(() -> ledger.ledger.sequencing().quarantined() == 1);
        assertThat(ledger.write(LedgerForTests.added("99001/2022/1.4.1", 0, "b")))
                .isEqualTo(2);
        assertThat(ledger.count("select count(*) from store.quarantine")).isEqualTo(1);
    }

    @Test
    void survivesTheLossOfTheDatabase() {
        ledger.write(ledger.added(LedgerForTests.TABLE, "a"));
        ledger.sql.sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()""").query(Long.class).single();
        LedgerForTests.until(() -> ledger.ledger.sequencing().role() == Sequencer.Role.CUT_OFF
                || ledger.ledger.sequencing().role() == Sequencer.Role.SEQUENCING);
        assertThat(ledger.write(ledger.added(LedgerForTests.TABLE, "b"))).isEqualTo(2);
    }

    @Test
    void mendsTheOrderWithinAnAggregateOnly() {
        var rows = new ArrayList<>(List.of(row(1, "A", 1), row(2, "B", 0), row(3, "A", 0), row(4, "B", 1)));
        Sequencer.repair(rows);
        assertThat(rows).extracting(Fenced::globalIndex).containsExactly(3L, 2L, 1L, 4L);
    }

    private static Fenced row(long index, String aggregate, long n) {
        var header = new EventRow(
                new java.util.UUID(0, index),
                "table",
                aggregate,
                n,
                "table.entry-added",
                1,
                LedgerForTests.NOW,
                "",
                "",
                "",
                new byte[0],
                new byte[0]);
        return new Fenced(index, "7", header, new byte[0], 0);
    }

    private static List<DomainEventMessage<?>> events(String table, int count, String command) {
        return IntStream.range(0, count)
                .<DomainEventMessage<?>>mapToObj(n -> LedgerForTests.added(table, n, command))
                .toList();
    }

    private static String identifier(TrackedEventMessage<?> event) {
        return ((DomainEventMessage<?>) event).getAggregateIdentifier();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
