package org.mingzhang.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.intake.StandingEntries.Stood;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;

/** 比对与三方合并: a file that went out at one position and comes back at another. */
class ComparingAFileTest {

    private static final String ONE = "2020010001";
    private static final String TWO = "2020010002";

    @TempDir
    Path directory;

    private final AForm form = AForm.xlsx().row(AForm.FIRST + 1, TWO).marked(7);
    private final List<Stood> wentOut = List.of(AForm.stood(1, 1, ONE, Map.of()), AForm.stood(2, 1, TWO, Map.of()));

    @Test
    void findsNothingInAFileThatCameBackAsItWentOut() {
        carry(AForm.FIRST, "1@1");
        carry(AForm.FIRST + 1, "2@1");
        var plan = plan(wentOut);

        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.unchanged()).isEqualTo(2);
        assertThat(plan.tidied()).isEmpty();
    }

    @Test
    void knowsARowByItsNumberWhereverItMoved() {
        carry(AForm.FIRST, "2@1");
        form.cell("student_no").setCellValue(TWO);
        form.cell("class_name").setCellValue("护理 2002");
        carry(AForm.FIRST + 1, "1@1");
        form.cell(AForm.FIRST + 1, "student_no").setCellValue(ONE);
        var plan = plan(wentOut);

        assertThat(plan.rows()).singleElement().satisfies(line -> {
            assertThat(line.op()).isEqualTo(Op.AMEND);
            assertThat(line.entry()).isEqualTo(2);
            assertThat(line.row()).isEqualTo(4);
            assertThat(line.values()).containsOnlyKeys("class_name");
            assertThat(line.before()).containsEntry("class_name", "护理 2001");
        });
    }

    @Test
    void knowsARowWithoutANumberByItsBusinessKey() {
        form.cell("class_name").setCellValue("护理 2002");
        var plan = plan(List.of(AForm.stood(1, 1, ONE, Map.of())), List.of());

        assertThat(plan.amended()).isOne();
        assertThat(plan.added()).isOne();
        assertThat(plan.removals()).isEmpty();
    }

    /** What is not finished has no key yet; a row that says the very same is no second one. */
    @Test
    void knowsADraftByAllItSays() {
        form.cell("student_no").setBlank();
        var plan = plan(List.of(AForm.stood(1, 1, ONE, Map.of("student_no", CellValue.blank()))), List.of());

        assertThat(plan.faults()).isEmpty();
        assertThat(plan.amended()).isZero();
        assertThat(plan.added()).isOne();
    }

    @Test
    void keepsWhatOthersChangedAndTakesWhatTheFileChanged() {
        carry(AForm.FIRST, "1@1");
        carry(AForm.FIRST + 1, "2@1");
        form.cell("class_name").setCellValue("护理 2002");
        var plan = plan(List.of(
                AForm.stood(1, 2, ONE, Map.of("name", CellValue.text("林某乙"))), AForm.stood(2, 1, TWO, Map.of())));

        assertThat(plan.clashes()).isEmpty();
        assertThat(plan.rows()).singleElement().satisfies(line -> {
            assertThat(line.revision()).isEqualTo(2);
            assertThat(line.values()).containsOnlyKeys("class_name");
        });
    }

    @Test
    void leavesToThePersonWhatBothChanged() {
        carry(AForm.FIRST, "1@1");
        carry(AForm.FIRST + 1, "2@1");
        form.cell("name").setCellValue("林某丙");
        var standing = List.of(
                AForm.stood(1, 2, ONE, Map.of("name", CellValue.text("林某乙"))), AForm.stood(2, 1, TWO, Map.of()));
        var plan = plan(standing);

        assertThat(plan.rows()).isEmpty();
        assertThat(plan.clashes()).singleElement().satisfies(clash -> {
            assertThat(clash.id()).isEqualTo("1/name");
            assertThat(clash.base()).isEqualTo("林某甲");
            assertThat(clash.mine()).isEqualTo("林某丙");
            assertThat(clash.theirs()).isEqualTo("林某乙");
        });
        assertThat(refusal(plan, Map.of(), null).rule()).isEqualTo(Rule.IMPORT_UNDECIDED);
        assertThat(refusal(plan, Map.of("1/name", Acceptance.Side.THEIRS), null).rule())
                .isEqualTo(Rule.IMPORT_CHANGES_NOTHING);
        var changes = accept(plan, Map.of("1/name", Acceptance.Side.MINE), null);
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.ifRevision()).isEqualTo(2);
            assertThat(change.row()).isEqualTo(4);
            assertThat(change.values()).containsEntry("name", CellValue.text("林某丙"));
        });
    }

    @Test
    void removesOnlyWhatWentOutAndIsMissingAndOnlyIfThePersonSaysSo() {
        carry(AForm.FIRST, "1@1");
        form.sheet.removeRow(form.sheet.getRow(AForm.FIRST + 1));
        var later = AForm.stood(3, 1, "2020010003", Map.of());
        var plan = plan(List.of(wentOut.get(0), wentOut.get(1), later));

        assertThat(plan.removals()).extracting(Plan.Removal::entry).containsExactly(2);
        assertThat(refusal(plan, Map.of(), null).rule()).isEqualTo(Rule.IMPORT_UNDECIDED);
        assertThat(accept(plan, Map.of(), true))
                .extracting(change -> change.op())
                .containsExactly(Op.REMOVE);
        assertThat(refusal(plan, Map.of(), false).rule()).isEqualTo(Rule.IMPORT_CHANGES_NOTHING);
    }

    @Test
    void asksWhenARowWasTakenOutThatSomebodyChanged() {
        carry(AForm.FIRST, "1@1");
        form.sheet.removeRow(form.sheet.getRow(AForm.FIRST + 1));
        var plan = plan(List.of(wentOut.get(0), AForm.stood(2, 2, TWO, Map.of("name", CellValue.text("林某乙")))));

        assertThat(plan.removals()).isEmpty();
        assertThat(plan.clashes()).extracting(Plan.Clash::id).containsExactly("2/");
        assertThat(accept(plan, Map.of("2/", Acceptance.Side.MINE), null))
                .extracting(change -> change.op())
                .containsExactly(Op.REMOVE);
    }

    @Test
    void asksWhenARowWasChangedThatSomebodyRemoved() {
        carry(AForm.FIRST, "1@1");
        carry(AForm.FIRST + 1, "2@1");
        form.cell(AForm.FIRST + 1, "class_name").setCellValue("护理 2002");
        var plan = plan(List.of(wentOut.get(0)));

        assertThat(plan.clashes()).extracting(Plan.Clash::id).containsExactly("2/");
        assertThat(accept(plan, Map.of("2/", Acceptance.Side.MINE), null))
                .extracting(change -> change.op())
                .containsExactly(Op.ADD);
    }

    @Test
    void takesACopiedRowForANewOneIfItDiffers() {
        carry(AForm.FIRST, "1@1");
        carry(AForm.FIRST + 1, "2@1");
        form.row(AForm.FIRST + 2, "2020010003");
        carry(AForm.FIRST + 2, "1@1");
        form.row(AForm.FIRST + 3, ONE);
        carry(AForm.FIRST + 3, "1@1");
        var plan = plan(wentOut);

        assertThat(plan.rows()).extracting(Plan.Line::op).containsExactly(Op.ADD);
        assertThat(plan.faults()).extracting(Plan.Bad::rule).containsExactly("entry-twice");
    }

    @Test
    void namesRowsThatRepeatEachOther() {
        form.row(AForm.FIRST + 2, ONE);
        var plan = plan(List.of(), List.of());

        assertThat(plan.faults()).extracting(Plan.Bad::rule).containsExactly("duplicate-key");
        assertThat(plan.faults().get(0).row()).isEqualTo(AForm.FIRST + 3);
        assertThat(refusal(plan, Map.of(), null).rule()).isEqualTo(Rule.IMPORT_HAS_FAULTS);
    }

    @Test
    void takesWhatAnotherDepartmentReportsTooAndSaysSo() {
        var theirs = wentOut.stream()
                .map(stood ->
                        new Stood(stood.entry(), "0206", stood.revision(), null, false, stood.cells(), stood.covered()))
                .toList();
        var plan = plan(theirs, List.of());

        assertThat(plan.faults()).isEmpty();
        assertThat(plan.rows()).extracting(Plan.Line::op).containsOnly(Op.ADD);
        assertThat(plan.remarks()).extracting(Meant.Said::zh).anyMatch(said -> said.contains("部门 0206"));
    }

    @Test
    void asksBeforeItChangesWhatATeacherHasConfirmed() {
        carry(AForm.FIRST, "1@1");
        carry(AForm.FIRST + 1, "2@1");
        form.cell("name").setCellValue("改名");
        var confirmed = wentOut.stream()
                .map(stood -> new Stood(
                        stood.entry(),
                        stood.department(),
                        stood.revision(),
                        null,
                        true,
                        stood.cells(),
                        stood.covered()))
                .toList();
        var plan = plan(confirmed);

        assertThat(plan.rows()).isEmpty();
        assertThat(plan.clashes()).singleElement().satisfies(clash -> {
            assertThat(clash.id()).isEqualTo("1/name");
            assertThat(clash.confirmed()).isTrue();
        });
    }

    @Test
    void leavesCoveredValuesAloneAndTakesNewOnes() {
        carry(AForm.FIRST, "1@1");
        carry(AForm.FIRST + 1, "2@1");
        form.cell("id_number").setCellValue("5301**********1234");
        form.cell(AForm.FIRST + 1, "id_number").setCellValue("530102200203049999");
        var standing = wentOut.stream()
                .map(stood -> new Stood(
                        stood.entry(),
                        stood.department(),
                        stood.revision(),
                        null,
                        false,
                        stood.cells(),
                        Map.of("id_number", "5301**********1234")))
                .toList();
        var plan = plan(standing);

        assertThat(plan.faults()).isEmpty();
        assertThat(plan.rows()).singleElement().satisfies(line -> {
            assertThat(line.entry()).isEqualTo(2);
            assertThat(line.before()).containsEntry("id_number", "5301**********1234");
        });
    }

    @Test
    void emptiesACellThatWasEmptiedInTheFile() {
        carry(AForm.FIRST, "1@1");
        carry(AForm.FIRST + 1, "2@1");
        form.cell("class_name").setBlank();
        var plan = plan(wentOut);

        assertThat(plan.rows().get(0).values()).isEqualTo(new TreeMap<>(Map.of("class_name", CellValue.blank())));
    }

    private void carry(int row, String number) {
        form.sheet.getRow(row).createCell(0).setCellValue(number);
    }

    private Plan plan(List<Stood> standing) {
        return plan(standing, wentOut);
    }

    private Plan plan(List<Stood> standing, List<Stood> before) {
        return AForm.plan(form.write(directory), "form.xlsx", standing, before);
    }

    private static List<org.mingzhang.command.table.ChangeEntries.Change> accept(
            Plan plan, Map<String, Acceptance.Side> choices, @Nullable Boolean removals) {
        return new Acceptance("digest", choices, removals, "").changes(plan, "digest");
    }

    private static Refusal refusal(Plan plan, Map<String, Acceptance.Side> choices, @Nullable Boolean removals) {
        return catchThrowableOfType(Refusal.class, () -> accept(plan, choices, removals));
    }
}
