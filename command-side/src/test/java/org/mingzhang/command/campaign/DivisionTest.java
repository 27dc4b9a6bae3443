package org.mingzhang.command.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.campaign.Division.Portion;
import org.mingzhang.command.campaign.PlanCampaign.Point;
import org.mingzhang.command.guard.ADirectory;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.table.AssignmentEvent.Filling;

/** 任务分配表 — the plan's own table of assignments, campuses renamed. */
class DivisionTest {

    static final Catalogue EDITION = Catalogues.load().edition("2022");

    final ADirectory college = new ADirectory()
            .department("0101", "学校办公室", null, null, "办公室", "校办")
            .department("0102", "党委办公室", null, null, "党办")
            .department("0104", "宣传统战部", null, null)
            .department("0106", "教务处", null, null)
            .department("0107", "学生处", null, null)
            .department("0108", "招生办公室", null, null, "招生办")
            .department("0109", "就业指导办公室", null, null, "就业办")
            .department("0110", "科研处", null, null)
            .department("0111", "财务处", null, null)
            .department("0112", "设备处", null, null)
            .department("0113", "保卫处", null, null)
            .department("0114", "计算机中心（信息科）", null, null, "计算机中心", "计算机中心信息科", "计算机")
            .department("0116", "培训处", null, null)
            .department("0118", "团委", null, null)
            .department("0201", "护理系", null, null)
            .department("0202", "口腔系", null, null)
            .department("0203", "药学系", null, null)
            .department("0204", "临床系", null, null)
            .department("0205", "检验系", null, null)
            .department("0206", "涉外系", null, null)
            .department("0207", "医学基础部", null, null)
            .department("0208", "人文基础部", null, null, "人文基础部心理教研室")
            .department("0209", "思政部", null, null)
            .teacher("20100001", "0201")
            .teacher("20100002", "0209");

    final Division division = Division.read(WorkPlanTest.resource("assignments.tsv"), EDITION, college);

    static Portion portion(String department, boolean lead) {
        return new Portion(department, lead, Filling.DEPARTMENT, null, false);
    }

    List<String> departments(String table) {
        return division.shares().get(table).stream().map(Portion::department).toList();
    }

    @Test
    void givesATableToTheOneDepartmentItNames() {
        assertThat(division.shares().get("1.3.1")).containsExactly(portion("0106", true));
    }

    @Test
    void letsTheFirstNamedDepartmentLead() {
        assertThat(division.shares().get("2.16.3")).containsExactly(portion("0201", true), portion("0204", false));
    }

    @Test
    void tellsTenDepartmentsInARowApart() {
        assertThat(departments("2.18.4"))
                .containsExactly("0209", "0208", "0102", "0107", "0201", "0204", "0205", "0203", "0202", "0206");
    }

    @Test
    void partsATableBetweenTwoDepartmentsByPlace() {
        assertThat(division.shares().get("2.9.3"))
                .containsExactly(
                        new Portion("0106", true, Filling.DEPARTMENT, "in_province = true", false),
                        new Portion("0109", false, Filling.DEPARTMENT, "in_province = false", false));
    }

    @Test
    void givesATeachersTableToEveryTeachingDepartment() {
        assertThat(division.shares().get("1.4.1"))
                .containsExactly(
                        new Portion("0201", true, Filling.PER_TEACHER, null, false),
                        new Portion("0209", false, Filling.PER_TEACHER, null, false));
    }

    @Test
    void leavesAnUnknownUnitOpen() {
        assertThat(departments("2.9.1")).containsExactly("0201", "0114", "0203", "0205", "0204", "0207", "0202");
        assertThat(division.points())
                .filteredOn(point -> "2.9.1".equals(point.table()))
                .extracting(Point::kind, Point::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("unknown-department", "东校区"),
                        org.assertj.core.groups.Tuple.tuple("unknown-department", "西校区"));
    }

    @Test
    void leavesATableWithoutDataOpenUntilADepartmentAnswersForIt() {
        assertThat(division.points())
                .filteredOn(point -> "2.12.1".equals(point.table()))
                .extracting(Point::kind)
                .containsExactly("nil-without-department");
    }

    @Test
    void proposesANilReturnWhereADepartmentIsNamedWithIt() {
        var named = Division.read("2.12.1\t职业院校“引进来”情况统计表\t学校办公室（本校无数据）", EDITION, college);
        assertThat(named.shares().get("2.12.1"))
                .containsExactly(new Portion("0101", true, Filling.DEPARTMENT, null, true));
    }

    @Test
    void leavesEveryTableOpenThatNoLineNames() {
        assertThat(division.points())
                .filteredOn(point -> point.kind().equals("no-department"))
                .extracting(Point::table)
                .contains("1.2.1", "2.1.3")
                .doesNotContain("2.1.1");
    }

    @Test
    void leavesWhatItCannotPlaceToAPerson() {
        var odd = Division.read("9.9.9\t没有的表\t教务处\n1.3.1\t另一个名称\t教务处（省内）", EDITION, college);
        assertThat(odd.points().stream().limit(3).map(Point::kind))
                .containsExactly("unknown-table", "title-differs", "unknown-part");
    }
}
