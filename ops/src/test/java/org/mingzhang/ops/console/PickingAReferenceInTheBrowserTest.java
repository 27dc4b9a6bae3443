package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.ops.tool.demo.DemoCollege;

/** 引用选择 in a real browser: a cell that refers to another table is offered what is approved there, and nothing else. */
class PickingAReferenceInTheBrowserTest extends InABrowser {

    private static final String NURSING = "0201";
    private static final String COLLECTOR = "20150101";

    /** 高水平教学创新团队: its major and its leader are taken from the approved majors and teachers. */
    @Test
    void takesAMajorByItsNameAndATeacherByHis() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.15.1", NURSING);
            int major = column("2.15.1", "major_no");
            int leader = column("2.15.1", "leader_staff_no");
            int row = firstEmptyRow(desk);
            reach(desk, row, major);
            desk.type("护理");
            desk.see(choice(desk, 0), Pattern.compile("[\\s\\S]*护理[\\s\\S]*"));
            var offered = choice(desk, 0).locator(".code").textContent();
            desk.press("ArrowDown");
            desk.press("Enter");
            desk.see(desk.cell(row, major), offered);
            reach(desk, row, leader);
            desk.type("赵师");
            desk.see(choice(desk, 0), Pattern.compile("20100201赵师[\\s\\S]*"));
            choice(desk, 0).click();
            desk.see(desk.cell(row, leader), "20100201");
            desk.awaitSaved();
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** Nobody leafs through the students: their number or their whole name is typed first, and no other name is shown. */
    @Test
    void offersStudentsToThoseWhoKnowThem() {
        try (var desk = chromium.desk(server, COLLECTOR)) {
            desk.openSheet("2.16.3", NURSING);
            int student = column("2.16.3", "student_no");
            int row = firstEmptyRow(desk);
            desk.select(row, student);
            desk.press("Alt+ArrowDown");
            desk.see(note(desk), Pattern.compile("请至少输入 2 位.*"));
            desk.press("Escape");
            desk.type("202");
            desk.see(choice(desk, 0), Pattern.compile("202[0-9]+[^*]\\*+[\\s\\S]*"));
            desk.press("Escape");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    /** 大型仪器: places of practice are collected by several departments, some of which are not approved yet. */
    @Test
    void saysWhoseEntriesAreMissing() {
        try (var desk =
                chromium.desk(server, new DemoCollege().collector("0112").staffNo())) {
            desk.openSheet("2.9.5", "0112");
            reach(desk, 0, column("2.9.5", "place_no"));
            desk.press("Alt+ArrowDown");
            desk.see(note(desk), Pattern.compile("2\\.9\\.1 .*护理系.*尚未审核通过.*"));
            desk.press("Escape");
        }
    }

    private static int firstEmptyRow(Desk desk) {
        var rows = desk.page().locator(".foot span").first().textContent().split(" ", 2)[0];
        return Integer.parseInt(rows);
    }

    /** Columns to the right are drawn once one comes near them. */
    private static void reach(Desk desk, int row, int column) {
        desk.select(row, 0);
        for (int step = 0; step < column; step++) {
            desk.press("ArrowRight");
        }
    }

    private static int column(String table, String field) {
        var fields =
                Catalogues.load().edition("2022").table(table).orElseThrow().fields();
        return fields.stream().map(Field::name).toList().indexOf(field);
    }

    private static Locator choice(Desk desk, int place) {
        return desk.page().locator(".sheet-picker [data-place='" + place + "']");
    }

    private static Locator note(Desk desk) {
        return desk.page().locator(".sheet-picker .note");
    }
}
