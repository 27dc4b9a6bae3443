package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.table.EntryEvent.EntryAdded;

/** 封存个人信息: from the first event on, and opening only where it was put. */
class SealingPersonalValuesTest {

    static final String SECRET = "王小明之秘密";

    final LedgerForTests ledger = new LedgerForTests();

    @AfterEach
    void close() {
        ledger.close();
    }

    private String write(int number, String person) {
        var cells = new TreeMap<String, CellValue>();
        cells.put("name", new Personal(person, CellValue.text(SECRET)));
        cells.put("height", new Personal(person, CellValue.whole(171)));
        cells.put("poor", new Personal(person, CellValue.flag(true)));
        cells.put("major", CellValue.text("护理"));
        var event = LedgerForTests.message(
                LedgerForTests.TABLE,
                number - 1,
                "c" + number,
                LedgerForTests.entry(LedgerForTests.TABLE, number, cells));
        ledger.write(event);
        return event.getIdentifier();
    }

    private EntryAdded read(int position) {
        return (EntryAdded) ledger.read(position - 1, 1).get(0).getPayload();
    }

    @Test
    void leavesNoPlainValueInTheDatabase() {
        write(1, "p1");
        assertThat(ledger.count("select count(*) from store.event where position('" + SECRET
                        + "'::text::bytea in payload) > 0"))
                .isZero();
        assertThat(ledger.count("select count(*) from store.event where position('护理'::text::bytea in payload) > 0"))
                .isEqualTo(1);
        assertThat(ledger.count("select count(*) from store.event e where e::text like '%" + SECRET + "%'"))
                .isZero();
        assertThat(read(1).cells().get("name")).isInstanceOf(Sealed.class);
    }

    @Test
    void opensWhatWasSealed() {
        var id = write(1, "p1");
        var cells = read(1).cells();
        var unsealing = ledger.ledger.unsealing();
        assertThat(unsealing.open(id, "name", (Sealed) cells.get("name"))).isEqualTo(CellValue.text(SECRET));
        assertThat(unsealing.open(id, "height", (Sealed) cells.get("height"))).isEqualTo(CellValue.whole(171));
        assertThat(unsealing.open(id, "poor", (Sealed) cells.get("poor"))).isEqualTo(CellValue.flag(true));
    }

    /** Whatever JSON has to write otherwise than it is comes out as it went in. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "\\", "a\"b", "两行\n一\t格", "\u0001", "👩‍⚕️ 护士", "null", "{}", "\"\""})
    void opensAnyTextAsItWas(String text) {
        var cells = new TreeMap<String, CellValue>();
        cells.put("name", new Personal("p1", CellValue.text(text)));
        cells.put("born", new Personal("p1", CellValue.blank()));
        var event = LedgerForTests.message(
                LedgerForTests.TABLE, 0, "c1", LedgerForTests.entry(LedgerForTests.TABLE, 1, cells));
        ledger.write(event);
        var unsealing = ledger.ledger.unsealing();
        var sealed = read(1).cells();
        assertThat(unsealing.open(event.getIdentifier(), "name", (Sealed) sealed.get("name")))
                .isEqualTo(CellValue.text(text));
        assertThat(unsealing.open(event.getIdentifier(), "born", (Sealed) sealed.get("born")))
                .isEqualTo(CellValue.blank());
    }

    @Test
    void refusesAValueMovedElsewhere() {
        var id = write(1, "p1");
        var other = write(2, "p2");
        var name = (Sealed) read(1).cells().get("name");
        var unsealing = ledger.ledger.unsealing();
        assertThatThrownBy(() -> unsealing.open(id, "former_name", name)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> unsealing.open(other, "name", name)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> unsealing.open(id, "name", new Sealed("p2", name.fields(), name.box())))
                .isInstanceOf(IllegalStateException.class);
        for (var fields : List.of(List.of("height", "name"), List.of("height", "name", "rich"), List.<String>of())) {
            assertThatThrownBy(() -> unsealing.open(id, "name", new Sealed("p1", fields, name.box())))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void usesOneKeyForEachPersonForEver() {
        write(1, "p1");
        write(2, "p1");
        write(3, "p2");
        assertThat(ledger.count("select count(*) from store.person_key")).isEqualTo(2);
    }

    @Test
    void forgetsAKeyWhoseTransactionFailed() {
        ledger.transaction.executeWithoutResult(running -> {
            ledger.ledger
                    .storage()
                    .appendEvents(List.of(LedgerForTests.message(
                            LedgerForTests.TABLE,
                            0,
                            "never",
                            LedgerForTests.entry(
                                    LedgerForTests.TABLE,
                                    1,
                                    Map.of("name", new Personal("p1", CellValue.text(SECRET)))))));
            running.setRollbackOnly();
        });
        var id = write(1, "p1");
        ledger.ledger.personKeys().forOpening("p1");
        try (var fresh = ledger.another((event, revision, data) -> {
            throw new AssertionError("nothing to upcast");
        })) {
            assertThat(fresh.unsealing()
                            .open(id, "name", (Sealed) read(1).cells().get("name")))
                    .isEqualTo(CellValue.text(SECRET));
        }
    }

    @Test
    void erasesWithTheKey() {
        var id = write(1, "p1");
        var name = (Sealed) read(1).cells().get("name");
        ledger.transaction.executeWithoutResult(
                running -> ledger.ledger.personKeys().destroy("p1"));
        assertThat(ledger.ledger.unsealing().open(id, "name", name)).isEqualTo(new CellValue.Erased());
        assertThatThrownBy(() -> write(2, "p1"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.rule()).isEqualTo(Rule.PERSON_ERASED));
    }
}
