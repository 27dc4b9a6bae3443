package org.mingzhang.ops.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingzhang.ops.Mingzhang;
import org.mingzhang.ops.console.DemoCollegeInABrowser;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** 纪检监察 — J7: a department is asked why it was late, answers, is rated from what stands in the ledger; no data change. */
@SpringBootTest(classes = Mingzhang.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = DemoCollegeInABrowser.Visited.class)
@TestPropertySource(properties = "spring.application.name=journeys")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InspectorJourneyTest {

    private static final String DEPARTMENT = "0201";

    private final DemoCollege college = new DemoCollege();
    private Cast cast;
    private Browser inspector;
    private Browser collector;
    private String matter = "";

    @LocalServerPort
    int port;

    @BeforeAll
    void theInspectorsDesk() {
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        inspector = cast.as("20030009");
        collector = cast.as(college.collector(DEPARTMENT).staffNo());
    }

    @Test
    @Order(701)
    void aMatterIsOpenedWithTheEventsItIsAbout() {
        var events = ok(inspector.get("/audit?department=" + DEPARTMENT + "&limit=2"))
                .path("items");
        var positions =
                events.valueStream().map(each -> each.path("position").asLong()).toList();
        var body = Map.of("year", 2022, "department", DEPARTMENT, "matter", "护理系数据为何逾期", "positions", positions);
        matter = ok(inspector.post("/inspections", body)).path("inspection").asString("");
        var shown = ok(inspector.get("/inspections/" + matter)).path("matter");
        assertThat(shown.path("departmentName").asString("")).contains("护理");
        assertThat(shown.path("positions").size()).isEqualTo(2);
        assertThat(shown.path("open").asBoolean()).isTrue();

        assertThat(inspector
                        .post("/inspections", Map.of("year", 2022, "matter", "短"))
                        .problem())
                .isEqualTo("inspection-words");
        assertThat(inspector
                        .post("/inspections", Map.of("year", 2019, "matter", "没有这一年的采集"))
                        .status())
                .isEqualTo(404);
        assertThat(inspector
                        .post(
                                "/inspections",
                                Map.of("year", 2022, "matter", "还没有发生的事", "positions", List.of(99_999_999)))
                        .problem())
                .isEqualTo("unreadable");
        assertThat(collector.post("/inspections", body).status()).isEqualTo(403);
        assertThat(collector.get("/inspections").status()).isEqualTo(403);
    }

    @Test
    @Order(702)
    void whoeverIsAskedIsToldAndAnswersOnce() {
        var at = "/inspections/" + matter + "/questions";
        ok(inspector.post(at, Map.of("staffNo", collector.staffNo(), "text", "截止日前为何没有提交？")));
        assertThat(notices(collector)).contains("inspection-asked");
        var mine = ok(collector.get("/me/inquiries")).path("items").get(0);
        assertThat(mine.path("text").asString("")).contains("为何没有提交");
        assertThat(mine.path("answer").isNull()).isTrue();
        var stranger = cast.as("20100201");
        assertThat(ok(stranger.get("/me/inquiries")).path("items").size()).isZero();
        assertThat(stranger.post(at + "/1/answer", Map.of("text", "替他人回答一下。")).status())
                .as("a question to somebody else is not there")
                .isEqualTo(404);

        ok(collector.post(at + "/1/answer", Map.of("text", "省赛文件次日才收到，收到后当天录入。")));
        assertThat(notices(inspector)).contains("inspection-answered");
        assertThat(collector
                        .post(at + "/1/answer", Map.of("text", "我想改一改前面的答复。"))
                        .problem())
                .isEqualTo("inquiry-answered");
        assertThat(ok(inspector.get("/inspections/" + matter))
                        .path("matter")
                        .path("unanswered")
                        .asInt())
                .isZero();
    }

    @Test
    @Order(703)
    void factsAreNotedAndSomebodyIsCalledToAccountUnderASignedDecision() {
        ok(inspector.post("/inspections/" + matter + "/notes", Map.of("text", "台账显示该表 9 月 30 日已开放填报。")));
        var at = "/inspections/" + matter + "/accountability";
        var held = Map.of(
                "staffNo", collector.staffNo(),
                "document", "云示纪〔2022〕7号",
                "text", "逾期提交，予以提醒谈话。",
                "password", "not-mine");
        assertThat(inspector.post(at, held).problem()).isEqualTo("password-wrong");
        var signed = new java.util.TreeMap<String, Object>(held);
        signed.put("password", DemoCollege.PASSWORD);
        ok(inspector.post(at, signed));
        signed.put("document", " ");
        assertThat(inspector.post(at, signed).problem()).isEqualTo("decision-missing");
        assertThat(ok(inspector.get("/audit?kind=inspection.accountability-recorded"))
                        .path("items")
                        .get(0)
                        .path("summary")
                        .toString())
                .contains("问责", "云示纪〔2022〕7号");
    }

    /** The rating is counted from the ledger; counted by hand from what everybody may read, it is the same. */
    @Test
    @Order(704)
    void theDepartmentIsRatedFromWhatStandsInTheLedger() {
        ok(inspector.post("/inspections/" + matter + "/assessment", Map.of("text", "按账本中的事实计算。")));
        var facts = steps().stream()
                .filter(step -> step.path("kind").asString("").equals("APPRAISED"))
                .findFirst()
                .orElseThrow()
                .path("facts");
        var shares = ok(inspector.get(Deeds.CAMPAIGN + "/progress"))
                .path("shares")
                .valueStream()
                .filter(share -> share.path("department").asString("").equals(DEPARTMENT))
                .toList();
        long late = shares.stream()
                .filter(share -> !share.path("lateness").isEmpty())
                .count();
        assertThat(facts.path("shares").asInt()).isEqualTo(shares.size());
        assertThat(facts.path("late").asLong()).isEqualTo(late);
        assertThat(facts.path("timeliness").asLong()).isEqualTo(100 * (shares.size() - late) / shares.size());
        assertThat(facts.path("quality").asLong())
                .isEqualTo(100 * (shares.size() - facts.path("returned").asLong()) / shares.size());
    }

    @Test
    @Order(705)
    void aClosedMatterTakesUpNothingMoreAndTheLeadersReadIt() {
        ok(inspector.post("/inspections/" + matter + "/closing", Map.of("text", "已答复并改正，办结。")));
        assertThat(inspector
                        .post("/inspections/" + matter + "/notes", Map.of("text", "办结之后再记一条。"))
                        .problem())
                .isEqualTo("inspection-closed");
        var leader = cast.as("19950001");
        assertThat(ok(leader.get("/inspections/" + matter)).path("steps").size())
                .isEqualTo(6);
        assertThat(ok(leader.get("/inspections?year=2022")).path("items").size())
                .isEqualTo(1);
        assertThat(leader.post("/inspections/" + matter + "/notes", Map.of("text", "领导也想记一条。"))
                        .status())
                .isEqualTo(403);
    }

    /** Step 3: what was seen on the page goes out as a workbook, the oldest first, and that is on record. */
    @Test
    @Order(706)
    void theTrailGoesOutAsAWorkbookAndThatIsOnRecord() throws IOException {
        var answer = inspector.getAsItIs("/audit.xlsx?kind=inspection").mustBeOk();
        Files.write(Files.createDirectories(Path.of("target", "prints")).resolve("trail.xlsx"), answer.bytes());
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(answer.bytes()))) {
            var sheet = workbook.getSheetAt(0);
            var words = new ArrayList<String>();
            long last = 0;
            for (int i = 3; i <= sheet.getLastRowNum(); i++) {
                var row = sheet.getRow(i);
                assertThat((long) row.getCell(0).getNumericCellValue()).isGreaterThan(last);
                last = (long) row.getCell(0).getNumericCellValue();
                words.add(row.getCell(6).getStringCellValue());
            }
            assertThat(words).anyMatch(each -> each.startsWith("督查立项")).anyMatch(each -> each.startsWith("问责"));
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).contains("共 " + words.size() + " 条");
        }
        assertThat(ok(inspector.get("/audit?kind=account.exported")).toString()).contains("trail");
        var own = collector.getAsItIs("/audit.xlsx?kind=account").mustBeOk();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(own.bytes()))) {
            for (var row : workbook.getSheetAt(0)) {
                if (row.getRowNum() > 2) {
                    assertThat(row.getCell(3).getStringCellValue()
                                    + row.getCell(10).getStringCellValue())
                            .as("of accounts everybody sees what is his or her own")
                            .containsAnyOf(
                                    collector.staffNo(),
                                    college.collector(DEPARTMENT).name());
                }
            }
        }
    }

    /** Step 3, on paper: the same lines, with the code of the ledger, and the same bytes at the same position. */
    @Test
    @Order(706)
    void aReplayGoesOutOnPaper() throws IOException {
        var answer = inspector
                .getAsItIs("/audit.pdf?table=2.13.1&department=" + DEPARTMENT)
                .mustBeOk();
        Files.write(Files.createDirectories(Path.of("target", "prints")).resolve("trail.pdf"), answer.bytes());
        try (var paper = Loader.loadPDF(answer.bytes())) {
            var text = new PDFTextStripper().getText(paper);
            assertThat(text).contains("督查台账", "由先到后", "账本核验码", "2.13.1");
            assertThat(paper.getPage(0).getMediaBox().getWidth())
                    .isGreaterThan(paper.getPage(0).getMediaBox().getHeight());
        }
        assertThat(inspector.getAsItIs("/audit.docx?kind=inspection").status()).isEqualTo(404);
    }

    /** Step 10: one page a department, facts with their positions, the same bytes whenever it is made again. */
    @Test
    @Order(707)
    void aBulletinListsTheFactsOfADepartmentAndIsMadeAgainByteForByte() throws IOException {
        var at = Deeds.CAMPAIGN + "/departments/" + DEPARTMENT + "/bulletin";
        var first = inspector.getAsItIs(at + ".pdf").mustBeOk();
        Files.write(Files.createDirectories(Path.of("target", "prints")).resolve("bulletin.pdf"), first.bytes());
        try (var paper = Loader.loadPDF(first.bytes())) {
            var text = new PDFTextStripper().getText(paper);
            assertThat(text)
                    .contains("督查通报（草稿）", "结论由签发人另行作出", "及时率", "退回与重新打开", "督查立项", "问责", "评定")
                    .contains("账本位置 " + first.position());
        }
        var again = inspector.getAsItIs(at + ".pdf?asOf=" + first.position()).mustBeOk();
        assertThat(again.bytes()).as("as of the same position").isEqualTo(first.bytes());
        var early = inspector
                .getAsItIs(at + ".pdf?asOf=2022-10-01T00:00:00%2B08:00")
                .mustBeOk();
        try (var paper = Loader.loadPDF(early.bytes())) {
            assertThat(new PDFTextStripper().getText(paper))
                    .contains("截至 2022-")
                    .doesNotContain("督查立项");
        }
        var listed = inspector.getAsItIs(at + ".xlsx").mustBeOk();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(listed.bytes()))) {
            assertThat(workbook.getSheetAt(0).getLastRowNum()).isGreaterThan(5);
            assertThat(workbook.getSheetAt(0).getRow(1).getCell(0).getStringCellValue())
                    .contains("质量 = 100 ×");
        }
        assertThat(ok(inspector.get("/audit?kind=account.exported&limit=5")).toString())
                .contains("bulletin");
        assertThat(collector.get(at + ".pdf").problem()).isEqualTo("role-required");
        assertThat(inspector
                        .get(Deeds.CAMPAIGN + "/departments/9999/bulletin.pdf")
                        .problem())
                .isEqualTo("not-visible");
    }

    /** Step 7. */
    @Test
    @Order(708)
    void whoCouldReviewAtAMomentIsSaidWithTheDocument() {
        var rights = ok(inspector.get(
                Deeds.CAMPAIGN + "/rights?department=" + DEPARTMENT + "&asOf=2022-10-10T09:00:00%2B08:00"));
        var share = rights.path("shares")
                .valueStream()
                .filter(each -> each.path("table").asString("").equals("2.13.1"))
                .findFirst()
                .orElseThrow();
        assertThat(share.path("reviewer").path("staffNo").asString("")).isEqualTo("20000001");
        assertThat(share.path("collectors").toString()).contains("20150101");
        assertThat(share.path("position").asLong())
                .isPositive()
                .isLessThanOrEqualTo(rights.path("position").asLong());
        var head = rights.path("heads").get(0);
        assertThat(head.path("head").path("staffNo").asString("")).isEqualTo("20000001");
        assertThat(head.path("document").asString("")).isNotEmpty();
        var all = ok(inspector.get(Deeds.CAMPAIGN + "/rights?asOf=2022-10-10T09:00:00%2B08:00"));
        assertThat(all.path("roles").toString()).contains("OFFICE", "INSPECTOR", "20050007", "20030009");
        var before = ok(inspector.get(Deeds.CAMPAIGN + "/rights?asOf=2022-09-01T00:00:00%2B08:00"));
        assertThat(before.path("shares").isEmpty())
                .as("before the campaign was planned")
                .isTrue();
        assertThat(collector.get(Deeds.CAMPAIGN + "/rights").problem()).isEqualTo("role-required");
    }

    /** Whoever looks over everybody's shoulder is looked at too, by those who lead; not by those who are looked into. */
    @Test
    @Order(709)
    void whatTheInspectorLooksAtIsSeenByOfficeAndLeaders() throws InterruptedException {
        var entries = Deeds.table("2.13.1") + "/entries?department=" + DEPARTMENT;
        var atAPerson = "督查人员查看督查台账：教工号 " + collector.staffNo();
        ok(inspector.getAsItIs(entries + "&limit=1"));
        ok(inspector.get("/audit?who=" + collector.staffNo() + "&limit=1"));
        ok(inspector.getAsItIs("/audit?department=no-such-department&limit=1"));
        var seen = looks(inspector);
        for (int turn = 0; turn < 100 && !words(seen).contains(atAPerson); turn++) {
            TimeUnit.MILLISECONDS.sleep(50);
            seen = looks(inspector);
        }
        assertThat(words(seen)).contains("督查人员查看数据：2022 年 · 表 2.13.1 · 护理系", atAPerson, "督查人员查看督查台账");
        assertThat(seen.get(0).path("summary").path("en").asString("")).startsWith("an inspector looked at ");
        assertThat(seen).allSatisfy(each -> {
            assertThat(each.path("by").path("staffNo").asString("")).isEqualTo("20030009");
            assertThat(each.path("device").asString("")).isNotEmpty();
        });

        // the same once more within the hour, and what shows nothing, leave nothing
        ok(inspector.getAsItIs(entries + "&limit=1&asOf=1"));
        assertThat(inspector.getAsItIs(Deeds.table("9.9.9") + "/entries").status())
                .isEqualTo(404);
        assertThat(inspector
                        .getAsItIs(Deeds.table("2.13.1") + "/entries?asOf=someday")
                        .status())
                .isEqualTo(400);
        ok(cast.as("20050007").getAsItIs(Deeds.table("1.1.1") + "/entries?limit=1"));
        assertThat(looks(inspector)).hasSize(seen.size());

        assertThat(looks(cast.as("20050007"))).hasSize(seen.size());
        assertThat(looks(cast.as("19950001"))).hasSize(seen.size());
        assertThat(looks(collector)).isEmpty();
        assertThat(looks(cast.as("20000001"))).isEmpty();
    }

    private static List<String> words(List<JsonNode> seen) {
        return seen.stream()
                .map(each -> each.path("summary").path("zh").asString(""))
                .toList();
    }

    private static List<JsonNode> looks(Browser who) {
        return ok(who.get("/audit?kind=account.looked-at&limit=500"))
                .path("items")
                .valueStream()
                .toList();
    }

    private List<JsonNode> steps() {
        return ok(inspector.get("/inspections/" + matter))
                .path("steps")
                .valueStream()
                .toList();
    }

    private static String notices(Browser who) {
        return ok(who.get("/me/notices")).toString();
    }

    private static JsonNode ok(Answer answer) {
        return answer.mustBeOk().json();
    }
}
