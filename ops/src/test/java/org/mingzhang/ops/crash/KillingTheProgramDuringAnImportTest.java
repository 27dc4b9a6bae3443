package org.mingzhang.ops.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingzhang.command.Positions;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** kill -9 at any moment of a large import leaves all of its rows or none, and the same request may then be made again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillingTheProgramDuringAnImportTest {

    private static final int STUDENTS = 10_000;
    private static final String TABLE = Deeds.table("1.5.1");
    private static final String IMPORTS = TABLE + "/imports";

    @TempDir
    static Path data;

    private KilledProgram killing;

    private final DemoCollege college = new DemoCollege();
    private final DemoRows rows = new DemoRows(Catalogues.load().edition("2022"), college, STUDENTS);
    private int imports;

    @BeforeAll
    void aCampaignIsOpen() throws InterruptedException {
        killing = new KilledProgram(data, "killed-during-an-import.log");
        try (var program = killing.start()) {
            var cast = cast(KilledProgram.serverOf(program));
            var deeds = new Deeds(cast, college, rows);
            AnOpenCampaign.setUp(
                    cast,
                    college,
                    deeds,
                    program.getBean(SetUpCode.class).issue().orElseThrow());
            deeds.collector("0107");
        }
    }

    @ParameterizedTest(name = "killed {0} ms after the request was accepted")
    @ValueSource(ints = {300, 1_200})
    void leavesAllRowsOrNone(int millis) throws Exception {
        var file = file("K" + ++imports);
        var key = UUID.randomUUID().toString();
        int port = KilledProgram.freePort();
        var killed = killing.fork(port);
        try {
            var who = new Deeds(cast(killing.ready(port)), college, rows).collector("0107");
            assertThat(who.post(IMPORTS, file, key).status()).isEqualTo(202);
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            killed.destroyForcibly().waitFor();
        }

        try (var program = killing.start()) {
            var who = new Deeds(cast(KilledProgram.serverOf(program)), college, rows).collector("0107");
            var told = who.get(IMPORTS + "/" + key);
            int stored = stored(program, key);
            assertThat(stored).isIn(0, STUDENTS);
            assertThat(stored == 0 ? told.problem() : told.json().path("state").asString(""))
                    .isEqualTo(stored == 0 ? "import-unknown" : "DONE");

            who.post(IMPORTS, file, key).mustBeOk();
            assertThat(settled(who, IMPORTS + "/" + key).json().path("state").asString(""))
                    .isEqualTo("DONE");
            assertThat(stored(program, key)).isEqualTo(STUDENTS);
        }
    }

    /** How many rows of an import are in the ledger's views, once these show everything. */
    private static int stored(ConfigurableApplicationContext program, String key) {
        var head = program.getBean(Positions.class).head();
        assertThat(program.getBean(ViewPositions.class)
                        .await(List.of(Views.TABLE), head, java.time.Duration.ofSeconds(30)))
                .isTrue();
        var counted = program.getBean(JdbcTemplate.class)
                .queryForObject("select count(*) from view.entry_version where batch = ?", Integer.class, key);
        return counted == null ? 0 : counted;
    }

    private Map<String, Object> file(String prefix) {
        var lines = new ArrayList<Map<String, Object>>();
        for (var row : rows.rows("1.5.1", "0107")) {
            var own = new TreeMap<>(row);
            own.put("student_no", CellValue.text(prefix + lines.size()));
            lines.add(Map.of("values", own));
        }
        var source = Map.of("fileName", prefix + ".xlsx", "sha256", "cd".repeat(32));
        return Map.of("department", "0107", "source", source, "rows", lines);
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

    private Cast cast(URI server) {
        return new Cast(server, college, Browser.Keys.RANDOM, 0);
    }
}
