package org.mingzhang.ops.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingzhang.ops.story.Story.account;
import static org.mingzhang.ops.story.Story.fine;
import static org.mingzhang.ops.story.Story.key;
import static org.mingzhang.ops.story.Story.refused;
import static org.mingzhang.ops.tool.demo.Deeds.CAMPAIGN;
import static org.mingzhang.ops.tool.demo.Deeds.briefing;
import static org.mingzhang.ops.tool.demo.Deeds.newEntry;
import static org.mingzhang.ops.tool.demo.Deeds.share;
import static org.mingzhang.ops.tool.demo.Deeds.signature;
import static org.mingzhang.ops.tool.demo.Deeds.table;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoCollege.Staff;
import org.mingzhang.ops.tool.demo.DemoPlan;
import tools.jackson.databind.JsonNode;

/**
 * 2022 年人才培养工作状态数据采集, the whole of it, by HTTP alone, on the whole program and a real database. Each chapter is what people
 * do on one day; the next one goes on where it ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Chapters.class)
class WholeCampaignStoryTest {

    static final int STUDENTS = 10_000;

    @TempDir
    static Path data;

    /** The chapters between which somebody looks. */
    private static final int PLANNED = 60;

    private static final int SUBMITTED = 330;

    /** What somebody was shown. */
    private record Glance(String page, Answer answer) {

        long position() {
            return answer.json().path("position").asLong();
        }
    }

    private final List<Glance> glances = new ArrayList<>();
    private final List<String> looked = new ArrayList<>(
            List.of("1.1.1", "1.2.1", "1.3.1", "1.4.1", "1.4.2", "1.5.1", "2.8.1", "2.9.3", "2.13.1", "2.14.1"));
    private final Random chance = new Random(20221015);

    final List<String> open = new ArrayList<>();
    Story story;
    DemoCollege college;
    Book book;

    @BeforeAll
    void theProgramIsInstalled() {
        story = new Story(data, STUDENTS);
        college = story.college;
        book = story.book;
    }

    /** After each chapter somebody looks at five tables, whichever; what is seen then is seen again for ever. */
    @AfterEach
    void somebodyLooksAtFiveTables(TestInfo chapter) {
        int order =
                chapter.getTestMethod().orElseThrow().getAnnotation(Order.class).value();
        if (order < PLANNED || order > SUBMITTED) {
            return;
        }
        Collections.shuffle(looked, chance);
        var five = looked.subList(0, 5).stream()
                .map(code -> table(code) + "/entries?limit=200")
                .map(page -> new Glance(page, story.office().get(page)))
                .filter(glance -> glance.answer().ok())
                .toList();
        if (five.size() == 5) {
            glances.addAll(five);
        }
    }

    private void everyGlanceIsSeenAgain() {
        assertThat(glances).hasSizeGreaterThanOrEqualTo(125);
        assertThat(glances.stream().map(Glance::position).distinct()).hasSizeGreaterThanOrEqualTo(25);
        for (var glance : glances) {
            assertThat(text(story.office().getAsItIs(glance.page() + "&asOf=" + glance.position())))
                    .as(glance.page() + " at " + glance.position())
                    .isEqualTo(text(glance.answer()));
        }
    }

    private static String text(Answer answer) {
        return new String(answer.mustBeOk().bytes(), StandardCharsets.UTF_8);
    }

    @AfterAll
    void theProgramIsStopped() {
        story.close();
    }

    // 平台搭建 §3(一)–(四)

    @Test
    @Order(10)
    void theOfficeSetsThePlatformUp() {
        story.at("2022-09-05T08:30:00");
        var someone = story.cast().stranger("20050007");
        refused(someone.post("/setup", story.cast().setUp("0000")), 403, "set-up-code-wrong");

        var code = story.installation.setUpCode();
        fine(someone.post("/setup", story.cast().setUp(code)));
        book.happened("installation", "installation.set-up");
        book.happened(
                "99001",
                "org.college-registered",
                "org.department-recorded",
                "org.import-closed",
                "org.staff-recorded",
                "org.import-closed");

        refused(someone.post("/setup", story.cast().setUp(code)), 409, "already-set-up");
        refused(someone.get("/me"), 401, "not-signed-in");
    }

    @Test
    @Order(20)
    void theFirstLogInOnlyActivatesTheAccount() {
        var lead = story.college.staff("20050007");
        var browser = story.cast().stranger("20050007");
        refused(logIn(browser, "guessed"), 401, "log-in-refused");
        book.happened(account("20050007"), "account.log-in-failed");

        fine(logIn(browser, "20050007"));
        refused(browser.get("/me"), 403, "activation-required");
        refused(
                browser.put("/session/password", Map.of("proof", "000000", "newPassword", DemoCollege.PASSWORD)),
                422,
                "activation-proof-wrong");
        book.happened(account("20050007"), "account.log-in-failed");
        for (var weak : List.of("20050007", "abcdefghijkl", "Ab1", "x-" + lead.lastSixOfIdentity() + "-Y")) {
            refused(choose(browser, lead, weak), 422, "password-too-weak");
        }
        fine(choose(browser, lead, DemoCollege.PASSWORD));
        book.happened(account("20050007"), "account.activated", "account.logged-in");
        assertThat(fine(browser.get("/me")).json().path("roles").toString()).contains("OFFICE");

        refused(logIn(browser, "20050007"), 401, "log-in-refused");
        book.happened(account("20050007"), "account.log-in-failed");
        story.office();
    }

    @Test
    @Order(30)
    void personnelBringTheOrganisationAndThePeople() {
        var office = story.office();
        var cast = story.cast();
        var told = fine(office.post("/organisation/departments?preview=true", cast.departments(false)));
        assertThat(told.json().path("added").size()).isEqualTo(33);
        fine(office.post("/organisation/departments", cast.departments(false)));
        var departments = college.departments().size();
        book.happened("99001", "org.department-recorded", departments);
        book.happened("99001", "org.import-closed");

        var secretary = new LinkedHashMap<>(cast.row(college.staff("20180103")));
        secretary.put("head", true);
        var wrong =
                refused(office.post("/organisation/staff", Map.of("rows", List.of(secretary))), 422, "import-refused");
        assertThat(wrong.json().path("errors").get(0).path("rule").asString()).isEqualTo("head-post-not-allowed");

        var preview = fine(office.post("/organisation/staff?preview=true", cast.staff()));
        int everybody = college.staff().size();
        assertThat(preview.json().path("added").size()).isEqualTo(everybody - 1);
        assertThat(preview.json().path("heads").size()).isEqualTo(departments);
        fine(office.post("/organisation/staff", cast.staff()));
        book.happened("99001", "org.staff-recorded", everybody - 1);
        book.happened("99001", "org.head-appointed", departments);
        book.happened("99001", "org.import-closed");

        fine(office.post("/organisation/departments", cast.departments(true)));
        book.happened("99001", "org.department-recorded", departments);
        book.happened("99001", "org.import-closed");
        var again = fine(office.post("/organisation/departments?preview=true", cast.departments(true)));
        assertThat(again.json().path("unchanged").asInt()).isEqualTo(departments);
        story.remember("organisation and people");
    }

    @Test
    @Order(40)
    void everybodyActivatesTheAccountButOne() throws Exception {
        story.at("2022-09-06T09:00:00");
        var forgetful = "20170122";
        var threads = Executors.newFixedThreadPool(8);
        try {
            var all = new ArrayList<Future<Browser>>();
            for (var person : college.staff()) {
                if (!person.staffNo().equals(forgetful) && !person.staffNo().equals("20050007")) {
                    all.add(threads.submit(() -> story.as(person.staffNo())));
                    // nobody has this password yet, so the first attempt fails
                    book.happened(
                            account(person.staffNo()),
                            "account.log-in-failed",
                            "account.activated",
                            "account.logged-in");
                }
            }
            for (var one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(fine(story.as("20000001").get("/me")).json().path("post").asString())
                .isEqualTo("主任");
    }

    @Test
    @Order(50)
    void threeWrongPasswordsLockAnAccount() {
        var browser = story.cast().stranger("20180103");
        refused(logIn(browser, "wrong-password-1"), 401, "log-in-refused");
        refused(logIn(browser, "wrong-password-2"), 401, "log-in-refused");
        refused(logIn(browser, "wrong-password-3"), 403, "account-locked");
        refused(logIn(browser, DemoCollege.PASSWORD), 403, "account-locked");
        book.happened(account("20180103"), "account.log-in-failed", 3);
        book.happened(account("20180103"), "account.locked");
        story.at("2022-09-06T10:00:00");
        fine(logIn(browser, DemoCollege.PASSWORD));
        book.happened(account("20180103"), "account.logged-in");
    }

    // 工作方案 §3(五), 附表1

    @Test
    @Order(60)
    void theOfficePlansTheCampaignFromTheWorkPlan() {
        story.at("2022-09-07T09:00:00");
        refused(story.as("20150101").post("/campaigns", DemoPlan.of(college)), 403, "role-required");
        var planned =
                fine(story.office().post("/campaigns", DemoPlan.of(college))).json();
        var stages = planned.path("stages");
        assertThat(stages.toString()).contains("2022-09-30", "2022-10-15", "2022-10-18", "2022-10-22", "2022-10-29");
        assertThat(planned.path("academicYear").toString()).contains("2021-09-01", "2022-08-31");
        assertThat(planned.path("calendarYear").toString()).contains("2021-01-01", "2021-12-31");
        var points = planned.path("openPoints");
        book.happened("99001/2022", "campaign.planned");
        book.happened("99001/2022", "campaign.stage-scheduled", stages.size());
        book.happened("99001/2022", "campaign.point-raised", points.size());
        points.forEach(point -> open.add(point.path("point").asString("")));
        story.catalogue.tables().forEach(form -> {
            book.happened(key(form.code()), "table.planned");
            if (form.kind() != Table.Kind.COMPUTED) {
                book.happened(key(form.code()), "table.due-date-set", 2);
            }
        });
        sharesOfThePlan(planned.path("shares").asInt());
        refused(story.office().post("/campaigns", DemoPlan.of(college)), 409, "campaign-already-planned");

        var notYet = refused(story.office().post(CAMPAIGN + "/opening", null), 409, "not-ready-to-open");
        assertThat(rules(notYet)).contains("open-point", "no-department", "collector-missing");
    }

    @Test
    @Order(70)
    void theOfficeSettlesWhatThePlanLeavesOpen() {
        assertThat(open).isNotEmpty();
        for (var point : fine(story.office().get(CAMPAIGN)).json().path("points")) {
            var decision = new LinkedHashMap<String, Object>(Map.of("decision", "按学校任务分配表确定"));
            if (point.path("kind").asString("").equals("nil-without-department")) {
                decision.put("departments", List.of("0121"));
                book.happened(key(point.path("table").asString("")), "table.share-assigned");
            }
            fine(story.office()
                    .post(CAMPAIGN + "/points/" + point.path("point").asString("") + "/settlement", decision));
            book.happened("99001/2022", "campaign.point-settled");
        }
        var nil = story.office().get(CAMPAIGN + "/tables/2.12.1");
        assertThat(fine(nil).json().path("shares").get(0).path("nilProposed").asBoolean())
                .as("the plan says 本校无数据, so a nil return is proposed to whoever answers for it")
                .isTrue();
        refused(
                story.office().post(CAMPAIGN + "/points/" + open.get(0) + "/settlement", Map.of("decision", "再定一次")),
                409,
                "point-already-settled");
    }

    @Test
    @Order(80)
    void theOfficeNamesWhoFillsAndWhoReviews() {
        var secretary = new LinkedHashMap<>(story.deeds().people("2.13.1", "0201"));
        secretary.put("reviewer", "20180103");
        story.refusedAndRecorded(
                story.office(),
                story.office().put(share("2.13.1", "0201"), secretary),
                422,
                "reviewer-post-not-allowed");
        var both = new LinkedHashMap<>(story.deeds().people("2.13.1", "0201"));
        both.put("collectors", List.of("20000001"));
        story.refusedAndRecorded(
                story.office(), story.office().put(share("2.13.1", "0201"), both), 422, "collector-is-reviewer");
        for (var division : college.divisions()) {
            for (var department : division.shares()) {
                fine(story.office()
                        .put(share(division.code(), department), story.deeds().people(division.code(), department)));
                book.happened(key(division.code()), "table.share-assigned");
            }
        }
        var two = new LinkedHashMap<>(story.deeds().people("1.2.1", "0108"));
        two.put("collectors", List.of("20170108", "20170109"));
        two.put("reason", "两办合署，共同填报");
        fine(story.office().put(share("1.2.1", "0108"), two));
        book.happened(key("1.2.1"), "table.share-assigned");
        story.quiet();
        book.planningEnds();
    }

    @Test
    @Order(90)
    void theCampaignOpens() {
        story.at("2022-09-08T09:00:00");
        fine(story.office().post(CAMPAIGN + "/opening", null));
        book.happened("99001/2022", "campaign.opened");
        for (var form : story.catalogue.tables()) {
            boolean opens = form.kind() == Table.Kind.SOURCE
                    || form.kind() == Table.Kind.COLLECTED
                            && form.sources(story.catalogue).isEmpty();
            if (opens) {
                book.happened(key(form.code()), "table.opened");
            }
        }
        story.remember("the campaign is open");
    }

    // 源数据表 §3(五)

    @Test
    @Order(100)
    void aTableStaysClosedUntilItsSourcesAreApproved() {
        story.at("2022-09-09T09:00:00");
        var closed = story.collector("0118")
                .post(
                        table("2.14.1") + "/entries/batch",
                        story.deeds().block("2.14.1", "0118", story.rows.rows("2.14.1", "0118")));
        refused(closed, 423, "table-locked");
        assertThat(closed.json().path("detail").asString()).contains("1.4.1").contains("1.5.1");
        refused(
                story.collector("0107").post(table("2.1.1") + "/entries", newEntry("0107", null, Map.of())),
                409,
                "table-computed");
    }

    @Test
    @Order(110)
    void theAdmissionOfficeTypesTheMajors() {
        var who = story.collector("0108");
        var rows = story.rows.rows("1.2.1", "0108");
        var wrong = new TreeMap<>(rows.get(0));
        wrong.put("schooling_length", CellValue.text("99"));
        wrong.put("class_count", CellValue.text("八"));
        wrong.put("favourite_colour", CellValue.text("蓝"));
        var cells =
                refused(who.post(table("1.2.1") + "/entries", newEntry("0108", null, wrong)), 422, "values-refused");
        assertThat(rules(cells)).containsExactlyInAnyOrder("unknown-code", "wrong-type", "unknown-field");

        rows.forEach(row -> story.type(who, "1.2.1", "0108", row));
        refused(who.post(table("1.2.1") + "/entries", newEntry("0108", null, rows.get(0))), 422, "values-refused");
        refused(
                story.collector("0201").post(table("1.2.1") + "/entries", newEntry("0108", null, rows.get(0))),
                403,
                "not-your-share");
        story.remember("the majors are typed");
    }

    @Test
    @Order(120)
    void editsOfDifferentCellsMergeAndOfTheSameCellConflict() {
        story.at("2022-09-09T10:00:00");
        var one = story.collector("0108");
        var other = story.as("20170109");
        story.amend(one, "1.2.1", 1, 1, Map.of("class_count", CellValue.whole(11)), "");
        var merged = story.amend(other, "1.2.1", 1, 1, Map.of("major_group", CellValue.text("护理专业群")), "");
        assertThat(merged.json().path("revision").asInt()).isEqualTo(3);
        assertThat(merged.json().path("merged").asBoolean()).isTrue();

        var conflict = refused(
                other.patch(
                        table("1.2.1") + "/entries/1", 1, Map.of("values", Map.of("class_count", 12), "reason", "")),
                409,
                "cell-conflict");
        assertThat(conflict.json().toString()).contains("8").contains("11").contains("12");
        refused(
                other.patch(table("1.2.1") + "/entries/1", null, Map.of("values", Map.of("class_count", 12))),
                428,
                "if-match-missing");
        story.remember("two people at one entry");
    }

    @Test
    @Order(130)
    void anEntryIsRemovedAndStaysInTheHistory() {
        var who = story.collector("0108");
        var thirteenth = new TreeMap<>(story.rows.rows("1.2.1", "0108").get(11));
        thirteenth.put("major_no", CellValue.text("ZY99"));
        thirteenth.put("major_code", CellValue.text("520801"));
        thirteenth.put("major_class", CellValue.text("5208"));
        int entry = story.type(who, "1.2.1", "0108", thirteenth);
        story.remember("a thirteenth major");
        story.at("2022-09-09T11:00:00");
        story.remove(who, "1.2.1", entry, 1, "误录，该专业未获批准");
        refused(
                who.patch(table("1.2.1") + "/entries/" + entry, 2, Map.of("values", Map.of("class_count", 1))),
                404,
                "no-such-entry");
        story.remember("the thirteenth major is gone");
    }

    @Test
    @Order(140)
    void tenThousandStudentsComeAsOneCommand() {
        story.at("2022-09-12T09:00:00");
        var students = story.rows.rows("1.5.1", "0107");
        assertThat(students).hasSize(STUDENTS);
        refused(
                story.collector("0108").post(table("1.5.1") + "/imports", Story.file("0107", students.subList(0, 1))),
                403,
                "import-not-yours");

        var office = story.office();
        var spoilt = new ArrayList<>(students);
        var last = new TreeMap<>(students.get(STUDENTS - 1));
        last.put("ethnicity", CellValue.text("99x"));
        spoilt.set(STUDENTS - 1, last);
        var wrong = fine(office.post(table("1.5.1") + "/imports", Story.file("0107", spoilt)));
        var seen = Story.settled(
                office, table("1.5.1") + "/imports/" + wrong.json().path("id").asString(""));
        assertThat(seen.json().path("state").asString()).isEqualTo("REFUSED");
        assertThat(seen.json()
                        .path("problem")
                        .path("errors")
                        .get(0)
                        .path("pointer")
                        .asString())
                .isEqualTo("/rows/" + (STUDENTS - 1) + "/values/ethnicity");
        assertThat(entries("1.5.1")).as("all or nothing").isZero();

        var once = UUID.randomUUID().toString();
        story.importFile(office, "1.5.1", "0107", students, once);
        var events = events();
        var again = fine(office.post(table("1.5.1") + "/imports", Story.file("0107", students), once));
        assertThat(again.json().path("id").asString()).isEqualTo(once);
        assertThat(fine(office.get(table("1.5.1") + "/imports/" + once))
                        .json()
                        .path("done")
                        .asInt())
                .isEqualTo(STUDENTS);
        assertThat(events()).as("no second event").isEqualTo(events);
        refused(
                office.post(table("1.5.1") + "/imports", Story.file("0107", students.subList(0, 1)), once),
                422,
                "idempotency-key-reused");
        story.remember("ten thousand students");
    }

    @Test
    @Order(150)
    void everyTeacherFillsTheOwnEntry() {
        story.at("2022-09-13T09:00:00");
        var teachers = college.staff(DemoCollege.Kind.TEACHER);
        teachers.forEach(teacher -> story.fillOwn(teacher, "1.4.1"));
        var meddler = story.as("20110201");
        refused(
                meddler.patch(table("1.4.1") + "/entries/1", 1, Map.of("values", Map.of("specialty", "老年护理"))),
                404,
                "not-your-entry");
        story.paste(story.collector("0103"), "1.4.1", "0103", story.rows.rows("1.4.1", "0103"));
        story.remember("the teachers' own entries");
    }

    @Test
    @Order(160)
    void aPastedBlockStandsWholeOrNotAtAll() {
        var who = story.collector("0106");
        var courses = story.rows.rows("1.3.1", "0106");
        var spoilt = new ArrayList<>(courses);
        var bad = new TreeMap<>(courses.get(4));
        bad.put("credits", CellValue.text("十"));
        bad.put("exam_form", CellValue.text("7"));
        spoilt.set(4, bad);
        var answer = refused(
                who.post(table("1.3.1") + "/entries/batch", story.deeds().block("1.3.1", "0106", spoilt)),
                422,
                "values-refused");
        assertThat(pointers(answer))
                .containsExactlyInAnyOrder("/changes/4/values/credits", "/changes/4/values/exam_form");
        assertThat(entries("1.3.1")).isZero();
        story.paste(who, "1.3.1", "0106", courses);
        story.paste(who, "1.4.2", "0106", story.rows.rows("1.4.2", "0106"));
    }

    // 提交与审核 §3(五)

    @Test
    @Order(170)
    void aShareWithFailingChecksIsNotSubmitted() {
        story.at("2022-09-14T09:00:00");
        story.submit("1.2.1", "0108");
        story.review("1.2.1", "0108");
        for (var department : college.division("1.4.1").shares()) {
            story.submit("1.4.1", department);
            story.review("1.4.1", department);
        }
        var who = story.collector("0106");
        story.amend(who, "1.3.1", 2, 1, Map.of("practice_hours", CellValue.whole(900)), "");
        var failing = refused(
                who.post(share("1.3.1", "0106") + "/submission", Map.of("explanations", List.of())),
                422,
                "checks-failed");
        assertThat(rules(failing)).contains("R-1.3.1-01");
        assertThat(pointers(failing)).anyMatch(pointer -> pointer.startsWith("/entries/2"));
        var hours = book.line("1.3.1", 2).life().get(0).cells().get("practice_hours");
        story.amend(who, "1.3.1", 2, 2, Map.of("practice_hours", Objects.requireNonNull(hours)), "");
        story.submit("1.3.1", "0106");
        story.remember("the courses are submitted");
    }

    @Test
    @Order(180)
    void theCollectorTakesTheShareBackBeforeTheReviewerLooks() {
        fine(story.collector("0106").post(share("1.3.1", "0106") + "/withdrawal", null));
        book.happened(key("1.3.1"), "table.share-withdrawn");
        story.submit("1.3.1", "0106");
        story.openReview("1.3.1", "0106");
        refused(
                story.collector("0106").post(share("1.3.1", "0106") + "/withdrawal", null),
                409,
                "review-already-opened");
    }

    @Test
    @Order(190)
    void theHeadReportsBeforeReviewing() {
        var head = story.head("0106");
        var hash = Deeds.contentHash(head, "1.3.1", "0106");
        story.refusedAndRecorded(
                head,
                head.post(share("1.3.1", "0106") + "/approval", signature(hash, DemoCollege.PASSWORD)),
                409,
                "briefing-missing");
        story.refusedAndRecorded(
                head,
                head.post(share("1.3.1", "0106") + "/briefing", briefing("19960001", story.now())),
                422,
                "briefing-leader-wrong");
        story.refusedAndRecorded(
                head,
                head.post(
                        share("1.3.1", "0106") + "/briefing",
                        briefing("19980002", story.now().plusSeconds(3600))),
                422,
                "briefing-time-wrong");
        story.brief("1.3.1", "0106");

        var leader = story.as("19980002");
        story.refusedAndRecorded(
                story.as("19960001"),
                story.as("19960001").post(share("1.3.1", "0106") + "/briefing/confirmation", null),
                403,
                "not-the-leader");
        fine(leader.post(share("1.3.1", "0106") + "/briefing/contest", Map.of("reason", "未收到口头汇报，请重新汇报")));
        book.happened(key("1.3.1"), "table.briefing-contested");
        book.stands("1.3.1", "0106", "SUBMITTED");
        story.brief("1.3.1", "0106");
        fine(leader.post(share("1.3.1", "0106") + "/briefing/confirmation", null));
        book.happened(key("1.3.1"), "table.briefing-confirmed");
    }

    @Test
    @Order(200)
    void theSignatureBindsExactlyWhatWasShown() {
        var head = story.head("0106");
        var hash = Deeds.contentHash(head, "1.3.1", "0106");
        story.refusedAndRecorded(
                head,
                head.post(
                        share("1.3.1", "0106") + "/approval",
                        signature("sha256:" + "0".repeat(64), DemoCollege.PASSWORD)),
                409,
                "content-changed");
        story.refusedAndRecorded(
                story.head("0107"),
                story.head("0107").post(share("1.3.1", "0106") + "/approval", signature(hash, DemoCollege.PASSWORD)),
                403,
                "not-the-reviewer");
        var guessed = refused(
                head.post(share("1.3.1", "0106") + "/approval", signature(hash, "not-my-password")),
                403,
                "password-wrong");
        assertThat(guessed.json().path("detail").asString()).contains("密码");
        book.happened(account(head.staffNo()), "account.log-in-failed", "account.attempt-refused");
    }

    @Test
    @Order(210)
    void theReviewerSendsCellsBackAndTheCollectorSaysWhyTheyChange() {
        var head = story.head("0106");
        story.refusedAndRecorded(
                head,
                head.post(share("1.3.1", "0106") + "/return", Map.of("reason", "错", "cells", List.of())),
                422,
                "reason-required");
        fine(head.post(
                share("1.3.1", "0106") + "/return",
                Map.of("reason", "第3条学时有误，请核对教学计划", "cells", List.of(Map.of("entry", 3, "field", "plan_hours")))));
        book.happened(key("1.3.1"), "table.share-returned");
        book.stands("1.3.1", "0106", "RETURNED");
        story.remember("the courses are sent back");

        story.at("2022-09-15T09:00:00");
        var who = story.collector("0106");
        refused(
                who.patch(table("1.3.1") + "/entries/3", 1, Map.of("values", Map.of("plan_hours", 84))),
                422,
                "reason-required");
        story.amend(who, "1.3.1", 3, 1, Map.of("plan_hours", CellValue.whole(84)), "按教学计划更正");
        story.submit("1.3.1", "0106");
        refused(
                who.patch(
                        table("1.3.1") + "/entries/3",
                        2,
                        Map.of("values", Map.of("plan_hours", 85), "reason", "再改一次学时")),
                409,
                "share-not-open");
        story.review("1.3.1", "0106");
        story.remember("the courses are approved");
    }

    @Test
    @Order(220)
    void theStudentsAreApprovedAndTheTablesThatWaitedOpenByThemselves() {
        story.submit("1.5.1", "0107");
        story.review("1.5.1", "0107");
        story.paste(story.collector("0118"), "2.14.1", "0118", story.rows.rows("2.14.1", "0118"));
        story.remember("the student clubs can be filled");
    }

    @Test
    @Order(230)
    void aRestartLosesNothing() {
        var before = events();
        story.restart();
        assertThat(events()).isEqualTo(before);
        var who = story.collector("0107");
        var page = fine(who.get(table("1.5.1") + "/entries?limit=1"));
        assertThat(page.json().path("total").asInt()).isEqualTo(STUDENTS);
    }

    // 截止时间 §3(五), §4.4

    @Test
    @Order(240)
    void aDateThatPassesLeavesAFactAndClosesTheShare() {
        story.at("2022-10-01T08:00:00");
        book.happened("99001/2022", "campaign.stage-passed", 2);
        book.happened(key("1.4.2"), "table.share-fell-late", 2);
        story.until("table.share-fell-late", 2);
        story.until("campaign.stage-passed", 2);

        var who = story.collector("0106");
        var late = refused(
                who.patch(table("1.4.2") + "/entries/1", 1, Map.of("values", Map.of("employer_post", "主任护师"))),
                423,
                "stage-closed");
        assertThat(late.json().path("detail").asString()).contains("延期");
        var extension = new LinkedHashMap<String, Object>();
        extension.put("department", "0106");
        extension.put("table", "1.4.2");
        extension.put("stage", "COLLECTION");
        extension.put("until", "2022-09-29");
        extension.put("reason", "合作医院延迟送达外聘教师材料");
        story.refusedAndRecorded(
                story.office(), story.office().post(CAMPAIGN + "/extensions", extension), 422, "extension-not-later");
        story.refusedAndRecorded(who, who.post(CAMPAIGN + "/extensions", extension), 403, "role-required");
        extension.put("until", "2022-10-05");
        fine(story.office().post(CAMPAIGN + "/extensions", extension));
        book.happened(key("1.4.2"), "table.extension-granted");
        story.amend(who, "1.4.2", 1, 1, Map.of("employer_post", CellValue.text("主任护师")), "");
        story.remember("an extension was granted");
        story.submit("1.4.2", "0106");
        story.review("1.4.2", "0106");
    }

    @Test
    @Order(250)
    void anAccountThatWasNotActivatedInTimeHasLapsed() {
        var browser = story.cast().stranger("20170122");
        refused(logIn(browser, "20170122"), 403, "activation-lapsed");
        var offered = fine(story.office().post("/organisation/staff/20170122/activation", Map.of("code", true)));
        var code = offered.json().path("code").asString("");
        assertThat(code).isNotBlank();
        book.happened(account("20170122"), "account.activation-offered");
        fine(logIn(browser, "20170122"));
        fine(browser.put("/session/password", Map.of("proof", code, "newPassword", DemoCollege.PASSWORD)));
        book.happened(account("20170122"), "account.activated", "account.logged-in");
    }

    // 阶段性数据采集 §3(四)

    @Test
    @Order(255)
    void everyDepartmentFillsItsTables() {
        story.at("2022-10-08T09:00:00");
        for (var division : remaining()) {
            if (division.perTeacher()) {
                college.staff(DemoCollege.Kind.TEACHER).forEach(teacher -> story.fillOwn(teacher, division.code()));
                continue;
            }
            for (var department : division.shares()) {
                story.paste(
                        story.collector(department),
                        division.code(),
                        department,
                        story.rows.rows(division.code(), department));
            }
        }
        story.remember("everything is filled");
        // 成员单位数与表 2.8.2 不符：只有全校校验才看得出来
        story.amend(story.collector("0117"), "2.8.1", 1, 1, Map.of("member_count", CellValue.whole(9)), "");
    }

    // 审核职责不得转移 §3(五)

    @Test
    @Order(260)
    void nobodyReviewsWhatHeOrSheFilledIn() {
        story.at("2022-10-09T09:00:00");
        var promoted = new LinkedHashMap<>(story.cast().row(college.staff("20170118")));
        promoted.put("post", "副书记");
        var office = story.office();
        fine(office.post("/organisation/staff", Map.of("rows", List.of(promoted))));
        book.happened("99001", "org.staff-recorded", "org.import-closed");
        story.refusedAndRecorded(
                office,
                office.put("/organisation/departments/0118/head", Map.of("staffNo", "20180103", "document", "无")),
                422,
                "head-post-not-allowed");
        fine(office.put(
                "/organisation/departments/0118/head", Map.of("staffNo", "20170118", "document", "云示组〔2022〕9号")));
        book.happened("99001", "org.head-appointed");
        story.quiet();
        var changed = new LinkedHashMap<String, Object>();
        changed.put("collectors", List.of("20170109"));
        changed.put("reviewer", "20170118");
        changed.put("reason", "团委负责人变更");
        fine(office.put(share("2.14.1", "0118"), changed));
        book.happened(key("2.14.1"), "table.share-assigned");

        fine(story.as("20170109").post(share("2.14.1", "0118") + "/submission", Map.of("explanations", List.of())));
        book.happened(key("2.14.1"), "table.share-submitted");
        var newHead = story.as("20170118");
        fine(newHead.post(share("2.14.1", "0118") + "/review", null));
        fine(newHead.post(
                share("2.14.1", "0118") + "/briefing",
                briefing(college.supervisorOf("0118").staffNo(), story.now())));
        book.happened(key("2.14.1"), "table.review-opened", "table.briefing-recorded");
        var hash = Deeds.contentHash(newHead, "2.14.1", "0118");
        story.refusedAndRecorded(
                newHead,
                newHead.post(share("2.14.1", "0118") + "/approval", signature(hash, DemoCollege.PASSWORD)),
                409,
                "self-review");

        var head = college.head("0118").staffNo();
        fine(office.put("/organisation/departments/0118/head", Map.of("staffNo", head, "document", "云示组〔2022〕10号")));
        book.happened("99001", "org.head-appointed");
        book.happened(key("2.14.1"), "table.share-assigned");
        story.quiet();
        story.refusedAndRecorded(
                newHead,
                newHead.post(share("2.14.1", "0118") + "/approval", signature(hash, DemoCollege.PASSWORD)),
                403,
                "not-the-reviewer");
        book.stands("2.14.1", "0118", "BRIEFED");
        story.approve("2.14.1", "0118");
        story.remember("the head who had filled in did not review");
    }

    @Test
    @Order(280)
    void whoeverHasNothingToReportSaysSo() {
        for (var table : List.of("2.12.1", "2.12.2")) {
            refused(
                    story.collector("0121")
                            .post(share(table, "0121") + "/submission", Map.of("explanations", List.of())),
                    409,
                    "nothing-to-submit");
            story.declareNil(table, "0121");
        }
        refused(
                story.collector("0111").post(share("2.11.1", "0111") + "/nil-return", Map.of("reason", "没有任何收入数据")),
                409,
                "share-has-entries");
    }

    @Test
    @Order(290)
    void everyHeadReviewsAndTheLeadDepartmentsJoinTheShares() {
        story.at("2022-10-12T09:00:00");
        for (var division : remaining()) {
            division.shares().forEach(department -> story.submit(division.code(), department));
        }
        story.at("2022-10-14T09:00:00");
        book.happened("99001/2022", "campaign.stage-draws-near", 1);
        story.until("campaign.stage-draws-near", 1);
        for (var division : remaining()) {
            division.shares().forEach(department -> story.review(division.code(), department));
        }
        List.of("2.12.1", "2.12.2").forEach(table -> story.review(table, "0121"));
        refused(story.collector("0202").post(table("2.13.1") + "/consolidation", null), 403, "not-the-lead");
        for (var division : college.divisions()) {
            if (!division.perTeacher() && division.shares().size() > 1) {
                story.consolidate(division.code());
            }
        }
        story.remember("everything is approved");
    }

    private List<DemoCollege.Division> remaining() {
        var done = List.of("1.2.1", "1.3.1", "1.4.1", "1.4.2", "1.5.1", "2.14.1", "2.12.1", "2.12.2");
        return college.divisions().stream()
                .filter(division -> !done.contains(division.code()))
                .toList();
    }

    // 数据逻辑性校验 §3(六)

    @Test
    @Order(300)
    void aCheckRunFindsWhatNoDepartmentCouldSeeAlone() {
        story.at("2022-10-19T09:00:00");
        book.happened("99001/2022", "campaign.stage-passed", 2);
        story.until("campaign.stage-passed", 4);
        refused(story.office().post(CAMPAIGN + "/presentation", null), 409, "run-missing");
        var run = checkRun();
        assertThat(run.path("errors").asInt()).as(run::toString).isEqualTo(1);
        var findings =
                fine(story.office().get(CAMPAIGN + "/findings?rule=X-2.8.1-01")).json();
        assertThat(findings.path("items").get(0).path("cause").path("by").toString())
                .contains("20170117");
        book.happened(key("2.8.1"), "table.share-reopened");
        story.until("table.share-reopened", 1);
        refused(story.office().post(CAMPAIGN + "/presentation", null), 409, "open-errors");
        story.remember("an error was found");
    }

    @Test
    @Order(305)
    void theFindingIsSentToWhoCanMendItAndOnlyItsCellsAreNamed() {
        var found = finding("X-2.8.1-01");
        var id = found.path("id").asString("");
        assertThat(found.path("state").asString()).isEqualTo("IN_RECTIFICATION");
        var collector = story.collector("0117");
        var cells = fine(collector.get(CAMPAIGN + "/tables/2.8.1")).json();
        assertThat(cells.toString()).contains("member_count");

        refused(
                collector.post(CAMPAIGN + "/findings/" + id + "/explanation", Map.of("text", "人数以部门名册为准，情况属实")),
                409,
                "error-not-explained");
        fine(story.office().post(CAMPAIGN + "/findings/notices", Map.of("findings", List.of(id), "note", "请核对成员名单")));
        book.happened("99001/2022", "campaign.findings-sent");
        assertThat(fine(collector.get("/me/notices"))
                        .json()
                        .path("items")
                        .get(0)
                        .path("text")
                        .asString(""))
                .contains("请核对成员名单");
        var thread = fine(collector.get(CAMPAIGN + "/findings/" + id)).json();
        assertThat(thread.path("steps").size()).isEqualTo(2);
        assertThat(thread.path("steps").get(1).path("kind").asString("")).isEqualTo("sent");
        refused(story.office().get(CAMPAIGN + "/findings/f-0000000000000000"), 404, "not-visible");
    }

    private JsonNode finding(String rule) {
        return fine(story.office().get(CAMPAIGN + "/findings?rule=" + rule))
                .json()
                .path("items")
                .get(0);
    }

    @Test
    @Order(310)
    void theErrorIsRectifiedAndTheNextRunFindsNone() {
        story.amend(story.collector("0117"), "2.8.1", 1, 2, Map.of("member_count", CellValue.whole(8)), "与成员单位表核对后更正");
        story.submit("2.8.1", "0117");
        story.at("2022-10-20T09:00:00");
        book.happened("99001/2022", "campaign.stage-draws-near", 1);
        story.until("campaign.stage-draws-near", 2);
        story.review("2.8.1", "0117");
        var run = checkRun();
        assertThat(run.path("errors").asInt()).as(run::toString).isZero();
        story.remember("no error is left");
    }

    @Test
    @Order(315)
    void whatMayStayIsExplainedAndAccepted() {
        var office = story.office();
        refused(office.post(CAMPAIGN + "/presentation", null), 409, "open-warnings");
        var warnings =
                fine(office.get(CAMPAIGN + "/findings?state=FOUND")).json().path("items");
        assertThat(warnings.size()).isEqualTo(3);
        fine(office.post(CAMPAIGN + "/findings/notices", Map.of("note", "请于二十二日前说明")));
        book.happened("99001/2022", "campaign.findings-sent");
        var accepted = new ArrayList<String>();
        for (var warning : warnings) {
            var id = warning.path("id").asString("");
            var shares = fine(office.get(
                            CAMPAIGN + "/tables/" + warning.path("table").asString("")))
                    .json()
                    .path("shares");
            // what is computed nobody fills: the office explains it, and another of the office judges that
            var collector = shares.isEmpty()
                    ? office
                    : story.collector(shares.get(0).path("department").asString(""));
            refused(
                    collector.post(CAMPAIGN + "/findings/" + id + "/explanation", Map.of("text", "同上同上同上同上同上同上")),
                    422,
                    "explanation-required");
            fine(collector.post(CAMPAIGN + "/findings/" + id + "/explanation", Map.of("text", "编制已批，新进教师下学期到岗后达标")));
            book.happened("99001/2022", "campaign.finding-explained");
            accepted.add(id);
        }
        var second = story.as("20110015");
        refused(office.post(CAMPAIGN + "/findings/acceptances", Map.of("findings", accepted)), 409, "same-person");
        var first = accepted.remove(0);
        fine(second.post(CAMPAIGN + "/findings/acceptances", Map.of("findings", accepted)));
        fine(second.post(CAMPAIGN + "/findings/" + first + "/rejection", Map.of("reason", "请写明批准文号")));
        book.happened("99001/2022", "campaign.explanations-accepted", "campaign.explanation-rejected");
        refused(office.post(CAMPAIGN + "/presentation", null), 409, "open-warnings");
        fine(office.post(
                CAMPAIGN + "/findings/" + first + "/tolerance",
                Map.of("number", 1, "reason", "省厅批复同意本年度暂缓配备", "lastYear", 2023)));
        book.happened("99001/2022", "campaign.tolerance-granted");
        var now = fine(office.get(CAMPAIGN + "/findings")).json();
        assertThat(now.path("items").toString()).contains("ACCEPTED", "REJECTED", "TOLERATED", "编制已批");
        assertThat(now.path("tolerances").get(0).path("number").asInt()).isEqualTo(1);
        assertThat(fine(story.as("19950001").get(CAMPAIGN + "/overrides"))
                        .json()
                        .path("items")
                        .toString())
                .contains("campaign.tolerance-granted", "省厅批复同意本年度暂缓配备");
        story.remember("what may stay is accepted");
    }

    private JsonNode checkRun() {
        var started = fine(story.office().post(CAMPAIGN + "/check-runs", Map.of("trial", false)));
        assertThat(started.status()).isEqualTo(202);
        var done = Story.settled(
                story.office(),
                CAMPAIGN + "/check-runs/" + started.json().path("id").asString(""));
        assertThat(done.json().path("state").asString()).as(done::toString).isEqualTo("DONE");
        book.happened("99001/2022", "campaign.check-run-recorded", "campaign.findings-recorded");
        return done.json();
    }

    // 学校领导审核与上报 §3(七), §3(八)

    @Test
    @Order(320)
    void theLeadersSignExactlyWhatTheyWereShown() {
        story.at("2022-10-24T09:00:00");
        book.happened("99001/2022", "campaign.stage-passed");
        story.until("campaign.stage-passed", 5);
        var shown = fine(story.office().post(CAMPAIGN + "/presentation", null)).json();
        book.happened("99001/2022", "campaign.presented");
        assertThat(shown.path("signers").toString()).contains("19950001", "19960001");
        int standing = book.tables().values().stream()
                .mapToInt(lines -> (int) lines.values().stream()
                        .filter(line -> !line.now().removed())
                        .count())
                .sum();
        assertThat(shown.path("entries").asInt()).isEqualTo(standing);
        var hash = shown.path("contentHash").asString("");

        story.refusedAndRecorded(
                story.as("20150101"), sign(story.as("20150101"), hash, DemoCollege.PASSWORD), 403, "role-required");
        story.refusedAndRecorded(
                story.as("19980002"), sign(story.as("19980002"), hash, DemoCollege.PASSWORD), 403, "not-a-signer");
        var first = story.as("19950001");
        story.refusedAndRecorded(
                first, sign(first, "sha256:" + "0".repeat(64), DemoCollege.PASSWORD), 409, "content-changed");
        fine(sign(first, hash, DemoCollege.PASSWORD));
        book.happened("99001/2022", "campaign.signed-off");
        story.refusedAndRecorded(first, sign(first, hash, DemoCollege.PASSWORD), 409, "already-signed");
        story.remember("the first leader has signed");
        fine(sign(story.as("19960001"), hash, DemoCollege.PASSWORD));
        book.happened("99001/2022", "campaign.signed-off", "campaign.signed");
        story.catalogue.tables().forEach(form -> book.happened(key(form.code()), "table.frozen"));
        story.until("table.frozen", story.catalogue.tables().size());
    }

    private static Answer sign(Browser leader, String hash, String password) {
        var signature = new LinkedHashMap<String, Object>(signature(hash, password));
        signature.put("opinion", "同意上报");
        return leader.post(CAMPAIGN + "/sign-offs", signature);
    }

    @Test
    @Order(330)
    void twoPeopleSubmitThePackageAndEverythingIsFrozen() {
        story.at("2022-10-28T09:00:00");
        book.happened("99001/2022", "campaign.stage-draws-near", 2);
        story.until("campaign.stage-draws-near", 4);
        var taken = fine(story.office().post(CAMPAIGN + "/snapshots", null)).json();
        book.happened("99001/2022", "campaign.snapshot-taken");
        var snapshot = taken.path("id").asString("");
        var zip = fine(story.office().getAsItIs(CAMPAIGN + "/snapshots/" + snapshot + ".zip"));
        book.happened(account("20050007"), "account.exported");
        assertThat(zip.bytes()).hasSize(taken.path("size").asInt());

        var submission = Map.of("snapshot", snapshot, "receipt", "示例回执-2022-99001");
        fine(story.office().post(CAMPAIGN + "/submission", submission));
        book.happened("99001/2022", "campaign.submission-recorded");
        story.refusedAndRecorded(
                story.office(), story.office().post(CAMPAIGN + "/submission/confirmation", null), 409, "same-person");
        fine(story.as("20110015").post(CAMPAIGN + "/submission/confirmation", null));
        book.happened("99001/2022", "campaign.submitted");
        refused(
                story.collector("0111")
                        .patch(
                                table("2.11.1") + "/entries/1",
                                1,
                                Map.of("values", Map.of("tuition", "1.00"), "reason", "上报后再改一次")),
                423,
                "table-frozen");
        story.remember("the campaign is submitted");
    }

    // 账实核对: the story's own book beside the ledger and every view

    @Test
    @Order(400)
    void theLedgerHoldsExactlyTheEventsOfTheBook() {
        story.quiet();
        var ledger = new TreeMap<String, List<String>>();
        story.installation.sql().query("""
                        select e.aggregate_id, e.event_type, l.position, e.sequence_number
                        from store.ledger l join store.event e on e.global_index = l.global_index
                        order by l.position""", row -> {
            var types = ledger.computeIfAbsent(row.getString(1), none -> new ArrayList<>());
            assertThat(row.getLong(4)).as("own order kept").isEqualTo(types.size());
            types.add(row.getString(2));
        });
        assertThat(ledger.keySet()).isEqualTo(book.events().keySet());
        var all = new SoftAssertions();
        book.events()
                .forEach((aggregate, types) -> all.assertThat(tidy(aggregate, ledger.get(aggregate)))
                        .as(aggregate)
                        .isEqualTo(tidy(aggregate, types)));
        all.assertAll();
        var positions = story.installation
                .sql()
                .queryForMap(
                        "select count(*) as events, min(position) as first, max(position) as last from store.ledger");
        assertThat(positions.get("events")).isEqualTo(events()).isEqualTo(positions.get("last"));
        assertThat(positions.get("first")).isEqualTo(1L);
        assertThat(positions.get("events"))
                .isEqualTo(book.events().values().stream().mapToLong(List::size).sum());
    }

    /** What may stand in any order is sorted; the rest stays as it is. */
    private List<String> tidy(String aggregate, @Nullable List<String> types) {
        var all = new ArrayList<>(types == null ? List.<String>of() : types);
        var first = all.subList(0, Math.min(all.size(), book.inAnyOrder(aggregate)));
        first.sort(null);
        return all;
    }

    @Test
    @Order(410)
    void everyCellStandsAsTheBookHasIt() {
        book.tables().forEach((code, lines) -> {
            var standing = new TreeMap<Integer, String>();
            story.installation
                    .sql()
                    .query(
                            """
                            select entry, department, coalesce(owner, '-'), revision, by_staff, cells::text
                            from view.entry_version
                            where table_key = ? and to_position is null and not removed""",
                            row -> {
                                standing.put(
                                        row.getInt(1),
                                        row.getString(2) + " " + row.getString(3) + " " + row.getInt(4) + " "
                                                + row.getString(5) + " " + Reading.plain(row.getString(6)));
                            },
                            key(code));
            var wanted = new TreeMap<Integer, String>();
            lines.forEach((entry, line) -> {
                var now = line.now();
                if (!now.removed()) {
                    wanted.put(
                            entry,
                            line.department() + " " + Objects.requireNonNullElse(line.owner(), "-") + " "
                                    + now.revision() + " " + now.by() + " " + Reading.plain(now.cells()));
                }
            });
            assertThat(standing).as(code).isEqualTo(wanted);
        });
    }

    @Test
    @Order(420)
    void everyMomentCanBeLookedAtAgain() {
        assertThat(book.moments()).hasSizeGreaterThanOrEqualTo(12);
        for (var moment : book.moments()) {
            for (var code : List.of("1.2.1", "1.3.1", "1.4.1", "1.4.2", "2.8.1", "2.14.1", "2.13.1")) {
                for (var asOf :
                        List.of(Long.toString(moment.position()), moment.at().toString())) {
                    assertThat(Reading.asOf(story.looking("entries", code), code, asOf))
                            .as(moment.name() + ", table " + code + ", as of " + asOf)
                            .isEqualTo(Reading.wanted(moment.tables().getOrDefault(code, new TreeMap<>())));
                }
            }
            var students = moment.tables().getOrDefault("1.5.1", new TreeMap<>());
            var page = fine(story.looking("entries", "1.5.1")
                    .getAsItIs(table("1.5.1") + "/entries?limit=1&asOf=" + moment.position()));
            assertThat(page.json().path("total").asInt()).as(moment.name()).isEqualTo(students.size());
        }
        refused(
                story.as(Story.INSPECTOR).getAsItIs(table("1.2.1") + "/entries?asOf=2099-01-01T00:00:00Z"),
                422,
                "as-of-in-future");
    }

    @Test
    @Order(425)
    void whatWasSeenAtAnyMomentIsSeenAgain() {
        everyGlanceIsSeenAgain();
    }

    @Test
    @Order(430)
    void everyEntryTellsItsWholeLife() {
        book.tables()
                .forEach((code, lines) -> lines.forEach((entry, line) -> {
                    if (line.life().size() > 1) {
                        var history = fine(
                                story.looking("history", code).get(table(code) + "/entries/" + entry + "/history"));
                        var told = new ArrayList<String>();
                        for (var step : history.json().path("items")) {
                            if (!step.path("kind").asString("").contains("confirmed")) {
                                told.add(step.path("by").path("staffNo").asString("") + " "
                                        + step.path("how").asString("") + " "
                                        + step.path("reason").asString(""));
                            }
                        }
                        assertThat(told)
                                .as(code + " entry " + entry + ": " + history)
                                .containsExactlyInAnyOrderElementsOf(line.life().stream()
                                        .map(version -> version.by() + " " + version.how() + " " + version.reason())
                                        .toList());
                    }
                }));
    }

    @Test
    @Order(440)
    void everyShareIsWhereTheBookHasIt() {
        var shown = new TreeMap<String, String>();
        fine(story.office().get(CAMPAIGN + "/progress"))
                .json()
                .path("shares")
                .forEach(share -> shown.put(
                        share.path("table").asString("") + "/"
                                + share.path("department").asString(""),
                        share.path("stage").asString("")));
        assertThat(shown).isEqualTo(book.shares());
        var late = story.installation
                .sql()
                .queryForList("select table_key || ' ' || department || ' ' || stage from view.lateness", String.class);
        assertThat(late).containsExactlyInAnyOrder("99001/2022/1.4.2 0106 COLLECTION", "99001/2022/1.4.2 0106 REVIEW");
    }

    @Test
    @Order(450)
    void theTrailTellsEveryEventOnce() {
        var told = new TreeMap<String, Integer>();
        var cursor = "";
        do {
            var page = fine(story.as(Story.INSPECTOR)
                            .getAsItIs("/audit?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)))
                    .json();
            for (var row : page.path("items")) {
                told.merge(row.path("kind").asString(""), 1, Integer::sum);
                assertThat(row.path("summary").path("zh").asString("")).isNotBlank();
            }
            cursor = page.path("cursor").asString("");
        } while (!cursor.isEmpty());
        var wanted = new TreeMap<String, Integer>();
        book.events().values().forEach(types -> types.forEach(type -> wanted.merge(type, 1, Integer::sum)));
        assertThat(told).isEqualTo(wanted);
    }

    @Test
    @Order(460)
    void allViewsRebuiltFromTheLedgerAreTheSame() throws SQLException {
        var outcome = Reading.rebuild(story.installation, false);
        assertThat(outcome.tables()).as("every view is compared").hasSizeGreaterThan(15);
        assertThat(outcome.tables()).allMatch(comparison -> comparison.same(), "the same byte for byte");
        assertThat(outcome.events()).isGreaterThanOrEqualTo(events());
    }

    @Test
    @Order(470)
    void whatWasSeenIsSeenAgainWhenTheViewsAreMadeAnewAndAfterARestart() throws SQLException {
        assertThat(Reading.rebuild(story.installation, true).switched()).isTrue();
        everyGlanceIsSeenAgain();
        story.restart();
        everyGlanceIsSeenAgain();
    }

    /** What could be read from the table of assignments alone, department by department. */
    private void sharesOfThePlan(int all) {
        int counted = 0;
        for (var shown : fine(story.office().get(CAMPAIGN + "/tables")).json().path("items")) {
            var code = shown.path("code").asString("");
            int shares = shown.path("shares").size();
            if (!book.events().containsKey(key(code))) {
                throw new AssertionError("a table that is not in the form: " + code);
            }
            book.happened(key(code), "table.share-assigned", shares);
            counted += shares;
            if (code.equals("2.9.1")) {
                assertThat(shares).as("护理计算机药学检验临床医学基础口腔东校区西校区").isEqualTo(9);
            }
            if (code.equals("2.9.3")) {
                assertThat(shown.path("shares").toString()).contains("in_province = true", "in_province = false");
            }
        }
        assertThat(counted).isEqualTo(all);
    }

    private Answer logIn(Browser browser, String password) {
        return browser.post("/session", Map.of("staffNumber", browser.staffNo(), "password", password));
    }

    private static Answer choose(Browser browser, Staff person, String password) {
        return browser.put("/session/password", Map.of("proof", person.lastSixOfIdentity(), "newPassword", password));
    }

    private static List<String> rules(Answer answer) {
        var rules = new ArrayList<String>();
        answer.json()
                .path("errors")
                .forEach(error -> rules.add(error.path("rule").asString("")));
        return rules;
    }

    private static List<String> pointers(Answer answer) {
        var pointers = new ArrayList<String>();
        answer.json()
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asString("")));
        return pointers;
    }

    private int entries(String table) {
        var count = story.installation
                .sql()
                .queryForObject(
                        "select count(*) from store.event where aggregate_id = ? and event_type = 'table.entry-added'",
                        Integer.class,
                        key(table));
        return count == null ? 0 : count;
    }

    private long events() {
        var count = story.installation.sql().queryForObject("select count(*) from store.event", Long.class);
        return count == null ? 0 : count;
    }
}
