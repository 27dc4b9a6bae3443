package org.mingzhang.command.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.campaign.Units.Ambiguous;
import org.mingzhang.command.campaign.Units.Known;
import org.mingzhang.command.campaign.Units.Unknown;
import org.mingzhang.command.guard.ADirectory;

/** 部门名称的切分 — departments that a plan runs together. */
class UnitsTest {

    final ADirectory college = new ADirectory()
            .department("0107", "学生处", null, null)
            .department("0108", "招生办公室", null, null, "招生办")
            .department("0110", "科研处", null, null)
            .department("0114", "计算机中心（信息科）", null, null, "计算机中心", "计算机中心信息科", "信息科")
            .department("0201", "护理系", null, null)
            .department("0202", "口腔系", null, null)
            .department("0204", "临床系", null, null)
            .department("0207", "医学基础部", null, null)
            .department("0208", "人文基础部", null, null)
            .department("0209", "思政部", null, null);

    List<Units.Unit> units(String text) {
        return new Units(college.departments()).in(text);
    }

    @Test
    void areToldApartWithoutSeparators() {
        assertThat(units("思政部学生处科研处"))
                .containsExactly(new Known("思政部", "0209"), new Known("学生处", "0107"), new Known("科研处", "0110"));
    }

    @Test
    void areKnownByTheirAliases() {
        assertThat(units("招生办")).containsExactly(new Known("招生办", "0108"));
        assertThat(units("计算机中心信息科")).containsExactly(new Known("计算机中心信息科", "0114"));
    }

    @Test
    void areKnownByTheirShortForms() {
        assertThat(units("护理口腔临床"))
                .containsExactly(new Known("护理", "0201"), new Known("口腔", "0202"), new Known("临床", "0204"));
    }

    @Test
    void areReadSoThatNothingIsLeftOver() {
        assertThat(units("临床医学基础口腔"))
                .containsExactly(new Known("临床", "0204"), new Known("医学基础", "0207"), new Known("口腔", "0202"));
    }

    @Test
    void areNotChosenBetweenTwoEqualReadings() {
        college.department("0210", "临床医学系", null, null).department("0211", "基础部", null, null);
        assertThat(units("护理临床医学基础口腔"))
                .containsExactly(
                        new Known("护理", "0201"),
                        new Ambiguous("临床医学基础", List.of("0204", "0207", "0210", "0211")),
                        new Known("口腔", "0202"));
    }

    @Test
    void areNotChosenBetweenTwoDepartmentsOfOneShortForm() {
        college.department("0212", "护理部", null, null);
        assertThat(units("护理")).containsExactly(new Ambiguous("护理", List.of("0201", "0212")));
    }

    @Test
    void areUnknownWhereTheOrganisationHasNoSuchName() {
        assertThat(units("护理东校区西校区"))
                .containsExactly(new Known("护理", "0201"), new Unknown("东校区", List.of()), new Unknown("西校区", List.of()));
    }

    @Test
    void areUnknownWithCandidatesWhereANameResembles() {
        assertThat(units("基础部")).containsExactly(new Unknown("基础部", List.of("0207", "0208")));
    }
}
