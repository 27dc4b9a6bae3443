package org.mingzhang.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingzhang.events.CellValue.blank;
import static org.mingzhang.events.CellValue.flag;
import static org.mingzhang.events.CellValue.text;
import static org.mingzhang.events.CellValue.whole;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingzhang.events.CellValue;

/** 单元格判定. */
class JudgingACellTest {

    static final Catalogue CATALOGUE = Catalogues.load().edition("2022");
    static final Table STUDENT = CATALOGUE.table("1.5.1").orElseThrow();
    static final Table MAJOR = CATALOGUE.table("1.2.1").orElseThrow();

    static Judged judge(Table table, String field, CellValue value) {
        return Judge.judge(CATALOGUE, table, Map.of(field, value));
    }

    static CellValue kept(Table table, String field, CellValue value) {
        var judged = judge(table, field, value);
        assertThat(judged.problems()).isEmpty();
        return judged.cells().getOrDefault(field, blank());
    }

    static CellProblem problem(Table table, String field, CellValue value) {
        var judged = judge(table, field, value);
        assertThat(judged.problems()).hasSize(1);
        assertThat(judged.cells()).containsEntry(field, value);
        return judged.problems().get(0);
    }

    @Test
    void countsRareCharactersAsPeopleDo() {
        assertThat(kept(STUDENT, "name", text("𠮷".repeat(40)))).isEqualTo(text("𠮷".repeat(40)));
        assertThat(problem(STUDENT, "name", text("𠮷".repeat(41))))
                .extracting(CellProblem::rule, CellProblem::zh)
                .containsExactly("too-long", "“姓名”最多 40 个字，现有 41 个字，请删减");
    }

    @Test
    void leavesNamesAndTheirVariantsAlone() {
        for (var name : List.of("買買提·吾守爾", "欧阳　娜娜", "﨑山", "O’Neil", "第一行\n第二行")) {
            var judged = judge(STUDENT, "name", text(name));
            assertThat(judged.cells()).containsEntry("name", text(name));
            assertThat(judged.notes()).isEmpty();
        }
    }

    @Test
    void tidiesWhatNobodyMeantToTypeAndSaysSo() {
        var judged = judge(STUDENT, "student_no", text("\u00a0２０２１\u200b0001 \u3000"));
        assertThat(judged.cells()).containsEntry("student_no", text("20210001"));
        assertThat(judged.notes()).hasSize(1);
        assertThat(judged.notes().get(0).zh()).contains("“学号”", "不可见字符", "全角数字改为半角", "首尾空格");
        assertThat(judged.notes().get(0).to()).isEqualTo("20210001");
    }

    @Test
    void takesABlankTextForAnEmptyCell() {
        assertThat(kept(STUDENT, "name", text(" \u3000\u200b"))).isEqualTo(blank());
        assertThat(kept(STUDENT, "grade", text(""))).isEqualTo(blank());
        assertThat(kept(STUDENT, "from_army", text(" "))).isEqualTo(blank());
        assertThat(kept(STUDENT, "gender", blank())).isEqualTo(blank());
    }

    @Test
    void refusesHalfACharacter() {
        assertThat(problem(STUDENT, "name", text("张\ud842")).rule()).isEqualTo("wrong-type");
        assertThat(problem(STUDENT, "gender", text("\ud842")).zh()).doesNotContain("\ud842");
    }

    @Test
    void suggestsTheCodeForItsLabelButDoesNotTakeIt() {
        var problem = problem(STUDENT, "gender", text("男"));
        assertThat(problem.rule()).isEqualTo("unknown-code");
        assertThat(problem.zh()).isEqualTo("“性别”没有代码“男”，应填代码 1（男）");
        assertThat(problem.en()).isEqualTo("“性别” has no code “男”; use 1（男）");
    }

    @Test
    void suggestsTheNearestCodes() {
        assertThat(problem(STUDENT, "ethnicity", text("汉")).zh()).contains("01（汉族）");
        assertThat(problem(STUDENT, "ethnicity", text("1")).zh()).contains("应填代码 01（汉族）");
        assertThat(problem(STUDENT, "ethnicity", whole(1)).zh()).contains("应填代码 01（汉族）");
        assertThat(problem(STUDENT, "gender", whole(1)).zh()).contains("应写成文本 \"1\"");
        assertThat(problem(STUDENT, "ethnicity", text("qqqqq")).zh()).contains("请查代码表");
    }

    @Test
    void takesAFullWidthCode() {
        assertThat(kept(STUDENT, "gender", text("１"))).isEqualTo(text("1"));
    }

