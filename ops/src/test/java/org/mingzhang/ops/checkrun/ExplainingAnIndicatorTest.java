package org.mingzhang.ops.checkrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** 核心指标 opened down to the entry and the person. Each test goes on where the one before it ended. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=explaining-an-indicator")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainingAnIndicatorTest {

    private static final int STUDENTS = 120;
    private static final String INDICATORS = Deeds.CAMPAIGN + "/indicators";
    private static final String LEADER = "19950001";

    private final DemoCollege college = new DemoCollege();
    private final DemoRows rows = new DemoRows(Catalogues.load().edition("2022"), college, STUDENTS);
    private Cast cast;
    private Deeds deeds;

    @Autowired
    SetUpCode code;

    @Autowired
    JdbcClient sql;

    @LocalServerPort
    int port;

    @BeforeAll
    void studentsAreThereAndNoTeacherYet() throws InterruptedException {
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
        deeds.paste("1.5.1", "0107", rows.rows("1.5.1", "0107")).mustBeOk();
    }

    @Test
    @Order(10)
    void saysWhyAFigureCannotBeWorkedOut() {
        var ratio = figure(office().get(INDICATORS).mustBeOk().json(), "student_teacher_ratio");

        assertThat(ratio.path("value").isNull()).isTrue();
        assertThat(ratio.path("level").asString("")).isEqualTo("UNKNOWN");
        assertThat(ratio.path("whyNot").asString("")).isEqualTo("分母 教师总数 为 0，无法计算");
    }

    @Test
    @Order(20)
    void goesFromTheValueToSumsEntriesAndPeople() {
        var lineage = office().get(INDICATORS + "/full_time_students/lineage")
                .mustBeOk()
                .json();
        var sum = lineage.path("sums").get(0);

        assertThat(lineage.path("formula").asString("")).startsWith("count(student where student_status in");
        assertThat(sum.path("text").asString(""))
                .isEqualTo("count(student where student_status in ('1','2','3','4','5'))");
        assertThat(sum.path("table").asString("")).isEqualTo("1.5.1");
        assertThat(sum.path("value").asString("")).isEqualTo(Integer.toString(counted()));
        assertThat(sum.path("entries").asInt()).isEqualTo(counted());
        assertThat(sum.path("departments").get(0).path("department").asString(""))
                .isEqualTo("0107");
        var entry = sum.path("items").get(0);
        assertThat(entry.path("by").path("staffNo").asString(""))
                .isEqualTo(college.collector("0107").staffNo());
        assertThat(entry.path("position").asLong()).isPositive();
    }

    @Test
    @Order(30)
    void turnsThePagesOfASum() {
        var page = office().get(INDICATORS + "/full_time_students/lineage?sum=1&offset=5&limit=10")
                .mustBeOk()
                .json();

        assertThat(page.path("sums").get(0).path("items").size()).isEqualTo(10);
    }

    @Test
    @Order(40)
    void tellsWhichEventsMovedItAndAddsUpExactly() {
        var before = new BigDecimal(figure(office().get(INDICATORS).mustBeOk().json(), "full_time_students")
                .path("exact")
                .asString(""));
        var lineage = office().get(INDICATORS + "/full_time_students/lineage").mustBeOk();
        long then = lineage.position();
        var counted = lineage.json().path("sums").get(0).path("items").get(0);
        var entry = Deeds.table("1.5.1") + "/entries/" + counted.path("entry").asInt();
        var collector = deeds.collector("0107");
        collector
                .delete(
                        entry,
                        collector.get(entry).mustBeOk().json().path("revision").asInt())
                .mustBeOk();

        var movement = office().get(INDICATORS + "/full_time_students/movement?from=" + then)
                .mustBeOk()
                .json();
        var after = new BigDecimal(figure(office().get(INDICATORS).mustBeOk().json(), "full_time_students")
                .path("exact")
                .asString(""));

        assertThat(movement.path("steps").size()).isEqualTo(1);
        assertThat(movement.path("moved").decimalValue()).isEqualByComparingTo(after.subtract(before));
        assertThat(after).isEqualByComparingTo(before.subtract(BigDecimal.ONE));
        assertThat(figure(office().get(INDICATORS + "?asOf=" + then).json(), "full_time_students")
                        .path("exact")
                        .asString(""))
                .isEqualTo(before.toPlainString());
    }

    @Test
    @Order(50)
    void isOpenedForLeadersButNotForCollectors() {
        assertThat(cast.as(LEADER)
                        .get(INDICATORS + "/full_time_students/lineage")
                        .status())
                .isEqualTo(200);
        assertThat(deeds.collector("0201")
                        .get(INDICATORS + "/full_time_students/lineage")
                        .status())
                .isEqualTo(403);
        assertThat(office().get(INDICATORS + "/no_such_figure/lineage").problem())
                .isEqualTo("not-visible");
    }

    private Browser office() {
        return deeds.office();
    }

    private static JsonNode figure(JsonNode all, String id) {
        for (var figure : all.path("items")) {
            if (figure.path("id").asString("").equals(id)) {
                return figure;
            }
        }
        throw new AssertionError("no figure " + id + " in " + all);
    }

    /** The same sum in other words. */
    private int counted() {
        return sql.sql("""
                        select count(*)::int from entry_version
                        where table_key = '99001/2022/1.5.1' and to_position is null and not removed
                          and cells ->> 'student_status' in ('1', '2', '3', '4', '5')""").query(Integer.class).single();
    }
}
