package org.mingzhang.ops.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 通知、提醒与催办 — J4 step 8: who is told what, in the product, by letter and by the group's robot; and not twice. */
@RunningProgram
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TellingPeopleTest {

    private static final String SHARE = "0107";
    private static final String STUDENTS = "1.5.1";
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final List<String> ROBOT = new CopyOnWriteArrayList<>();
    private static final HttpServer GROUP = group();

    private final DemoCollege college = new DemoCollege();
    private Cast cast;
    private Deeds deeds;
    private Browser collector;
    private Browser head;
    private Browser second;

    @Autowired
    SetUpCode code;

    @LocalServerPort
    int port;

    private static HttpServer group() {
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/robot", exchange -> {
                ROBOT.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                var answer = "{\"errcode\":0}".getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @DynamicPropertySource
    static void outside(DynamicPropertyRegistry registry) {
        MAIL.start();
        registry.add("mingzhang.notices.mail-host", () -> "127.0.0.1");
        registry.add("mingzhang.notices.mail-port", () -> MAIL.getSmtp().getPort());
        registry.add("mingzhang.notices.mail-tls", () -> "false");
        registry.add("mingzhang.notices.mail-from", () -> "mingzhang@college.example");
        registry.add("mingzhang.notices.mail-to", () -> "{staffNo}@college.example");
        registry.add(
                "mingzhang.notices.robot",
                () -> "http://127.0.0.1:" + GROUP.getAddress().getPort() + "/robot");
        registry.add("mingzhang.notices.robot-pause", () -> "PT0.2S");
    }

    @AfterAll
    static void close() {
        MAIL.stop();
        GROUP.stop(0);
    }

    @BeforeAll
    void theCampaignIsOpen() throws InterruptedException {
        var rows = new DemoRows(Catalogues.load().edition("2022"), college, 400);
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
        collector = deeds.collector(SHARE);
        head = deeds.head(SHARE);
        cast.as("20080011");
        second = cast.as(college.teachersOf("0201").get(0).staffNo());
    }

    @Test
    @Order(1)
    void everybodyWithAShareHearsThatTheCampaignHasBegun() {
        var page = collector.get("/me/notices").mustBeOk().json();
        var opened = notice(page, "opened");
        assertThat(opened.path("text").asString("")).contains("2022 年采集").doesNotContain("{");
        assertThat(opened.path("by").path("staffNo").asString("")).isEqualTo("20050007");
        assertThat(opened.path("read").asBoolean()).isFalse();
        var table = notice(page, "table-opened");
        assertThat(table.path("target").path("kind").asString("")).isEqualTo("entry");
        assertThat(page.path("unread").asInt()).isEqualTo(page.path("items").size());
        assertThat(notices(deeds.office(), "opened"))
                .as("who did it needs no telling")
                .isEmpty();
    }

    @Test
    @Order(2)
    void whatWasReadIsOnRecord() {
        var before = collector.get("/me/notices").json();
        var id = before.path("items").get(0).path("id").asLong();
        assertThat(collector
                        .post("/me/notices/reading", Map.of("notices", List.of(id)))
                        .status())
                .isEqualTo(204);
        var after = collector.get("/me/notices").json();
        assertThat(after.path("unread").asInt()).isEqualTo(before.path("unread").asInt() - 1);
        assertThat(after.path("items").get(0).path("read").asBoolean()).isTrue();
        assertThat(collector
                        .post("/me/notices/reading", Map.of("notices", List.of()))
                        .problem())
                .isEqualTo("notices-unreadable");
        assertThat(collector
                        .get("/audit?kind=account.notices-read")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    void theOfficeRemindsWhomSomethingWaitsForOnceInFourHours() {
        var office = deeds.office();
        var me = collector.staffNo();
        var owing = person(office.get("/campaigns/2022/reminders").mustBeOk().json(), me);
        assertThat(owing.path("shares").toString()).contains("\"" + STUDENTS + "\"");
        assertThat(owing.path("again").isNull()).isTrue();

        var reminders = "/campaigns/2022/reminders";
        var note = "请于今天下班前提交，身份证 530102199001011234 一栏有误";
        var done = office.post(reminders, Map.of("people", List.of(me, "20180103"), "note", note));
        assertThat(done.status()).as(done::toString).isEqualTo(200);
        assertThat(done.json().path("reminded").toString()).isEqualTo("[\"" + me + "\"]");
        assertThat(done.json().path("idle").toString()).isEqualTo("[\"20180103\"]");
        assertThat(office.post(reminders, Map.of("people", List.of(me))).problem())
                .isEqualTo("reminded-lately");
        assertThat(office.post(reminders, Map.of("people", List.of("20180103"))).problem())
                .isEqualTo("nobody-to-remind");
        assertThat(office.post(reminders, Map.of("people", List.of(me), "note", "长".repeat(201)))
                        .problem())
                .isEqualTo("note-too-long");
        assertThat(collector.post(reminders, Map.of()).problem()).isEqualTo("role-required");
        assertThat(person(office.get(reminders).json(), me).path("again").isNull())
                .isFalse();
        assertThat(notices(collector, "reminded").get(0).path("text").asString(""))
                .contains(note);

        cast.setClock(Instant.parse("2022-09-08T06:00:00Z"));
        assertThat(office.post(reminders, Map.of("people", List.of(me))).ok()).isTrue();
        assertThat(notices(collector, "reminded")).hasSize(2);
    }

    @Test
    @Order(4)
    void lettersAndTheRobotSayNothingThatAnybodyTyped() throws Exception {
        until(() -> letters("催办").size() == 2);
        var letter = letters("催办").get(0);
        assertThat(letter.getAllRecipients()[0].toString()).isEqualTo(collector.staffNo() + "@college.example");
        assertThat(letter.getContent().toString()).contains("采集办催办").doesNotContain("530102", "下班前");
        until(() -> ROBOT.stream().anyMatch(said -> said.contains("催办（1 人）")));
        assertThat(ROBOT).allSatisfy(said -> {
            var message = new JsonMapper().readTree(said);
            assertThat(message.path("msgtype").asString("")).isEqualTo("text");
            assertThat(message.path("text").path("content").asString(""))
                    .startsWith("【明账】")
                    .doesNotContain("530102", collector.staffNo());
        });
    }

    @Test
    @Order(5)
    void whoeverHasNotFinishedIsRemindedBeforeTheDateAndOnlyOnce() throws InterruptedException {
        cast.setClock(Instant.parse("2022-09-28T01:00:00Z"));
        until(() -> notices(collector, "near").size() == 1);
        assertThat(notices(collector, "near").get(0).path("text").asString(""))
                .contains("源数据表采集与审核", "2022-09-30", "72 小时");
        cast.setClock(Instant.parse("2022-09-30T13:00:00Z"));
        until(() -> notices(collector, "near").size() == 2);
        assertThat(notices(collector, "near").get(0).path("text").asString(""))
                .as("the one of the day before would come too late")
                .contains("4 小时");
        assertThat(notices(head, "near")).as("nothing waits for the head yet").isEmpty();
    }

    @Test
    @Order(6)
    void theShareGoesToAndFroAndEachHearsOfIt() {
        deeds.declareNil(STUDENTS, SHARE).mustBeOk();
        assertThat(notices(head, "nil").get(0).path("target").path("kind").asString(""))
                .isEqualTo("review");
        deeds.openReview(STUDENTS, SHARE).mustBeOk();
        head.post(Deeds.share(STUDENTS, SHARE) + "/return", Map.of("reason", "今年已有学生，请填报", "cells", List.of()))
                .mustBeOk();
        assertThat(notices(collector, "returned").get(0).path("text").asString(""))
                .contains("今年已有学生，请填报");
        assertThat(notices(head, "returned")).isEmpty();
    }

    /** 提问与答复: asked of one table, answered for all who fill it, seen by nobody else. */
    @Test
    @Order(6)
    void aQuestionIsAnsweredForAllWhoFillTheTable() {
        var path = Deeds.table(STUDENTS) + "/questions";
        var asked = collector.post(path, Map.of("text", "休学学生是否计入在校生？", "field", "name"));
        assertThat(asked.status()).as(asked::toString).isEqualTo(201);
        assertThat(collector.post(path, Map.of("text", "？")).problem()).isEqualTo("text-length");
        assertThat(collector
                        .post(path, Map.of("text", "有这个字段吗", "field", "nothing"))
                        .problem())
                .isEqualTo("no-such-field");
        var office = deeds.office();
        assertThat(notices(office, "asked").get(0).path("text").asString("")).contains("休学学生");
        var open = office.get(Deeds.CAMPAIGN + "/questions?open=true")
                .mustBeOk()
                .json()
                .path("items");
        assertThat(open.size()).isEqualTo(1);
        assertThat(open.get(0).path("field").asString("")).isEqualTo("name");
        var id = open.get(0).path("question").asString("");
        var answer = Deeds.CAMPAIGN + "/questions/" + id + "/answer";
        assertThat(collector.post(answer, Map.of("text", "我来答复")).problem()).isEqualTo("role-required");
        assertThat(office.post(Deeds.CAMPAIGN + "/questions/q-none/answer", Map.of("text", "没有这个问题"))
                        .problem())
                .isEqualTo("no-such-question");
        office.post(answer, Map.of("text", "不计入，按学籍状态为准。")).mustBeOk();
        office.post(answer, Map.of("text", "不计入；复学后计入。")).mustBeOk();

        assertThat(notices(collector, "answered").get(0).path("text").asString(""))
                .contains("复学后计入");
        var read = head.get(path).mustBeOk().json().path("items").get(0);
        assertThat(read.path("answer").asString("")).isEqualTo("不计入；复学后计入。");
        assertThat(read.path("answeredBy").path("staffNo").asString("")).isEqualTo("20050007");
        assertThat(office.get("/audit?kind=campaign.question-answered")
                        .json()
                        .path("items")
                        .size())
                .as("the earlier answer stays on record")
                .isEqualTo(2);
        assertThat(second.get(path).status()).as("another table's people").isEqualTo(404);
        assertThat(second.post(path, Map.of("text", "我想问一下这张表")).status()).isEqualTo(404);
    }

    /** Who is added to a share later hears of it; who had it before does not again. */
    @Test
    @Order(7)
    void whoIsNewInAShareIsTold() {
        var share = new HashMap<>(deeds.people(STUDENTS, SHARE));
        share.put("collectors", List.of(collector.staffNo(), second.staffNo()));
        share.put("reason", "采集人调整，增加一人");
        var changed = deeds.office().put(Deeds.share(STUDENTS, SHARE), share);
        assertThat(changed.ok()).as(changed::toString).isTrue();
        assertThat(notices(second, "assigned")).hasSize(1);
        assertThat(notices(collector, "assigned")).isEmpty();
    }

    @Test
    @Order(8)
    void viewsBuiltAgainSayTheSameAndSendNothingAgain() throws InterruptedException {
        until(() -> letters("被退回").size() == 1);
        until(() -> letters("新任务").size() == 1);
        var before = MAIL.getReceivedMessages().length;
        var notices = collector.get("/me/notices").json().path("items").toString();
        var technician = cast.as("20080011");
        technician.post("/projections/rebuild", Map.of("switchOver", true)).mustBeOk();
        until(() -> !technician
                .get("/projections/rebuild")
                .json()
                .path("state")
                .asString("")
                .equals("RUNNING"));
        var rebuilt = technician.get("/projections/rebuild").json();
        assertThat(rebuilt.findValue("same").asBoolean()).as(rebuilt::toString).isTrue();
        assertThat(collector.get("/me/notices").json().path("items").toString()).isEqualTo(notices);
        deeds.declareNil(STUDENTS, SHARE).mustBeOk();
        until(() -> MAIL.getReceivedMessages().length > before);
        assertThat(letters("零填报待审核")).hasSize(2);
        assertThat(MAIL.getReceivedMessages()).as("only what is new").hasSize(before + 1);
    }

    private static List<MimeMessage> letters(String subject) {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(letter -> subject(letter).contains(subject))
                .toList();
    }

    private static String subject(MimeMessage letter) {
        try {
            return letter.getSubject();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<JsonNode> notices(Browser who, String kind) {
        return who.get("/me/notices?limit=500")
                .mustBeOk()
                .json()
                .path("items")
                .valueStream()
                .filter(each -> each.path("kind").asString("").equals(kind))
                .toList();
    }

    private static JsonNode notice(JsonNode page, String kind) {
        return page.path("items")
                .valueStream()
                .filter(each -> each.path("kind").asString("").equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " is not among " + page));
    }

    private static JsonNode person(JsonNode page, String staffNo) {
        return page.path("items")
                .valueStream()
                .filter(each -> each.path("person").path("staffNo").asString("").equals(staffNo))
                .findFirst()
                .orElseThrow(() -> new AssertionError(staffNo + " is not among " + page));
    }

    private static void until(BooleanSupplier isSo) throws InterruptedException {
        for (int i = 0; !isSo.getAsBoolean(); i++) {
            if (i == 200) {
                throw new AssertionError("it did not come about; letters by subject: "
                        + Arrays.stream(MAIL.getReceivedMessages())
                                .map(TellingPeopleTest::subject)
                                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }
}
