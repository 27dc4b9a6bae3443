package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.table.EntryEvent.EntryAdded;

/** Rows of many events are begun before the events are appended; what is stored is what was appended. */
class WritingAheadTest {

    private static final int MANY = 2_500;

    final LedgerForTests ledger = new LedgerForTests();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void storesWhatWasExpectedAsIfItHadNotBeen() {
        var events = events(MANY);
        ledger.transaction.executeWithoutResult(running -> {
            events.forEach(event -> ledger.ledger.storage().expect(List.of(event)));
            ledger.ledger.storage().appendEvents(events);
        });
        mustBeStored(events);
        assertThat(ledger.count("select count(*) from store.person_key")).isEqualTo(MANY / 2);
    }

    @Test
    void storesWhatIsAppendedAndNotWhatWasExpected() {
        var events = events(MANY);
        ledger.transaction.executeWithoutResult(running -> {
            ledger.ledger.storage().expect(events);
            ledger.ledger.storage().appendEvents(events.subList(0, MANY / 2));
            ledger.ledger.storage().appendEvents(events.subList(MANY / 2, MANY));
        });
        mustBeStored(events);
    }

    @Test
    void leavesNothingOfWhatWasRolledBack() {
        var events = events(MANY);
        ledger.transaction.executeWithoutResult(running -> {
            ledger.ledger.storage().expect(events);
            running.setRollbackOnly();
        });
        assertThat(ledger.count("select count(*) from store.event")).isZero();
        assertThat(ledger.count("select count(*) from store.person_key")).isZero();
        ledger.write(events);
        mustBeStored(events);
    }

    @Test
    void leavesNothingOfWhatWasExpectedAndNeverAppended() {
        var events = events(MANY);
        ledger.transaction.executeWithoutResult(
                running -> ledger.ledger.storage().expect(events));
        assertThat(ledger.count("select count(*) from store.event")).isZero();
        ledger.transaction.executeWithoutResult(running -> {
            ledger.ledger.storage().expect(events);
            ledger.ledger.storage().appendEvents(events.subList(0, 3));
        });
        mustBeStored(events.subList(0, 3));
        assertThat(ledger.count("select count(*) from store.person_key")).isLessThan(4);
    }

    /** What a command asks while its events are on their way is answered, and sees those that were sent, or not yet. */
    @Test
    void answersWhatIsAskedMeanwhile() {
        var events = events(MANY);
        ledger.transaction.executeWithoutResult(running -> {
            for (int first = 0; first < MANY; first += 100) {
                ledger.ledger.storage().expect(events.subList(first, Math.min(first + 100, MANY)));
                assertThat(ledger.count("select count(*) from store.event")).isBetween(0L, (long) MANY);
            }
            ledger.ledger.storage().appendEvents(events);
            assertThat(ledger.count("select count(*) from store.event")).isEqualTo(MANY);
        });
        mustBeStored(events);
    }

    @Test
    void saysThatSomebodyElseWroteAtTheSameTime() {
        var events = events(MANY);
        ledger.write(events.subList(0, MANY / 2));
        assertThatThrownBy(() -> ledger.transaction.executeWithoutResult(running -> {
                    ledger.ledger.storage().expect(events.subList(MANY / 4, MANY));
                    ledger.ledger.storage().appendEvents(events.subList(MANY / 4, MANY));
                }))
                .isInstanceOf(ConcurrencyException.class);
        mustBeStored(events.subList(0, MANY / 2));
    }

    @Test
    void storesNothingIfOneOfThemCannotBeWritten() {
        var events = new ArrayList<>(events(MANY));
        events.add(LedgerForTests.message(
                LedgerForTests.TABLE,
                MANY,
                "c",
                LedgerForTests.entry(
                        LedgerForTests.TABLE, MANY + 1, Map.of("note", CellValue.text("长".repeat(1 << 20))))));
        assertThatThrownBy(() -> ledger.transaction.executeWithoutResult(running -> {
                    ledger.ledger.storage().expect(events);
                    ledger.ledger.storage().appendEvents(events);
                }))
                .hasMessageContaining("too large");
        assertThat(ledger.count("select count(*) from store.event")).isZero();
        ledger.write(events.subList(0, MANY));
        mustBeStored(events.subList(0, MANY));
    }

    @Test
    void sealsNothingTwiceUnderOneNonce() {
        ledger.write(events(300));
        var nonces = ledger.read(0, 300).stream()
                .flatMap(event -> ((EntryAdded) event.getPayload())
                        .cells().values().stream()
                                .filter(Sealed.class::isInstance)
                                .distinct())
                .map(cell -> Base64.getUrlEncoder()
                        .encodeToString(Arrays.copyOf(Base64.getUrlDecoder().decode(((Sealed) cell).box()), Gcm.NONCE)))
                .toList();
        assertThat(nonces).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    private void mustBeStored(List<DomainEventMessage<?>> events) {
        var read = ledger.ledger
                .storage()
                .readEvents(LedgerForTests.TABLE, 0)
                .asStream()
                .toList();
        assertThat(read).hasSize(events.size());
        var unsealing = ledger.ledger.unsealing();
        for (int i = 0; i < events.size(); i++) {
            assertThat(read.get(i).getIdentifier()).isEqualTo(events.get(i).getIdentifier());
            var written = ((EntryAdded) events.get(i).getPayload()).cells();
            var stored = ((EntryAdded) read.get(i).getPayload()).cells();
            assertThat(stored.keySet()).isEqualTo(written.keySet());
            for (var cell : written.entrySet()) {
                var value = stored.get(cell.getKey());
                assertThat(
                                value instanceof Sealed sealed
                                        ? unsealing.open(read.get(i).getIdentifier(), cell.getKey(), sealed)
                                        : value)
                        .isEqualTo(cell.getValue().plain());
            }
        }
    }

    /** Two neighbours are about the same person, and the second says so of somebody else as well. */
    private static List<DomainEventMessage<?>> events(int count) {
        return IntStream.range(0, count)
                .<DomainEventMessage<?>>mapToObj(n -> LedgerForTests.message(
                        LedgerForTests.TABLE,
                        n,
                        "c",
                        LedgerForTests.entry(
                                LedgerForTests.TABLE,
                                n + 1,
                                Map.of(
                                        "name", new Personal("p" + n / 2, CellValue.text("沈小禾" + n)),
                                        "height", new Personal("p" + n / 2, CellValue.whole(150 + n % 50)),
                                        "guardian", new Personal("p" + n / 4, CellValue.flag(n % 3 == 0)),
                                        "major", CellValue.text("护理")))))
                .toList();
    }
}