    @ParameterizedTest
    @CsvSource({"2021,2021", "２０２１,2021", "2021.0,2021", "' 2021 ',2021"})
    void takesCountsHoweverTyped(String typed, long kept) {
        assertThat(kept(STUDENT, "grade", text(typed))).isEqualTo(whole(kept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,021", "2021级", "2021.5", "二〇二一", "1e3", "99999999999999999999"})
    void refusesWhatIsNotACount(String typed) {
        assertThat(problem(STUDENT, "grade", text(typed)).rule()).isEqualTo("wrong-type");
    }

    @Test
    void refusesACountOutOfRange() {
        var problem = problem(STUDENT, "grade", whole(1999));
        assertThat(problem.rule()).isEqualTo("out-of-range");
        assertThat(problem.zh()).contains("“年级（入学年份）”应在 2015 到 2035 之间", "现为 1999");
        assertThat(problem(STUDENT, "grade", flag(true)).rule()).isEqualTo("wrong-type");
    }

    @ParameterizedTest
    @CsvSource({"12.5,12.50", "12,12.00", "012.50,12.50", "１２．５,12.50", "12.500,12.50", "0,0.00", "-0,0.00"})
    void writesDecimalsInTheFieldsScale(String typed, String kept) {
        assertThat(kept(STUDENT, "arrears", text(typed))).isEqualTo(text(kept));
    }

    @Test
    void takesAWholeNumberForADecimal() {
        assertThat(kept(STUDENT, "arrears", whole(7))).isEqualTo(text("7.00"));
    }

    @Test
    void neverRounds() {
        assertThat(problem(STUDENT, "arrears", text("12.345")).rule()).isEqualTo("wrong-scale");
        assertThat(problem(STUDENT, "arrears", text("-1")).rule()).isEqualTo("out-of-range");
        assertThat(problem(STUDENT, "arrears", text("12.5元")).rule()).isEqualTo("wrong-type");
        assertThat(problem(STUDENT, "arrears", text("1,200.00")).rule()).isEqualTo("wrong-type");
        assertThat(problem(STUDENT, "arrears", flag(false)).rule()).isEqualTo("wrong-type");
    }

    @Test
    void takesDatesAndMonthsInOneFormOnly() {
        assertThat(kept(STUDENT, "birth_date", text("2003-02-28"))).isEqualTo(text("2003-02-28"));
        assertThat(kept(STUDENT, "enrolled_on", text("2021-09"))).isEqualTo(text("2021-09"));
    }

    @ParameterizedTest
    @CsvSource({
        "2003/2/8,应写成 2003-02-08",
        "2003年2月8日,应写成 2003-02-08",
        "20030208,应写成 2003-02-08",
        "2003.02.08,应写成 2003-02-08",
        "2003-02-29,应写成 2003-02-29 的形式",
        "昨天,应写成 2022-09-01 的形式"
    })
    void suggestsTheDateMeant(String typed, String remedy) {
        var problem = problem(STUDENT, "birth_date", text(typed));
        assertThat(problem.rule()).isEqualTo("bad-date");
        if (!typed.equals("2003-02-29")) {
            assertThat(problem.zh()).contains(remedy);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-13", "2021-9", "2021.09", "2021-09-01", "0021-09", "202109"})
    void refusesWhatIsNotAMonth(String typed) {
        assertThat(problem(STUDENT, "enrolled_on", text(typed)).rule()).isEqualTo("bad-date");
    }

    @Test
    void suggestsTheMonthMeant() {
        assertThat(problem(STUDENT, "enrolled_on", text("2021年9月")).zh()).contains("应写成 2021-09");
        assertThat(problem(STUDENT, "enrolled_on", text("2021-09-01")).zh()).contains("应写成 2021-09");
    }

    @Test
    void takesTrueAndFalseOnly() {
        assertThat(kept(STUDENT, "from_army", flag(true))).isEqualTo(flag(true));
        assertThat(problem(STUDENT, "from_army", text("是")).zh()).contains("应填 true（是）或 false（否）", "，应填 true");
        assertThat(problem(STUDENT, "from_army", whole(1)).rule()).isEqualTo("wrong-type");
    }

    @Test
    void judgesAReferenceLikeTheFieldItPointsTo() {
        assertThat(kept(STUDENT, "major_no", text(" 520201 "))).isEqualTo(text("520201"));
        assertThat(problem(STUDENT, "major_no", text("5".repeat(200))).rule()).isEqualTo("too-long");
    }

    @Test
    void wantsThePattern() {
        assertThat(kept(MAJOR, "major_code", text("５２０２０１"))).isEqualTo(text("520201"));
        assertThat(problem(MAJOR, "major_code", text("护理")).rule()).isEqualTo("wrong-pattern");
    }

    @Test
    void namesTheFieldProbablyMeant() {
        var problem = problem(STUDENT, "studentno", text("1"));
        assertThat(problem.rule()).isEqualTo("unknown-field");
        assertThat(problem.zh()).contains("表 1.5.1 没有字段“studentno”", "student_no（学号）");
    }

    @Test
    void refusesValuesThatPretendToBeSealed() {
        assertThat(problem(STUDENT, "name", new CellValue.Sealed("p", "b")).rule())
                .isEqualTo("wrong-type");
        assertThat(problem(STUDENT, "gender", new CellValue.Sealed("p", "b")).rule())
                .isEqualTo("wrong-type");
    }

    @Test
    void judgesAPersonalValueForWhatItProtects() {
        assertThat(kept(STUDENT, "name", new CellValue.Personal("p", text(" 甲 "))))
                .isEqualTo(new CellValue.Personal("p", text("甲")));
    }

    @Test
    void listsWhatIsMissing() {
        assertThat(Judge.missing(STUDENT, Map.of("student_no", text("1"), "name", blank())))
                .extracting(CellProblem::field)
                .startsWith("name", "gender")
                .doesNotContain("student_no", "arrears");
    }

    @Test
    void judgesTenThousandRowsOneLikeAnother() {
        var row = new HashMap<String, CellValue>();
        STUDENT.fields().forEach(field -> row.put(field.name(), sample(field)));
        for (var i = 0; i < 10_000; i++) {
            assertThat(Judge.judge(CATALOGUE, STUDENT, row).problems().isEmpty())
                    .isTrue();
        }
    }

    static CellValue sample(Field field) {
        return switch (field.type()) {
            case TEXT, REFERENCE -> text("护理2021级3班");
            case INTEGER -> whole(2021);
            case DECIMAL -> text("12.5");
            case DATE -> text("2003-01-31");
            case YEAR_MONTH -> text("2021-09");
            case BOOLEAN -> flag(true);
            case CODE ->
                text(CATALOGUE
                        .codeList(String.valueOf(field.codeList()))
                        .values()
                        .get(0)
                        .code());
        };
    }
}
