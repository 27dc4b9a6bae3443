package org.mingzhang.ops.teacher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.Sending;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoCollege.Staff;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** 核对本人基本信息 — J2: what personnel's file says, the teacher disputes, confirms, and confirms again when it changed. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=own-entry")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CheckingMyOwnEntryTest {

    private static final String TEACHERS = "1.4.1";
    private static final String SHARE = "0201";
    private static final String BLANK = "specialty";
    private static final String WRONG = "2015-07";
    private static final String RIGHT = "2019-12";

    private final DemoCollege college = new DemoCollege();
    private final List<Staff> teachers = college.staff(DemoCollege.Kind.TEACHER).stream()
            .filter(person -> person.department().equals(SHARE))
            .toList();
    private final Staff me = teachers.get(0);
    private final List<Field> fields =
            Catalogues.load().edition("2022").table(TEACHERS).orElseThrow().fields();
    private Cast cast;
    private Deeds deeds;
    private DemoRows rows;
    private Browser teacher;
    private Browser collector;
    private int entry;
    private String correction = "";

    @Autowired
    SetUpCode code;

    @LocalServerPort
    int port;

    @BeforeAll
    void theOfficeImportsWhatPersonnelPrepared() throws InterruptedException {
        rows = new DemoRows(Catalogues.load().edition("2022"), college, 400);
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
        teacher = cast.as(me.staffNo());
        collector = deeds.collector(SHARE);
        deeds.importFile(deeds.office(), "1.2.1", "0108", "专业.xlsx", rows.rows("1.2.1", "0108"));
        imported(WRONG, "THEIRS");
        entry = teacher.get(Deeds.table(TEACHERS) + "/entries")
                .mustBeOk()
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asInt();
    }

    @Test
    @Order(1)
    void iSeeMyOwnEntryOnlyAndWhereItsValuesCameFrom() {
        var items = teacher.get(Deeds.table(TEACHERS) + "/entries")
                .mustBeOk()
                .json()
                .path("items");
        assertThat(items.size()).isEqualTo(1);
        assertThat(items.get(0).path("owner").asString("")).isEqualTo(me.staffNo());
        var standing = standing(teacher);
        assertThat(standing.path("confirmed").asBoolean()).isFalse();
        assertThat(standing.path("imported").path("title_on").path("file").asString(""))
                .isEqualTo("人事.csv");
        assertThat(standing.path("imported").has(BLANK)).isFalse();
        assertThat(teacher.get(at(entry + 1) + "/standing").status())
                .as("another teacher's entry is not there for me")
                .isEqualTo(404);
    }

    @Test
    @Order(2)
    void iCannotOverwriteWhatWasImportedAndAmToldWhatToDo() {
        var answer = teacher.patch(at(entry), 1, Map.of("values", Map.of("title_on", RIGHT)));
        assertThat(answer.problem()).isEqualTo("value-imported");
        assertThat(answer.json().path("detail").asString("")).contains("提出更正");
        assertThat(answer.json().path("errors").get(0).path("message").asString(""))
                .contains("专业技术职务获取日期");
        teacher.patch(at(entry), 1, Map.of("values", Map.of(BLANK, "急危重症护理"))).mustBeOk();
    }

    @Test
    @Order(3)
    void iProposeACorrectionWithItsEvidence() {
        var attached = Sending.file(
                        teacher,
                        Deeds.share(TEACHERS, SHARE) + "/evidence",
                        "证书.pdf",
                        "%PDF-1.7\n职称证书\n".getBytes(UTF_8),
                        Map.of("title", "职称证书", "entry", Integer.toString(entry)))
                .mustBeOk()
                .json()
                .path("evidence")
                .asString("");
        var body = Map.of("values", Map.of("title_on", RIGHT), "reason", "职称证书上写的是 2019 年 12 月", "evidence", attached);
        assertThat(teacher.post(at(entry) + "/corrections", body).status())
                .as("without saying what I saw")
                .isEqualTo(428);
        var proposed = proposes(body).mustBeOk();
        correction = proposed.json().path("correction").asString("");
        assertThat(proposes(body).problem()).isEqualTo("correction-waits");

        assertThat(collectorsNotices()).contains("correction-proposed");
        var waiting = collector
                .get(Deeds.table(TEACHERS) + "/corrections?state=OPEN")
                .mustBeOk()
                .json()
                .path("items");
        assertThat(waiting.size()).isEqualTo(1);
        assertThat(waiting.get(0).path("changes").get(0).path("from").asString(""))
                .isEqualTo(WRONG);
        assertThat(waiting.get(0).path("changes").get(0).path("to").asString(""))
                .isEqualTo(RIGHT);
        assertThat(waiting.get(0).path("evidence").asString("")).isEqualTo(attached);
        assertThat(deeds.collector("0202")
                        .get(Deeds.table(TEACHERS) + "/corrections")
                        .mustBeOk()
                        .json()
                        .path("items")
                        .size())
                .as("the next department's collector sees nothing of it")
                .isZero();
    }

    @Test
    @Order(4)
    void iConfirmAndNobodyElseDecidesMyProposalForTheCollector() {
        Deeds.confirm(teacher, TEACHERS, entry).mustBeOk();
        assertThat(standing(teacher).path("confirmed").asBoolean()).isTrue();
        assertThat(tasks()).doesNotContain("own-entry");
        assertThat(teacher.post(decision("acceptance"), null).problem()).isEqualTo("own-correction");
        assertThat(deeds.collector("0202").post(decision("acceptance"), null).status())
                .isEqualTo(403);
        assertThat(collector.post(decision("rejection"), Map.of("reason", "不")).problem())
                .isEqualTo("reason-required");
    }

    @Test
    @Order(5)
    void theAcceptedValueHasBothNamesAndStaysConfirmed() {
        collector.post(decision("acceptance"), null).mustBeOk();
        var history = teacher.get(at(entry) + "/history?field=title_on")
                .mustBeOk()
                .json()
                .path("items");
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.get(1).path("changes").get(0).path("from").asString(""))
                .isEqualTo(WRONG);
        assertThat(history.get(1).path("by").path("staffNo").asString(""))
                .isEqualTo(college.collector(SHARE).staffNo());
        assertThat(history.get(1).path("reason").asString("")).contains("本人提出的更正");
        var standing = standing(teacher);
        assertThat(standing.path("confirmed").asBoolean()).isTrue();
        var told = standing.path("corrections").get(0);
        assertThat(told.path("state").asString("")).isEqualTo("ACCEPTED");
        assertThat(told.path("by").path("staffNo").asString("")).isEqualTo(me.staffNo());
        assertThat(told.path("decidedBy").path("staffNo").asString(""))
                .isEqualTo(college.collector(SHARE).staffNo());
        assertThat(notices()).contains("correction-accepted");
        assertThat(collector.post(decision("acceptance"), null).problem()).isEqualTo("no-such-correction");
    }

    /** The file comes again with the old value: what was confirmed is asked about, not silently changed. */
    @Test
    @Order(6)
    void aConfirmedCellIsNotChangedSilentlyAndFallsBackAlone() throws InterruptedException {
        imported(WRONG, "THEIRS");
        assertThat(value("title_on")).isEqualTo(RIGHT);
        assertThat(standing(teacher).path("confirmed").asBoolean()).isTrue();
        imported(WRONG, "MINE");
        assertThat(value("title_on")).isEqualTo(WRONG);
        var standing = standing(teacher);
        assertThat(standing.path("confirmed").asBoolean()).isFalse();
        assertThat(standing.path("fallen").toString()).isEqualTo("[\"title_on\"]");
        assertThat(notices()).contains("confirmation-fell");
        assertThat(tasks()).contains("own-entry");
        assertThat(deeds.office()
                        .get(Deeds.CAMPAIGN + "/reminders")
                        .mustBeOk()
                        .json()
                        .toString())
                .as("and may be reminded again")
                .contains(me.staffNo());
    }

    /** A teacher of two departments: one entry, on both boards, owed and counted in one. */
    @Test
    @Order(7)
    void whoTeachesInTwoDepartmentsIsOnBothBoardsAndCountedOnce() {
        var guest = teachers.get(1);
        var line = cast.row(guest);
        line.put("alsoTeachesIn", List.of("0202", SHARE));
        var staff = Map.of("rows", List.of(line), "complete", false);
        assertThat(deeds.office().post("/organisation/staff", staff).json().toString())
                .contains("same-department");
        line.put("alsoTeachesIn", List.of("0202"));
        deeds.office().post("/organisation/staff", staff).mustBeOk();

        var home = board(SHARE);
        var away = board("0202");
        assertThat(of(home, guest).path("guest").asBoolean()).isFalse();
        assertThat(of(away, guest).path("guest").asBoolean()).isTrue();
        assertThat(of(away, guest).path("department").asString("")).isEqualTo(SHARE);
        assertThat(of(away, guest).path("entries").asInt()).isEqualTo(1);
        assertThat(of(away, guest).path("state").asString("")).isEqualTo("FILLED");
        assertThat(home.path("owed").asInt()).isEqualTo(teachers.size());
        assertThat(away.path("owed").asInt()).isEqualTo(away.path("teachers").size() - 1);
        assertThat(of(home, me).path("state").asString("")).isEqualTo("FALLEN");
        assertThat(home.path("ready").asInt()).isZero();
        assertThat(teacher.get(Deeds.share(TEACHERS, SHARE) + "/teachers").status())
                .as("teachers see their own entries only")
                .isEqualTo(404);
    }

    /** A teacher who left logs in no more; the collector completes the entry under his own name, with the reason. */
    @Test
    @Order(8)
    void whoLeftLogsInNoMoreAndIsFilledForUnderTheOthersName() {
        var gone = teachers.get(2);
        var theirs = cast.as(gone.staffNo());
        var stays = college.staff().stream()
                .filter(person -> !person.staffNo().equals(gone.staffNo()))
                .map(cast::row)
                .toList();
        deeds.office()
                .post("/organisation/staff", Map.of("rows", stays, "complete", true))
                .mustBeOk();
        assertThat(theirs.get("/me").status()).isEqualTo(401);
        var again = cast.stranger(gone.staffNo())
                .post("/session", Map.of("staffNumber", gone.staffNo(), "password", DemoCollege.PASSWORD));
        assertThat(again.problem()).isEqualTo("account-closed");
        assertThat(again.json().path("detail").asString("")).contains("联系");

        int number = entryOf(gone);
        collector
                .patch(
                        at(number),
                        1,
                        Map.of("values", Map.of(BLANK, "老年护理"), "reason", "代" + gone.name() + "填报，依据离校手续单 2022-17"))
                .mustBeOk();
        var last = collector
                .get(at(number) + "/history?field=" + BLANK)
                .mustBeOk()
                .json()
                .path("items");
        var filled = last.get(last.size() - 1);
        assertThat(filled.path("by").path("staffNo").asString(""))
                .isEqualTo(college.collector(SHARE).staffNo());
        assertThat(filled.path("reason").asString("")).contains("离校手续单");
    }

    @Test
    @Order(9)
    void theShareWaitsForEveryProposalAndEveryConfirmation() {
        for (var other : teachers.subList(1, teachers.size())) {
            collector
                    .post(
                            Deeds.share(TEACHERS, SHARE) + "/teachers/" + other.staffNo() + "/excuse",
                            Map.of("reason", "外出进修，由教研室核对"))
                    .mustBeOk();
        }
        var again = Map.of("values", Map.of("title_on", RIGHT), "reason", "职称证书上写的是 2019 年 12 月");
        correction = proposes(again).mustBeOk().json().path("correction").asString("");
        Deeds.confirm(teacher, TEACHERS, entry).mustBeOk();
        assertThat(deeds.submit(TEACHERS, SHARE).problem()).isEqualTo("corrections-open");
        collector
                .post(decision("rejection"), Map.of("reason", "与人事档案一致，证书为另一系列"))
                .mustBeOk();
        assertThat(notices()).contains("correction-rejected");
        deeds.submit(TEACHERS, SHARE).mustBeOk();
        assertThat(proposes(again).problem()).isEqualTo("share-not-open");
        var ready = board(SHARE);
        assertThat(ready.path("ready").asInt()).isEqualTo(ready.path("owed").asInt());
    }

    @Test
    @Order(10)
    void afterTheDepartmentApprovedIAskForItToBeSentBack() {
        deeds.openReview(TEACHERS, SHARE).mustBeOk();
        cast.setClock(Instant.parse("2022-09-20T03:00:00Z"));
        deeds.brief(TEACHERS, SHARE, Instant.parse("2022-09-20T02:00:00Z")).mustBeOk();
        deeds.approve(TEACHERS, SHARE).mustBeOk();
        var late = Deeds.confirm(teacher, TEACHERS, entry);
        assertThat(late.status()).isEqualTo(423);
        assertThat(late.json().path("detail").asString("")).contains("退回");
    }

    // steps

    private JsonNode board(String department) {
        return deeds.collector(department)
                .get(Deeds.share(TEACHERS, department) + "/teachers")
                .mustBeOk()
                .json();
    }

    private static JsonNode of(JsonNode board, Staff person) {
        return board.path("teachers")
                .valueStream()
                .filter(each ->
                        each.path("teacher").path("staffNo").asString("").equals(person.staffNo()))
                .findFirst()
                .orElseThrow();
    }

    private int entryOf(Staff person) {
        return collector
                .get(Deeds.table(TEACHERS) + "/entries?department=" + SHARE)
                .mustBeOk()
                .json()
                .path("items")
                .valueStream()
                .filter(each -> each.path("owner").asString("").equals(person.staffNo()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asInt();
    }

    private String at(int number) {
        return Deeds.table(TEACHERS) + "/entries/" + number;
    }

    private String decision(String which) {
        return Deeds.table(TEACHERS) + "/corrections/" + correction + "/" + which;
    }

    private Browser.Answer proposes(Map<String, Object> body) {
        return teacher.post(at(entry) + "/corrections", 1, body);
    }

    private JsonNode standing(Browser who) {
        return who.get(at(entry) + "/standing").mustBeOk().json();
    }

    private String value(String field) {
        return teacher.get(at(entry))
                .mustBeOk()
                .json()
                .path("values")
                .path(field)
                .asString("");
    }

    private String tasks() {
        return teacher.get("/me/tasks").mustBeOk().json().toString();
    }

    private String notices() {
        return teacher.get("/me/notices").mustBeOk().json().toString();
    }

    private String collectorsNotices() {
        return collector.get("/me/notices").mustBeOk().json().toString();
    }

    /** Personnel's list of the whole department; where a teacher has confirmed, the office chooses the given side. */
    private void imported(String titleOn, String side) throws InterruptedException {
        var key = UUID.randomUUID().toString();
        var imports = Deeds.table(TEACHERS) + "/imports";
        var preview = Sending.file(
                        deeds.office(),
                        imports,
                        "人事.csv",
                        csv(titleOn),
                        Map.of("department", SHARE, "preparedBy", "组织人事部 信息员"),
                        key)
                .mustBeOk()
                .json()
                .path("preview");
        assertThat(preview.path("errors").size()).as(preview::toString).isZero();
        var choices = new java.util.TreeMap<String, Object>();
        preview.path("conflicts").forEach(clash -> {
            assertThat(clash.path("confirmed").asBoolean()).isTrue();
            choices.put(
                    clash.path("id").asString(""),
                    clash.path("field").asString("").equals("title_on") ? side : "THEIRS");
        });
        var answer = deeds.office()
                .post(
                        imports + "/" + key + "/acceptance",
                        Map.of("preview", preview.path("preview").asString(""), "choices", choices));
        if (choices.isEmpty() || side.equals("MINE")) {
            answer.mustBeOk();
        } else {
            assertThat(answer.problem()).isEqualTo("import-changes-nothing");
            return;
        }
        for (int i = 0; !state(imports + "/" + key).equals("DONE"); i++) {
            assertThat(i).isLessThan(200);
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    private String state(String path) {
        return deeds.office().get(path).mustBeOk().json().path("state").asString("");
    }

    private byte[] csv(String titleOn) {
        var text = new StringBuilder(fields.stream().map(Field::zh).collect(Collectors.joining(",")));
        for (var person : teachers) {
            var row = new java.util.TreeMap<>(rows.rowsOf(TEACHERS, person).get(0));
            row.remove(BLANK);
            if (person.equals(me)) {
                row.put("title_on", CellValue.text(titleOn));
            }
            text.append("\r\n")
                    .append(fields.stream()
                            .map(field -> written(row, field.name()))
                            .collect(Collectors.joining(",")));
        }
        return text.toString().getBytes(UTF_8);
    }

    private static String written(SortedMap<String, CellValue> row, String field) {
        @Nullable CellValue value = row.get(field);
        if (value instanceof CellValue.Text words) {
            return words.text();
        }
        if (value instanceof CellValue.Whole whole) {
            return Long.toString(whole.number());
        }
        return value instanceof CellValue.Flag flag ? (flag.yes() ? "是" : "否") : "";
    }
}
