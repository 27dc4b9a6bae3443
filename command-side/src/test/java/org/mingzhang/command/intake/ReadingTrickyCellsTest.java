package org.mingzhang.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** 单元格的真实样子: what people and programs really put into cells, and what becomes of each. */
class ReadingTrickyCellsTest {

    @TempDir
    Path directory;

    /**
     * A case.
     *
     * @param kept what the cell becomes; empty if it is refused
     * @param refused the fault's code; null if it is taken
     * @param told whether the change of form is reported with what stood there
     */
    record Case(
            String what,
            String field,
            Consumer<Cell> put,
            String kept,
            @Nullable String refused,
            boolean told) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                // identifiers
                refused(
                        "an identity number typed as a number",
                        "id_number",
                        number(530102200203041234d),
                        "digits-lost"),
                refused("an identity number in powers of ten", "id_number", text("5.30102E+17"), "digits-lost"),
                told(
                        "an identity number with a small x",
                        "id_number",
                        text("53010220020304123x"),
                        "53010220020304123X"),
                told("an identity number in full width", "id_number", text("５３０１０２２００２０３０４１２３Ｘ"), "53010220020304123X"),
                told(
                        "an identity number with blanks in it",
                        "id_number",
                        text("530102 20020304 1234"),
                        "530102200203041234"),
                told("a student's number typed as a number", "student_no", number(2020010001), "2020010001"),
                told("a number shown with leading zeros", "student_no", padded(10001), "0000010001"),
                refused("a sixteen-digit number", "student_no", number(1234567890123456d), "digits-lost"),
                refused("a class that became a date", "class_name", date(44805, "m月d日"), "date-in-text"),
                refused("a covered value", "id_number", text("5301**********1234"), "covered"),
                // blanks and odd characters
                told("a leading blank", "name", text("　林某甲"), "林某甲"),
                told("a blank that does not break", "name", text("林某甲\u00a0"), "林某甲"),
                told("a zero-width blank", "name", text("林\u200b某甲"), "林某甲"),
                told("a byte order mark inside", "name", text("\ufeff林某甲"), "林某甲"),
                told("full-width digits in a text", "class_name", text("护理２００１"), "护理2001"),
                taken("a rare character outside the basic plane", "name", text("𠮷某"), "𠮷某"),
                taken("a rare character of the basic plane", "name", text("䶮某"), "䶮某"),
                taken("an escaped character", "class_name", text("护_理_x"), "护_理_x"),
                taken("a formula as a text", "class_name", text("=cmd|' /C calc'!A0"), "=cmd|' /C calc'!A0"),
                // nothing, zero, none
                taken("zero", "arrears", number(0), "0.00"),
                taken("a blank", "arrears", Cell::setBlank, ""),
                told("blanks only", "arrears", text("   "), ""),
                refused("none for a number", "arrears", text("无"), "nothing-or-zero"),
                refused("a slash for a number", "arrears", text("/"), "nothing-or-zero"),
                taken("none for a text", "class_name", text("无"), "无"),
                taken("a slash for a text", "class_name", text("/"), "/"),
                // numbers
                taken("noise of arithmetic", "arrears", number(0.1 + 0.2), "0.30"),
                refused("a third decimal", "arrears", number(1.005), "wrong-scale"),
                refused("separators of thousands", "arrears", text("1,200.50"), "wrong-type"),
                told("full-width digits", "arrears", text("１２．５"), "12.50"),
                refused("a percentage", "arrears", percent(0.85), "percent"),
                refused("a date as a count", "grade", date(2020, "yyyy-mm-dd"), "date-in-number"),
                taken("a whole number kept as a fraction", "grade", number(2020.0), "2020"),
                refused("half a year", "grade", number(2020.5), "wrong-type"),
                refused("TRUE for a number", "grade", cell -> cell.setCellValue(true), "wrong-type"),
                // dates
                told("a serial with a date format", "birth_date", date(37319, "yyyy-mm-dd"), "2002-03-04"),
                told(
                        "a serial with a Chinese format",
                        "birth_date",
                        date(37319, "yyyy\"年\"m\"月\"d\"日\""),
                        "2002-03-04"),
                refused("the day that never was", "birth_date", date(60, "yyyy-mm-dd"), "bad-date"),
                refused("a serial without a format", "birth_date", number(37319), "ambiguous-date"),
                told("a run of digits", "birth_date", text("20020304"), "2002-03-04"),
                told("a run of digits as a number", "birth_date", number(20020304), "2002-03-04"),
                told("slashes", "birth_date", text("2002/3/4"), "2002-03-04"),
                told("year, month and day in Chinese", "birth_date", text("2002年3月4日"), "2002-03-04"),
                refused("the American order", "birth_date", text("3/4/2002"), "ambiguous-date"),
                refused("a year of two digits", "birth_date", text("02-03-04"), "ambiguous-date"),
                refused("a month where a day is wanted", "birth_date", text("2002-03"), "bad-date"),
                refused("the 30th of February", "birth_date", text("2002-02-30"), "bad-date"),
                refused("words", "birth_date", text("去年九月"), "bad-date"),
                told("198009", "enrolled_on", text("198009"), "1980-09"),
                told("198009 as a number", "enrolled_on", number(198009), "1980-09"),
                told("1980-9", "enrolled_on", text("1980-9"), "1980-09"),
                told("1980.09", "enrolled_on", text("1980.09"), "1980-09"),
                told("1980年9月", "enrolled_on", text("1980年9月"), "1980-09"),
                told("１９８０．０９", "enrolled_on", text("１９８０．０９"), "1980-09"),
                told("1980.09 as a number", "enrolled_on", number(1980.09), "1980-09"),
                refused("1980.1 as a number: January or October", "enrolled_on", number(1980.1), "ambiguous-date"),
                told("a day where a month is wanted", "enrolled_on", text("1980-9-15"), "1980-09"),
                refused("a thirteenth month", "enrolled_on", text("1980-13"), "bad-date"),
                // codes and flags
                taken("a code and its name", "gender", text("2 女"), "2"),
                taken("a code as a number", "gender", number(2), "2"),
                told("the name of a code", "gender", text("女"), "2"),
                refused("a code with another's name", "gender", text("1 女"), "unknown-code"),
                refused("an unknown code", "gender", text("男孩"), "unknown-code"),
                taken("否", "rural_household", text("否"), "否"),
                taken("FALSE", "rural_household", cell -> cell.setCellValue(false), "否"),
                refused("有", "rural_household", text("有"), "wrong-type"),
                refused("1 for yes", "rural_household", number(1), "wrong-type"),
                // formulas
                told("a formula with its value", "arrears", formula("100+20.5", true), "120.50"),
                refused(
                        "a formula that nobody computed",
                        "arrears",
                        formula("100+20.5", false),
                        "formula-without-value"),
                refused("an error", "arrears", cell -> cell.setCellErrorValue((byte) 0x2A), "formula-error"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void takesWhatIsClearAndRefusesWhatIsNot(Case one) {
        var form = AForm.xlsx();
        one.put.accept(form.cell(one.field));
        var plan = AForm.plan(form.write(directory), "form.xlsx");

        if (one.refused != null) {
            assertThat(plan.faults()).extracting(Plan.Bad::rule).containsExactly(one.refused);
            assertThat(plan.faults().get(0).address()).isEqualTo(Addresses.of(4, AForm.column(one.field)));
            assertThat(plan.faults().get(0).zh()).isNotBlank();
            assertThat(plan.rows()).isEmpty();
            return;
        }
        assertThat(plan.faults()).isEmpty();
        assertThat(plan.rows()).hasSize(1);
        assertThat(Shown.of(plan.rows().get(0).values().get(one.field))).isEqualTo(one.kept);
        assertThat(plan.tidied()).hasSize(one.told ? 1 : 0);
    }

    /** The same day is counted from another day on in files of old Macintosh programs. */
    @ParameterizedTest
    @MethodSource("serials")
    void countsDaysAsTheFileDoes(boolean from1904, int serial) {
        var form = AForm.xlsx();
        ((XSSFWorkbook) form.book).getCTWorkbook().addNewWorkbookPr().setDate1904(from1904);
        date(serial, "yyyy-mm-dd").accept(form.cell("birth_date"));
        var plan = AForm.plan(form.write(directory), "form.xlsx");

        assertThat(Shown.of(plan.rows().get(0).values().get("birth_date"))).isEqualTo("2002-03-04");
    }

    static Stream<Arguments> serials() {
        return Stream.of(Arguments.of(false, 37319), Arguments.of(true, 37319 - 1462));
    }

    @ParameterizedTest
    @MethodSource("oldCells")
    void readsOldWorkbooksTheSameWay(Case one) {
        var form = AForm.xls();
        one.put.accept(form.cell(one.field));
        var plan = AForm.plan(form.write(directory), "form.xls");

        assertThat(plan.faults()).isEmpty();
        assertThat(Shown.of(plan.rows().get(0).values().get(one.field))).isEqualTo(one.kept);
    }

    static List<Case> oldCells() {
        return List.of(
                told("a date", "birth_date", date(37319, "yyyy-mm-dd"), "2002-03-04"),
                told("a number", "student_no", number(2020010001), "2020010001"),
                told("a formula", "arrears", formula("100+20.5", true), "120.50"),
                taken("a rare character", "name", text("𠮷某"), "𠮷某"));
    }

    private static Case taken(String what, String field, Consumer<Cell> put, String kept) {
        return new Case(what, field, put, kept, null, false);
    }

    private static Case told(String what, String field, Consumer<Cell> put, String kept) {
        return new Case(what, field, put, kept, null, true);
    }

    private static Case refused(String what, String field, Consumer<Cell> put, String rule) {
        return new Case(what, field, put, "", rule, false);
    }

    private static Consumer<Cell> text(String text) {
        return cell -> cell.setCellValue(text);
    }

    private static Consumer<Cell> number(double number) {
        return cell -> cell.setCellValue(number);
    }

    private static Consumer<Cell> padded(double number) {
        return date(number, "0000000000");
    }

    private static Consumer<Cell> percent(double number) {
        return date(number, "0%");
    }

    private static Consumer<Cell> date(double number, String format) {
        return cell -> {
            var book = cell.getSheet().getWorkbook();
            var style = book.createCellStyle();
            style.setDataFormat(book.createDataFormat().getFormat(format));
            cell.setCellValue(number);
            cell.setCellStyle(style);
        };
    }

    private static Consumer<Cell> formula(String formula, boolean computed) {
        return cell -> {
            cell.setBlank();
            cell.setCellFormula(formula);
            if (computed) {
                cell.getSheet()
                        .getWorkbook()
                        .getCreationHelper()
                        .createFormulaEvaluator()
                        .evaluateFormulaCell(cell);
            }
        };
    }
}
