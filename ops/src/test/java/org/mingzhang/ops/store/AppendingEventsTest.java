package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.proof.Canonical;

/** What was acknowledged is stored, whole and once. */
class AppendingEventsTest {

    final LedgerForTests ledger = new LedgerForTests();

    @AfterEach
    void close() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 47, 48, 700})
    void givesBackWhatWasWritten(int count) {
        var events = events(count, "c");
        assertThat(ledger.write(events)).isEqualTo(count);
        var read = ledger.ledger
                .storage()
                .readEvents(LedgerForTests.TABLE, 0)
                .asStream()
                .toList();
        assertThat(read).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(read.get(i).getPayload()).isEqualTo(events.get(i).getPayload());
            assertThat(read.get(i).getMetaData()).isEqualTo(events.get(i).getMetaData());
            assertThat(read.get(i).getIdentifier()).isEqualTo(events.get(i).getIdentifier());
            assertThat(read.get(i).getSequenceNumber()).isEqualTo(i);
            assertThat(read.get(i).getTimestamp()).isEqualTo(LedgerForTests.NOW);
        }
        assertThat(ledger.read(0, count))
                .extracting(message -> (Object) message.getPayload())
                .containsExactlyElementsOf(events.stream()
                        .map(message -> (Object) message.getPayload())
                        .toList());
    }

    @Test
    void storesCanonicalJsonUnderNamesThatAreNoClasses() {
        ledger.write(events(3, "c"));
        ledger.sql
                .sql("select payload from store.event")
                .query((row, number) -> row.getBytes(1))
                .list()
                .forEach(Canonical::require);
        assertThat(ledger.sql
                        .sql("select distinct event_type || ' ' || revision || ' ' || aggregate_type from store.event")
                        .query(String.class)
                        .list())
                .containsExactly("table.entry-added 2 table");
        assertThat(ledger.count("select count(*) from store.event e where e::text like '%mingzhang%'"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 700})
    void storesAllEventsOfACommandOrNone(int count) {
        ledger.write(events(1, "first"));
        var next = new ArrayList<DomainEventMessage<?>>();
        IntStream.range(0, count).forEach(i -> next.add(LedgerForTests.added("99001/2022/1.4.1", i, "second")));
        next.add(LedgerForTests.added(LedgerForTests.TABLE, 0, "second"));
        assertThatThrownBy(() -> ledger.write(next)).isInstanceOf(RuntimeException.class);
        assertThat(ledger.count("select count(*) from store.event")).isEqualTo(1);
        assertThat(ledger.write(LedgerForTests.added(LedgerForTests.TABLE, 1, "third")))
                .isEqualTo(2);
    }

    @Test
    void tellsWhenSomebodyElseWroteFirst() {
        ledger.write(events(1, "first"));
        ledger.write(LedgerForTests.added(LedgerForTests.TABLE, 1, "second"));
        assertThatThrownBy(() -> ledger.write(LedgerForTests.added(LedgerForTests.TABLE, 1, "third")))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> ledger.write(events(1, "fourth")))
                .isInstanceOf(AggregateStreamCreationException.class);
    }

    @Test
    void refusesToWriteOutsideATransaction() {
        assertThatThrownBy(() -> ledger.ledger.storage().appendEvents(events(1, "c")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void believesNoRowThatItNeverWrote() {
        ledger.write(events(2, "c"));
        ledger.sql
                .sql(
                        "update store.event set payload = convert_to(replace(convert_from(payload, 'UTF8'), '护理', '会计'), 'UTF8')")
                .update();
        assertThatThrownBy(() -> ledger.ledger
                        .storage()
                        .readEvents(LedgerForTests.TABLE, 0)
                        .asStream()
                        .toList())
                .hasMessageContaining("was not written by this application");
    }

    @Test
    void keepsTextAsItIs() {
        var odd = "a\u0001\"\\\n\u007f😀é\u2028/";
        ledger.write(LedgerForTests.message(
                LedgerForTests.TABLE,
                0,
                "c",
                LedgerForTests.entry(LedgerForTests.TABLE, 1, java.util.Map.of("note", CellValue.text(odd)))));
        assertThat(ledger.read(0, 1).get(0))
                .extracting(Message::getPayload)
                .hasToString(
                        LedgerForTests.entry(LedgerForTests.TABLE, 1, java.util.Map.of("note", CellValue.text(odd)))
                                .toString());
    }

    private static List<DomainEventMessage<?>> events(int count, String command) {
        return IntStream.range(0, count)
                .<DomainEventMessage<?>>mapToObj(n -> LedgerForTests.added(LedgerForTests.TABLE, n, command))
                .toList();
    }
}
