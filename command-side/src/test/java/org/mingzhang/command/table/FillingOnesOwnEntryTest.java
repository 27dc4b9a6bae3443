package org.mingzhang.command.table;

import static org.mingzhang.command.table.Refusals.refusal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.ShareAssigned;
import org.mingzhang.events.table.AssignmentEvent.TableOpened;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryConfirmed;
import org.mingzhang.events.table.EntryEvent.TeacherDeclaredNil;
import org.mingzhang.events.table.EntryEvent.TeacherExcused;
import org.mingzhang.events.table.How;

/** 教师个人填写 — plan 附表1, 2.15.2. */
class FillingOnesOwnEntryTest extends ACollectionTable {

    private static final TableKey ACHIEVEMENTS = TableKey.of("99001/2022/2.15.2");
    private static final String TEACHER = COLLECTOR;
    private static final String COLLEAGUE = SECRETARY;

    private final TablePlanned planned = new TablePlanned(ACHIEVEMENTS, "2022", Form.COLLECTED, List.of(), OFFICE, NOW);
    private final ShareAssigned share = new ShareAssigned(
            ACHIEVEMENTS,
            NURSING,
            false,
            Filling.PER_TEACHER,
            List.of(OFFICE),
            HEAD,
            LEADER,
            List.of(TEACHER, COLLEAGUE),
            null,
            false,
            "",
            OFFICE,
            NOW);
    private final TableOpened opened = new TableOpened(ACHIEVEMENTS, "system", NOW);
    private final EntryAdded own = new EntryAdded(
            ACHIEVEMENTS, NURSING, 1, new TreeMap<>(), TEACHER, new TreeMap<>(), How.TYPED, null, TEACHER, NOW);
    private final EntryConfirmed confirmed = new EntryConfirmed(ACHIEVEMENTS, NURSING, 1, 1, TEACHER, NOW);

    private ChangeEntries amend(String by) {
        return new ChangeEntries(
                ACHIEVEMENTS,
                null,
                How.TYPED,
                null,
                null,
                List.of(new Change(Op.AMEND, 1, 1, null, Map.of("staff_no", CellValue.text(TEACHER)), "")),
                by);
    }

    @Test
    void belongsToTheTeacherWhoAddsIt() {
        table.given(planned, share, opened)
                .when(new ChangeEntries(
                        ACHIEVEMENTS,
                        NURSING,
                        How.TYPED,
                        null,
                        null,
                        List.of(new Change(Op.ADD, null, null, null, Map.of(), "")),
                        TEACHER))
                .expectEvents(own);
    }

    @Test
    void isHiddenFromColleagues() {
        table.given(planned, share, opened, own).when(amend(COLLEAGUE)).expectException(refusal(Rule.NOT_YOUR_ENTRY));
    }

    @Test
    void isConfirmedByItsTeacherOnly() {
        table.given(planned, share, opened, own)
                .when(new ConfirmEntry(ACHIEVEMENTS, 1, COLLEAGUE))
                .expectException(refusal(Rule.NOT_YOUR_ENTRY));
    }

    @Test
    void isNotSubmittedBeforeEveryTeacherConfirmedOrWasExcused() {
        table.given(planned, share, opened, own, confirmed)
                .when(submit())
                .expectException(refusal(Rule.TEACHERS_NOT_READY));
    }

    @Test
    void isSubmittedOnceEveryTeacherConfirmedOrWasExcused() {
        table.given(planned, share, opened, own, confirmed)
                .andGiven(new TeacherExcused(ACHIEVEMENTS, NURSING, COLLEAGUE, "产假期间", OFFICE, NOW))
                .when(submit())
                .expectSuccessfulHandlerExecution();
    }

    private final TeacherDeclaredNil nothing = new TeacherDeclaredNil(ACHIEVEMENTS, NURSING, "本年度没有业绩", COLLEAGUE, NOW);

    @Test
    void aTeacherWhoHasNothingSaysSoAndNobodyWaitsForHim() {
        table.given(planned, share, opened)
                .when(new DeclareNilMyself(ACHIEVEMENTS, NURSING, "本年度没有业绩", COLLEAGUE))
                .expectEvents(nothing);
        aTable();
        table.given(planned, share, opened, own, confirmed, nothing)
                .when(submit())
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void whatIsAddedAfterwardsIsToBeConfirmed() {
        var later = new EntryAdded(
                ACHIEVEMENTS, NURSING, 2, new TreeMap<>(), COLLEAGUE, new TreeMap<>(), How.TYPED, null, COLLEAGUE, NOW);
        table.given(planned, share, opened, own, confirmed, nothing, later)
                .when(submit(2))
                .expectException(refusal(Rule.TEACHERS_NOT_READY));
    }

    @Test
    void onlyATeacherWithoutEntriesDeclaresToHaveNothing() {
        table.given(planned, share, opened, own)
                .when(new DeclareNilMyself(ACHIEVEMENTS, NURSING, "本年度没有业绩", TEACHER))
                .expectException(refusal(Rule.SHARE_HAS_ENTRIES));
        aTable();
        table.given(planned, share, opened)
                .when(new DeclareNilMyself(ACHIEVEMENTS, NURSING, "本年度没有业绩", HEAD))
                .expectException(refusal(Rule.NOT_YOUR_SHARE));
        aTable();
        table.given(planned, share, opened)
                .when(new DeclareNilMyself(ACHIEVEMENTS, NURSING, "无", COLLEAGUE))
                .expectException(refusal(Rule.REASON_REQUIRED));
    }

    @Test
    void aTeacherIsExcusedByTheCollectorWithAReason() {
        table.given(planned, share, opened)
                .when(new ExcuseTeacher(ACHIEVEMENTS, NURSING, COLLEAGUE, "休产假期间", OFFICE))
                .expectEvents(new TeacherExcused(ACHIEVEMENTS, NURSING, COLLEAGUE, "休产假期间", OFFICE, NOW));
        aTable();
        refusesToExcuse(Rule.REASON_REQUIRED, COLLEAGUE, "", OFFICE);
        refusesToExcuse(Rule.NO_SUCH_PERSON, HEAD, "休产假期间", OFFICE);
        refusesToExcuse(Rule.NOT_YOUR_SHARE, COLLEAGUE, "休产假期间", TEACHER);
    }

    private void refusesToExcuse(Rule rule, String teacher, String reason, String by) {
        table.given(planned, share, opened)
                .when(new ExcuseTeacher(ACHIEVEMENTS, NURSING, teacher, reason, by))
                .expectException(refusal(rule))
                .expectNoEvents();
        aTable();
    }

    private SubmitShare submit() {
        return submit(1);
    }

    private SubmitShare submit(int entries) {
        return new SubmitShare(
                ACHIEVEMENTS,
                NURSING,
                new ShareReports.ShareReport(entries, entries, 1, HASH, List.of(), List.of()),
                List.of(),
                OFFICE);
    }
}
