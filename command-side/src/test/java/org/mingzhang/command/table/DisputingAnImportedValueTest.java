package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.ShareAssigned;
import org.mingzhang.events.table.AssignmentEvent.TableOpened;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.table.CorrectionEvent.CorrectionAccepted;
import org.mingzhang.events.table.CorrectionEvent.CorrectionProposed;
import org.mingzhang.events.table.CorrectionEvent.CorrectionRejected;
import org.mingzhang.events.table.CorrectionEvent.CorrectionWithdrawn;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.EntryEvent.EntryConfirmed;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.events.table.EntryEvent.Origin;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.ShareEvent.EvidenceAttached;
import org.mingzhang.events.table.ShareEvent.ShareSubmitted;

/** 提出更正: what personnel's file says of a teacher, the teacher disputes and does not overwrite. */
class DisputingAnImportedValueTest extends ACollectionTable {

    private static final TableKey ACHIEVEMENTS = TableKey.of("99001/2022/2.15.2");
    private static final String TEACHER = SECRETARY;
    private static final String ID = "9d3b0c52-6a53-4d5f-8b0e-3a8f8e1a2b3c";
    private static final String FIELD = "issuer";
    private static final CellValue WRONG = CellValue.text("省教育厅");
    private static final CellValue RIGHT = CellValue.text("国家教育部");

    private final TablePlanned planned = new TablePlanned(ACHIEVEMENTS, "2022", Form.COLLECTED, List.of(), OFFICE, NOW);
    private final ShareAssigned share = new ShareAssigned(
            ACHIEVEMENTS,
            NURSING,
            false,
            Filling.PER_TEACHER,
            List.of(COLLECTOR),
            HEAD,
            LEADER,
            List.of(TEACHER),
            null,
            false,
            "",
            OFFICE,
            NOW);
    private final TableOpened opened = new TableOpened(ACHIEVEMENTS, "system", NOW);
    private final EntryAdded imported = new EntryAdded(
            ACHIEVEMENTS,
            NURSING,
            1,
            new TreeMap<>(),
            TEACHER,
            cells(WRONG),
            How.IMPORTED,
            new Origin("b1", 7),
            OFFICE,
            NOW);
    private final EntryConfirmed confirmed = new EntryConfirmed(ACHIEVEMENTS, NURSING, 1, 1, TEACHER, NOW);
    private final CorrectionProposed proposed = proposed(null);
    private final EntryAmended corrected = amended(2, FIELD, RIGHT, How.TYPED, COLLECTOR);
    private final CorrectionAccepted accepted =
            new CorrectionAccepted(ACHIEVEMENTS, NURSING, 1, 2, ID, TEACHER, COLLECTOR, NOW);

    private static SortedMap<String, CellValue> cells(CellValue value) {
        return new TreeMap<>(Map.of(FIELD, value));
    }

    private static CorrectionProposed proposed(@Nullable String evidence) {
        return new CorrectionProposed(
                ACHIEVEMENTS,
                NURSING,
                1,
                1,
                ID,
                cells(RIGHT),
                "correction:" + ACHIEVEMENTS + "|1|" + EventJson.mapper().writeValueAsString(cells(RIGHT)),
                "表彰文件上写的是教育部",
                evidence,
                TEACHER,
                NOW);
    }

    private static EntryAmended amended(int revision, String field, CellValue value, How how, String by) {
        return new EntryAmended(
                ACHIEVEMENTS,
                NURSING,
                1,
                revision,
                new TreeMap<>(),
                new TreeMap<>(Map.of(field, value)),
                how == How.TYPED ? "采纳本人提出的更正：表彰文件上写的是教育部" : "",
                how,
                null,
                by,
                NOW);
    }

    private static ChangeEntries types(String by, String field, CellValue value) {
        return new ChangeEntries(
                ACHIEVEMENTS,
                null,
                How.TYPED,
                null,
                null,
                List.of(new Change(Op.AMEND, 1, 1, null, Map.of(field, value), "")),
                by);
    }

    private static ProposeCorrection proposes(String by, Map<String, CellValue> changes, @Nullable String evidence) {
        return new ProposeCorrection(ACHIEVEMENTS, 1, 1, ID, changes, "表彰文件上写的是教育部", evidence, by);
    }

