package org.mingzhang.ops.checkrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Positions;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.campaign.RecordCheckRun;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.Settings;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.mingzhang.query.check.Checks;
import org.mingzhang.query.check.RecordedRuns;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** 导入、校验、快照 — plan §3(五)(六)(八). Each test goes on where the one before it ended. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=importing-checking-packing")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportingCheckingAndPackingTest {

    private static final CampaignKey CAMPAIGN = CampaignKey.of("99001/2022");
    private static final int STUDENTS = 400;
    private static final String STUDENT_TABLE = Deeds.table("1.5.1");
    private static final String IMPORTS = STUDENT_TABLE + "/imports";
    private static final String RUNS = Deeds.CAMPAIGN + "/check-runs";
    private static final String SNAPSHOTS = Deeds.CAMPAIGN + "/snapshots";
    private static final String INSPECTOR = "20030009";

    private final DemoCollege college = new DemoCollege();
    private final DemoRows rows = new DemoRows(Catalogues.load().edition("2022"), college, STUDENTS);
    private Cast cast;
    private Deeds deeds;
    private String run = "";

    @Autowired
    SetUpCode code;

    @Autowired
    Checks checks;

    @Autowired
    RecordedRuns recorded;

    @Autowired
    Commands commands;

    @Autowired
    Positions positions;

    @Autowired
    Settings settings;

    @LocalServerPort
    int port;

    @BeforeAll
    void aCampaignIsOpen() throws InterruptedException {
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
    }

    // 导入

    @Test
    @Order(10)
    void anImportWithAWrongCellStoresNothingAndNamesTheCell() throws InterruptedException {
        var students = new ArrayList<>(rows.rows("1.5.1", "0107"));
        var spoilt = new TreeMap<>(students.get(17));
        spoilt.put("gender", CellValue.text("不明"));
        students.set(17, spoilt);

        var answer = deeds.collector("0107").post(IMPORTS, file(students, ""));
        assertThat(answer.status()).isEqualTo(202);
        var refused = settled(
                deeds.collector("0107"),
                IMPORTS + "/" + answer.json().path("id").asString(""));

        assertThat(refused.json().path("state").asString("")).isEqualTo("REFUSED");
        assertThat(refused.json().path("done").asInt()).isZero();
        var error = refused.json().path("problem").path("errors").get(0);
        assertThat(error.path("pointer").asString("")).isEqualTo("/rows/17/values/gender");
        assertThat(error.path("message").asString("")).isNotBlank();
        assertThat(deeds.collector("0107")
                        .get(STUDENT_TABLE + "/entries?limit=1")
                        .json()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    @Order(20)
    void onlyTheSharesCollectorsAndTheOfficeImport() {
        assertThat(deeds.collector("0108")
                        .post(IMPORTS, file(rows.rows("1.5.1", "0107"), ""))
                        .problem())
                .isEqualTo("import-not-yours");
        var onBehalf = deeds.office().post(IMPORTS, file(rows.rows("1.5.1", "0107"), ""));
        assertThat(onBehalf.problem()).isEqualTo("values-refused");
        assertThat(onBehalf.json().path("errors").get(0).path("pointer").asString(""))
                .isEqualTo("/source/preparedBy");
    }

    @Test
    @Order(30)
    void anImportIsStoredAsAWholeOnce() throws InterruptedException {
        var key = UUID.randomUUID().toString();
        var file = file(rows.rows("1.5.1", "0107"), "学生处学籍科");
        var who = deeds.office();
        assertThat(who.get(IMPORTS + "/" + key).problem()).isEqualTo("import-unknown");

        var accepted = who.post(IMPORTS, file, key);
        var again = who.post(IMPORTS, file, key);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(accepted.json());
        var done = settled(who, IMPORTS + "/" + key);

        assertThat(done.json().path("state").asString("")).as(done::toString).isEqualTo("DONE");
        assertThat(done.json().path("done").asInt()).isEqualTo(STUDENTS);
        assertThat(done.json().path("onBehalf").asBoolean()).isTrue();
        assertThat(done.json().path("entries").size()).isEqualTo(STUDENTS);
        assertThat(done.position()).isPositive();
        assertThat(who.post(IMPORTS, file, key).json()).isEqualTo(accepted.json());
        assertThat(who.post(IMPORTS, file(rows.rows("1.5.1", "0107"), "别人"), key)
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    // 校验

    @Test
    @Order(40)
    void onlyTheOfficeStartsARunAndOnlyATrialWhileSharesAreOpen() {
        assertThat(deeds.collector("0107").post(RUNS, Map.of("trial", true)).status())
                .isEqualTo(403);
        assertThat(deeds.office().post(RUNS, Map.of("trial", false)).problem()).isEqualTo("shares-not-approved");
        assertThat(deeds.office().get(RUNS + "/" + UUID.randomUUID()).problem()).isEqualTo("run-unknown");
    }

    @Test
    @Order(50)
    void aTrialRunChecksEverything() throws InterruptedException {
        var started = deeds.office().post(RUNS, Map.of("trial", true));
        assertThat(started.status()).as(started::toString).isEqualTo(202);
        run = started.json().path("id").asString("");
        var done = settled(deeds.office(), RUNS + "/" + run);

        assertThat(done.json().path("state").asString("")).as(done::toString).isEqualTo("DONE");
        assertThat(done.json().path("rules").asInt()).isGreaterThan(150);
        assertThat(done.json().path("errors").asInt()).isPositive();
        assertThat(deeds.office().get(RUNS).json().path("items").size()).isEqualTo(1);
    }

    @Test
    @Order(60)
    void findingsNameTheCauseAndWhoWroteIt() {
        var found = deeds.office().get(Deeds.CAMPAIGN + "/findings?run=" + run + "&table=1.5.1&rule=reference&limit=3");

        assertThat(found.ok()).as(found::toString).isTrue();
        assertThat(found.json().path("items").size()).isEqualTo(3);
        assertThat(found.json().path("cursor").asString("")).isNotBlank();
        var first = found.json().path("items").get(0);
        assertThat(first.path("severity").asString("")).isEqualTo("ERROR");
        assertThat(first.path("cause").path("by").asString(""))
                .isEqualTo(deeds.office().staffNo());
        assertThat(first.path("cause").path("how").asString("")).isEqualTo("IMPORTED");
    }

    @Test
    @Order(70)
    void everybodySeesTheFindingsOfTheOwnSharesOnly() {
        var own = deeds.collector("0107").get(Deeds.CAMPAIGN + "/findings?limit=500");
        assertThat(own.json().path("total").asInt()).isPositive();
        var other = deeds.collector("0201").get(Deeds.CAMPAIGN + "/findings?table=1.5.1");
        assertThat(other.json().path("total").asInt()).isZero();
    }

    @Test
    @Order(73)
    void aSecondRunIsRefusedWhileOneGoesOn() throws Exception {
        var gate = new CountDownLatch(1);
        var slow = runs(new Gated(gate, false));
        try {
            var first = UUID.randomUUID().toString();
            slow.start(CAMPAIGN, true, act(first));
            assertThat(slow.start(CAMPAIGN, true, act(first))).isEqualTo(first);
            assertThatThrownBy(() ->
                            slow.start(CAMPAIGN, true, act(UUID.randomUUID().toString())))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.rule()).isEqualTo(Rule.RUN_GOES_ON));
            gate.countDown();
            assertThat(settled(slow, first)).isEqualTo(CheckRun.State.DONE);
            assertThat(slow.recorded(CAMPAIGN, first)).isPresent();
        } finally {
            slow.destroy();
        }
    }

    @Test
    @Order(76)
    void aRunThatDiesLeavesNoHalfResultAndMayBeAskedForAgain() throws Exception {
        var id = UUID.randomUUID().toString();
        var dying = runs(new Gated(new CountDownLatch(0), true));
        dying.start(CAMPAIGN, true, act(id));
        assertThat(settled(dying, id)).isEqualTo(CheckRun.State.FAILED);
        assertThat(dying.recorded(CAMPAIGN, id)).isEmpty();
        assertThat(settings.data().resolve("check-runs").resolve(id + ".json")).doesNotExist();
        dying.destroy();

        var again = runs(commands);
        again.start(CAMPAIGN, true, act(id));
        assertThat(settled(again, id)).isEqualTo(CheckRun.State.DONE);
        again.destroy();
        assertThat(deeds.office().get(Deeds.CAMPAIGN + "/findings?run=" + id).ok())
                .isTrue();
    }

    private CheckRuns runs(Commands through) {
        return new CheckRuns(checks, recorded, through, positions);
    }

    private static CheckRun.State settled(CheckRuns runs, String id) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            var run = runs.find(CAMPAIGN, id).orElseThrow();
            if (!run.isRunning()) {
                return run.state();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("the run goes on and on");
    }

    private static Act act(String key) {
        return new Act("20050007", "0110", "主任", "test", key, "body", "");
    }

    /** The law behind a gate: a run waits before it is recorded, or dies there. */
    private final class Gated implements Commands {

        private final CountDownLatch gate;
        private final boolean dying;

        Gated(CountDownLatch gate, boolean dying) {
            this.gate = gate;
            this.dying = dying;
        }

        @Override
        public <R> Done<R> send(Object command, Class<R> result, Act act) {
            if (command instanceof RecordCheckRun) {
                try {
                    gate.await();
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
                if (dying) {
                    throw new IllegalStateException("the run dies here");
                }
            }
            return commands.send(command, result, act);
        }
    }

    // 快照

    @Test
    @Order(80)
    void aSnapshotAtOnePositionAlwaysHasTheSameBytes() throws IOException {
        var first = deeds.office().post(SNAPSHOTS, null);
        assertThat(first.status()).as(first::toString).isEqualTo(201);
        long position = first.json().path("position").asLong();
        var again = deeds.office().post(SNAPSHOTS, Map.of("position", position));

        assertThat(again.json()).isEqualTo(first.json());
        var zip = download(deeds.office(), first.json().path("id").asString(""));
        assertThat(zip.bytes())
                .isEqualTo(download(deeds.office(), first.json().path("id").asString(""))
                        .bytes());
        assertThat(zip.bytes()).hasSize(first.json().path("size").asInt());
        var files = unpacked(zip.bytes());
        assertThat(files)
                .hasSize(4 + 2 * Catalogues.load().edition("2022").tables().size());
        assertThat(files.get("tables/1.5.1.csv").split("\r\n")).hasSize(STUDENTS + 1);
        var manifest =
                deeds.office().get(SNAPSHOTS + "/" + first.json().path("id").asString("") + "/manifest");
        assertThat(new String(manifest.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(files.get("MANIFEST.json"));
    }

    @Test
    @Order(90)
    void aRepeatedRequestAnswersTheSameSnapshot() {
        var key = UUID.randomUUID().toString();
        var first = deeds.office().post(SNAPSHOTS, Map.of(), key);
        deeds.office().post(SNAPSHOTS, Map.of());
        var again = deeds.office().post(SNAPSHOTS, Map.of(), key);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.position()).isEqualTo(first.position());
    }

    @Test
    @Order(100)
    void onlyTheOfficeTakesThePackageOutAndEachTimeIsOnRecord() {
        var id = deeds.office()
                .get(SNAPSHOTS)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asString("");
        assertThat(deeds.collector("0107").get(SNAPSHOTS + "/" + id + ".zip").status())
                .isEqualTo(403);
        assertThat(deeds.office().get(SNAPSHOTS + "/1-000000000000.zip").problem())
                .isEqualTo("not-found");
        download(deeds.office(), id);

        var audit = cast.as(INSPECTOR).get("/audit?kind=account.exported&limit=100");
        assertThat(audit.ok()).as(audit::toString).isTrue();
        assertThat(audit.json().toString()).contains(id);
    }

    private static Answer download(Browser who, String id) {
        var zip = who.getAsItIs(SNAPSHOTS + "/" + id + ".zip");
        assertThat(zip.status()).as(zip::toString).isEqualTo(200);
        return zip;
    }

    private static Map<String, String> unpacked(byte[] zip) throws IOException {
        var files = new HashMap<String, String>();
        try (var stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                files.put(entry.getName(), new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private Map<String, Object> file(List<? extends SortedMap<String, CellValue>> students, String preparedBy) {
        return Deeds.file("0107", "学生.xlsx", preparedBy, students);
    }

    private static Answer settled(Browser who, String path) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            var answer = who.get(path);
            if (!answer.json().path("state").asString("").equals("RUNNING")) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError(path + " goes on and on");
    }
}
