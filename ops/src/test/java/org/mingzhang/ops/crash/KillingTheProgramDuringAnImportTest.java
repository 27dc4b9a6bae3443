package org.mingzhang.ops.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
import org.mingzhang.ops.Mingzhang;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
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

    private final DemoCollege college = new DemoCollege();
    private final DemoRows rows = new DemoRows(Catalogues.load().edition("2022"), college, STUDENTS);
    private int imports;

    @BeforeAll
    void aCampaignIsOpen() throws InterruptedException {
        try (var program = start()) {
            var cast = cast(serverOf(program));
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
        int port = freePort();
        var killed = fork(port);
        try {
            var who = new Deeds(cast(ready(port)), college, rows).collector("0107");
            assertThat(who.post(IMPORTS, file, key).status()).isEqualTo(202);
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            killed.destroyForcibly().waitFor();
        }

        try (var program = start()) {
            var who = new Deeds(cast(serverOf(program)), college, rows).collector("0107");
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

    private static List<String> settings(int port) {
        return List.of(
                "--server.port=" + port,
                "--mingzhang.data=" + data,
                "--mingzhang.binaries=" + Path.of("target", "postgresql").toAbsolutePath(),
                "--mingzhang.demo=true",
                "--mingzhang.test-clock=true",
                "--mingzhang.demo-college=false");
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Mingzhang.class).run(settings(0).toArray(String[]::new));
    }

    private static URI serverOf(ConfigurableApplicationContext program) {
        var server = ((WebServerApplicationContext) program).getWebServer();
        return URI.create("http://localhost:" + (server == null ? 0 : server.getPort()));
    }

    /** The program in a process of its own, which can be killed. */
    private static Process fork(int port) throws IOException {
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                classes,
                Mingzhang.class.getName()));
        command.addAll(settings(port));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target", "killed-program.log"))
                .start();
    }

    private static URI ready(int port) throws IOException, InterruptedException {
        var server = URI.create("http://localhost:" + port);
        var health = HttpRequest.newBuilder(server.resolve("/actuator/health/readiness"))
                .build();
        for (int i = 0; i < 600; i++) {
            try {
                if (HttpClient.newHttpClient()
                                .send(health, BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return server;
                }
            } catch (IOException notYet) {
                // it is still starting
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the program does not start; see target/killed-program.log");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
