package org.mingzhang.command.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.test.matchers.Matchers;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.ShareAssigned;
import org.mingzhang.events.table.AssignmentEvent.TableOpened;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.table.EntryEvent.AsWritten;
import org.mingzhang.events.table.EntryEvent.BatchClosed;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.Origin;
import org.mingzhang.events.table.EntryEvent.ValuesTidied;
import org.mingzhang.events.table.How;

/** 原样: what was written where the ledger keeps it in another form. */
class KeepingWhatWasWrittenTest extends ACollectionTable {

    private static final String BATCH = "b7c9a1de-0000-4000-8000-000000000002";

    private static AsWritten written(int entry, int revision, String field, String raw) {
        return new AsWritten(entry, revision, new TreeMap<>(Map.of(field, CellValue.text(raw))));
    }

    @Test
    void standsBesideATypedValueThatWasTidied() {
        table.given(planned, nursing, due, opened, added(1, "甲"))
                .when(new ChangeEntries(
                        AWARDS,
                        null,
                        How.TYPED,
                        null,
                        null,
                        List.of(new Change(Op.AMEND, 1, 1, null, Map.of("level", CellValue.text(" ２０")), "")),
                        COLLECTOR))
                .expectEvents(
                        amended(1, 2, "level", CellValue.text("20")),
                        new ValuesTidied(
                                AWARDS, NURSING, null, List.of(written(1, 2, "level", " ２０")), COLLECTOR, NOW));
    }

    @Test
    void isToldBeforeABatchIsClosed() {
        var values = new TreeMap<>(award("甲"));
        values.put("team_name", CellValue.text("一队\u00a0"));
        table.given(planned, nursing, due, opened)
                .when(new ChangeEntries(
                        AWARDS,
                        NURSING,
                        How.PASTED,
                        BATCH,
                        null,
                        List.of(new Change(Op.ADD, null, null, null, values, "")),
                        COLLECTOR))
                .expectEvents(
                        new EntryAdded(
                                AWARDS,
                                NURSING,
                                1,
                                keyOf("甲"),
                                null,
                                new TreeMap<>(award("甲")),
                                How.PASTED,
                                new Origin(BATCH, 1),
                                COLLECTOR,
                                NOW),
                        new ValuesTidied(
                                AWARDS,
                                NURSING,
                                BATCH,
                                List.of(written(1, 1, "team_name", "一队\u00a0")),
                                COLLECTOR,
                                NOW),
                        new BatchClosed(AWARDS, NURSING, BATCH, How.PASTED, 1, 0, 0, null, COLLECTOR, NOW));
    }

    @Test
    void isWhatStoodInTheFileWhenAFileIsImported() {
        var change =
                new Change(Op.AMEND, 1, 1, null, Map.of("level", CellValue.text("20")), "", 3, Map.of("level", "省部级"));
        table.given(planned, nursing, due, opened, added(1, "甲"))
                .when(new ChangeEntries(AWARDS, null, How.TYPED, null, null, List.of(change), COLLECTOR))
                .expectEvents(
                        amended(1, 2, "level", CellValue.text("20")),
                        new ValuesTidied(
                                AWARDS, NURSING, null, List.of(written(1, 2, "level", "省部级")), COLLECTOR, NOW));
    }

    @Test
    void isNotToldWhereNothingWasTidied() {
        table.given(planned, nursing, due, opened, added(1, "甲"))
                .when(new ChangeEntries(
                        AWARDS,
                        null,
                        How.TYPED,
                        null,
                        null,
                        List.of(new Change(Op.AMEND, 1, 1, null, Map.of("level", CellValue.text("20")), "")),
                        COLLECTOR))
                .expectEvents(amended(1, 2, "level", CellValue.text("20")));
    }

    @Test
    void isToldInSeveralEventsOfALargeBatch() {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < 501; i++) {
            var values = new TreeMap<>(award("甲" + i));
            values.put("level", CellValue.text("２０"));
            changes.add(new Change(Op.ADD, null, null, null, values, ""));
        }
        table.given(planned, nursing, due, opened)
                .when(new ChangeEntries(AWARDS, NURSING, How.PASTED, BATCH, null, changes, COLLECTOR))
                .expectEventsMatching(Matchers.payloadsMatching(
                        new CustomTypeSafeMatcher<List<?>>("500 entries in one event and one in the next") {
                            @Override
                            protected boolean matchesSafely(List<?> events) {
                                var sizes = events.stream()
                                        .filter(ValuesTidied.class::isInstance)
                                        .map(each ->
                                                ((ValuesTidied) each).entries().size())
                                        .toList();
                                return sizes.equals(List.of(500, 1));
                            }
                        }));
    }

    /** A personal value is as personal as it was written. */
    @Test
    void isSealedLikeTheValueItBecame() {
        var teachers = TableKey.of("99001/2022/1.4.1");
        var assigned = new ShareAssigned(
                teachers,
                NURSING,
                true,
                Filling.DEPARTMENT,
                List.of(COLLECTOR),
                HEAD,
                LEADER,
                List.of(),
                null,
                false,
                "",
                OFFICE,
                NOW);
        var values = Map.<String, CellValue>of("staff_no", CellValue.text("20150101"), "name", CellValue.text("示例人甲 "));
        table.given(
                        new TablePlanned(teachers, "2022", Form.SOURCE, List.of(), OFFICE, NOW),
                        assigned,
                        new TableOpened(teachers, "system", NOW))
                .when(new ChangeEntries(
                        teachers,
                        NURSING,
                        How.TYPED,
                        null,
                        null,
                        List.of(new Change(Op.ADD, null, null, null, values, "")),
                        COLLECTOR))
                .expectEventsMatching(Matchers.payloadsMatching(
                        new CustomTypeSafeMatcher<List<?>>("a sealed value under the same person") {
                            @Override
                            protected boolean matchesSafely(List<?> events) {
                                var added = (EntryAdded) events.get(0);
                                var tidied = (ValuesTidied) events.get(1);
                                var kept = (CellValue.Personal) added.cells().get("name");
                                assertThat(tidied.entries().get(0).raw())
                                        .containsExactly(Map.entry(
                                                "name",
                                                new CellValue.Personal(kept.person(), CellValue.text("示例人甲 "))));
                                return true;
                            }
                        }));
    }
}