    private static AcceptCorrection accepts(String by) {
        return new AcceptCorrection(ACHIEVEMENTS, ID, cells(RIGHT), by);
    }

    @Test
    void theTeacherDoesNotOverwriteIt() {
        table.given(planned, share, opened, imported)
                .when(types(TEACHER, FIELD, RIGHT))
                .expectNoEvents()
                .expectException(refusal(Rule.VALUE_IMPORTED, "value-imported"));
    }

    @Test
    void theTeacherDoesNotRemoveTheEntryThatCameWithIt() {
        var remove = new ChangeEntries(
                ACHIEVEMENTS,
                null,
                How.TYPED,
                null,
                null,
                List.of(new Change(Op.REMOVE, 1, 1, null, Map.of(), "")),
                TEACHER);
        table.given(planned, share, opened, imported)
                .when(remove)
                .expectException(refusal(Rule.VALUE_IMPORTED, "value-imported"));
    }

    @Test
    void theTeacherFillsWhatTheImportLeftBlank() {
        table.given(planned, share, opened, imported)
                .when(types(TEACHER, "level", CellValue.text("10")))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void theTeacherChangesItOnceTheImportWasTakenBack() {
        table.given(planned, share, opened, imported, amended(2, FIELD, WRONG, How.RESTORED, OFFICE))
                .when(new ChangeEntries(
                        ACHIEVEMENTS,
                        null,
                        How.TYPED,
                        null,
                        null,
                        List.of(new Change(Op.AMEND, 1, 2, null, Map.of(FIELD, RIGHT), "")),
                        TEACHER))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void theTeacherProposesWhatIsRight() {
        table.given(planned, share, opened, imported)
                .when(proposes(TEACHER, cells(RIGHT), null))
                .expectEvents(proposed);
    }

    @Test
    void theTeacherMayNameEvidence() {
        var attached = new EvidenceAttached(
                ACHIEVEMENTS, NURSING, "e1", 1, "表彰文件", "application/pdf", 9, "ab".repeat(32), TEACHER, NOW);
        table.given(planned, share, opened, imported, attached)
                .when(proposes(TEACHER, cells(RIGHT), "e1"))
                .expectEvents(proposed("e1"));
        at(NOW).given(planned, share, opened, imported)
                .when(proposes(TEACHER, cells(RIGHT), "e1"))
                .expectException(refusal(Rule.NO_SUCH_EVIDENCE));
    }

    @Test
    void nobodyDisputesForTheTeacher() {
        table.given(planned, share, opened, imported)
                .when(proposes(COLLECTOR, cells(RIGHT), null))
                .expectException(refusal(Rule.NOT_YOUR_ENTRY));
    }

    @Test
    void whatTheTeacherMayChangeIsNotDisputed() {
        table.given(planned, share, opened, imported)
                .when(proposes(TEACHER, Map.of("level", CellValue.text("10")), null))
                .expectException(refusal(Rule.VALUE_IS_YOURS));
    }

    @Test
    void theProposedValueIsOneTheFieldMayHold() {
        table.given(planned, share, opened, imported)
                .when(proposes(TEACHER, Map.of("level", CellValue.text("最高级")), null))
                .expectException(refusal(Rule.VALUES_REFUSED, "unknown-code"));
    }

    @Test
    void aCellHasOneProposalAtATime() {
        table.given(planned, share, opened, imported, proposed)
                .when(new ProposeCorrection(ACHIEVEMENTS, 1, 1, "another", cells(RIGHT), "表彰文件上写的是教育部", null, TEACHER))
                .expectException(refusal(Rule.CORRECTION_WAITS));
    }

    @Test
    void nothingIsDisputedAfterTheShareWasHandedOver() {
        table.given(planned, share, opened, imported, confirmed, handedOver())
                .when(proposes(TEACHER, cells(RIGHT), null))
                .expectException(refusal(Rule.SHARE_NOT_OPEN));
    }

    @Test
    void whoAcceptsMakesTheChangeUnderTheOwnName() {
        table.given(planned, share, opened, imported, proposed)
                .when(accepts(COLLECTOR))
                .expectEvents(corrected, accepted);
    }

    @Test
    void theOfficeThatImportedItMayDecideToo() {
        table.given(planned, share, opened, imported, proposed)
                .when(new RejectCorrection(ACHIEVEMENTS, ID, "与人事档案一致", OFFICE))
                .expectEvents(new CorrectionRejected(ACHIEVEMENTS, NURSING, 1, ID, TEACHER, "与人事档案一致", OFFICE, NOW));
    }

    @Test
    void nobodyElseDecides() {
        table.given(planned, share, opened, imported, proposed)
                .when(accepts(DENTAL_COLLECTOR))
                .expectException(refusal(Rule.NOT_YOUR_SHARE));
        at(NOW).given(planned, share, opened, imported, proposed)
                .when(accepts(TEACHER))
                .expectException(refusal(Rule.OWN_CORRECTION));
    }

    @Test
    void onlyWhatWasProposedIsAccepted() {
        table.given(planned, share, opened, imported, proposed)
                .when(new AcceptCorrection(ACHIEVEMENTS, ID, cells(WRONG), COLLECTOR))
                .expectException(refusal(Rule.NO_SUCH_CORRECTION));
    }

    @Test
    void whatIsDecidedIsNotDecidedAgain() {
        table.given(planned, share, opened, imported, proposed, corrected, accepted)
                .when(accepts(COLLECTOR))
                .expectException(refusal(Rule.NO_SUCH_CORRECTION));
    }

    @Test
    void aRejectionSaysWhy() {
        table.given(planned, share, opened, imported, proposed)
                .when(new RejectCorrection(ACHIEVEMENTS, ID, "不对", COLLECTOR))
                .expectException(refusal(Rule.REASON_REQUIRED));
    }

    @Test
    void theTeacherTakesItBack() {
        table.given(planned, share, opened, imported, proposed)
                .when(new WithdrawCorrection(ACHIEVEMENTS, ID, TEACHER))
                .expectEvents(new CorrectionWithdrawn(ACHIEVEMENTS, NURSING, 1, ID, TEACHER, NOW));
        at(NOW).given(planned, share, opened, imported, proposed)
                .when(new WithdrawCorrection(ACHIEVEMENTS, ID, COLLECTOR))
                .expectException(refusal(Rule.NO_SUCH_CORRECTION));
    }

    @Test
    void theShareIsNotHandedOverWhileAProposalWaits() {
        table.given(planned, share, opened, imported, confirmed, proposed)
                .when(submit(1))
                .expectException(refusal(Rule.CORRECTIONS_OPEN));
    }

    @Test
    void anEntryThatIsGoneHasNothingToCorrect() {
        var removed = new EntryRemoved(ACHIEVEMENTS, NURSING, 1, 2, "误导入", How.IMPORTED, null, OFFICE, NOW);
        table.given(planned, share, opened, imported, proposed, removed)
                .when(accepts(COLLECTOR))
                .expectException(refusal(Rule.NO_SUCH_CORRECTION));
    }

    @Test
    void whatTheTeacherProposedNeedsNoConfirmationAgain() {
        table.given(planned, share, opened, imported, confirmed, proposed, corrected, accepted)
                .when(submit(2))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void whatSomebodyElseChangedAfterwardsFallsBack() {
        table.given(planned, share, opened, imported, confirmed, proposed, corrected, accepted)
                .andGiven(amended(3, "level", CellValue.text("10"), How.IMPORTED, OFFICE))
                .when(submit(3))
                .expectException(refusal(Rule.TEACHERS_NOT_READY));
    }

    @Test
    void whatFellBackIsConfirmedAgain() {
        table.given(planned, share, opened, imported, confirmed, amended(2, FIELD, RIGHT, How.IMPORTED, OFFICE))
                .when(new ConfirmEntry(ACHIEVEMENTS, 1, TEACHER))
                .expectEvents(new EntryConfirmed(ACHIEVEMENTS, NURSING, 1, 2, TEACHER, NOW));
    }

    private static SubmitShare submit(int revision) {
        return new SubmitShare(
                ACHIEVEMENTS,
                NURSING,
                new ShareReports.ShareReport(1, revision, 1, HASH, List.of(), List.of()),
                List.of(),
                COLLECTOR);
    }

    private static ShareSubmitted handedOver() {
        return new ShareSubmitted(ACHIEVEMENTS, NURSING, 1, 1, HASH, List.of(), false, COLLECTOR, NOW);
    }
}
