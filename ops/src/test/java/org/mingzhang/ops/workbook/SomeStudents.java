package org.mingzhang.ops.workbook;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;

/** 几名学生: an open campaign with forty students of department 0107, made once for the tests that share a program. */
record SomeStudents(Cast cast, Deeds deeds, DemoRows rows) {

    static final int COUNT = 40;

    private static final Map<Integer, SomeStudents> MADE = new HashMap<>();

    /** The students of the program that listens on a port. */
    static synchronized SomeStudents at(int port, SetUpCode code) throws InterruptedException {
        var made = MADE.get(port);
        if (made == null) {
            made = make(port, code);
            MADE.put(port, made);
        }
        return made;
    }

    private static SomeStudents make(int port, SetUpCode code) throws InterruptedException {
        var college = new DemoCollege();
        var rows = new DemoRows(Catalogues.load().edition("2022"), college, 400);
        var cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        var deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
        var students = new ArrayList<>(rows.rows("1.5.1", "0107", COUNT));
        var odd = new TreeMap<>(students.get(3));
        odd.put("name", CellValue.text("=cmd|'/c calc'!A0"));
        students.set(3, odd);
        deeds.paste("1.5.1", "0107", students).mustBeOk();
        return new SomeStudents(cast, deeds, rows);
    }
}
