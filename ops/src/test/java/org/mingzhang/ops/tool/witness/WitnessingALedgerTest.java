package org.mingzhang.ops.tool.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.events.proof.NoteSigner;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.store.KeyFile;
import org.mingzhang.ops.tool.Machines;
import org.mingzhang.ops.tool.OperatorAtATerminal;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.verify.Verify;
import org.springframework.context.ConfigurableApplicationContext;

/** 见证、换钥与重开: what the witness signs, by net and by file, and how the log goes on under another key or origin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WitnessingALedgerTest {

    private static final String OFFICE = "20050007";
    private static final Map<String, String> REASON = Map.of("reason", "每年更换一次签名密钥");

    private final InstantSource now = InstantSource.system();
    private Path directory;
    private Machines machines;
    private ConfigurableApplicationContext program;
    private Cast cast;
    private WitnessForTests witness;

    @BeforeAll
    void aCollegeIsSetUp(@TempDir Path empty) throws Exception {
        directory = empty;
        machines = new Machines(directory);
        program = machines.start("original");
        cast = Machines.cast(program);
        AnOpenCampaign.aCollege(cast, program.getBean(SetUpCode.class).issue().orElseThrow());
        cast.as(OperatorAtATerminal.TECHNICIAN);
        witness = new WitnessForTests(directory.resolve("inspection"), "inspection-office");
        Files.copy(witness.publicKey(), keys("original").resolve("witness.pub"));
    }

    @AfterAll
    void itIsStopped() {
        program.close();
    }

    private Path keys(String machine) {
        return directory.resolve(machine).resolve("keys");
    }

    private URI server() {
        return Machines.server(program);
    }

    private static NoteKey logKey(Cast cast) {
        return NoteKey.parse(cast.stranger("")
                .get("/ledger")
                .mustBeOk()
                .json()
                .path("logKey")
                .asString(""));
    }

    /** Something is written, and signed by the log. */
    private static long write(Cast cast) {
        var written = cast.as(OFFICE)
                .post("/organisation/departments", cast.departments(true))
                .mustBeOk();
        cast.stranger("").get("/ledger/checkpoint?size=" + written.position()).mustBeOk();
        return written.position();
    }

    private String verified(Cast cast, NoteKey log, String... more) throws IOException {
        var file = Files.write(
                directory.resolve("package.zip"),
                cast.as(OFFICE)
                        .get("/ledger/export.zip?witnessed=true")
                        .mustBeOk()
                        .bytes());
        var arguments = new ArrayList<>(List.of(
                file.toString(),
                "--log-key",
                Files.writeString(directory.resolve("log.pub"), log + "\n").toString(),
                "--witness-key",
                witness.publicKey().toString()));
        arguments.addAll(List.of(more));
        var out = new ByteArrayOutputStream();
        var words = new PrintStream(out, true, StandardCharsets.UTF_8);
        Verify.run(arguments, words, words);
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void itsMirrorAloneMakesTheRootAgain() throws Exception {
        var log = logKey(cast);
        witness.sign(server(), log, now);
        write(cast);
        var signed = witness.sign(server(), log, now);
        var said = witness.alone(now, log, "root");
        assertThat(said.words()).startsWith(signed.size() + " " + signed.root().hex());
        assertThat(said.exit()).isZero();
        var tile = aFileBelow(directory.resolve("inspection").resolve("mirror"));
        var bytes = Files.readAllBytes(tile);
        bytes[100] ^= 1;
        Files.write(tile, bytes);
        assertThat(witness.alone(now, log, "root").words()).endsWith("root-differs\n");
        bytes[100] ^= 1;
        Files.write(tile, bytes);
        assertThat(witness.alone(now, log, "root").exit()).isZero();
    }

    private static Path aFileBelow(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void itSignsWhatIsCarriedToItInAFile() throws Exception {
        var log = logKey(cast);
        witness.sign(server(), log, now);
        write(cast);
        var request = Files.write(
                directory.resolve("request"),
                cast.stranger("").get("/ledger/add-checkpoint").mustBeOk().bytes());
        var answer = directory.resolve("answer");
        var said = witness.alone(now, log, "cosign", request.toString(), answer.toString());
        assertThat(said.exit()).as(said.words()).isZero();
        new LogOverHttp(server()).cosigned(Note.parse(Files.readAllBytes(answer)));
        var ledger = cast.stranger("").get("/ledger").json();
        assertThat(ledger.path("witnessed").asLong())
                .isEqualTo(ledger.path("size").asLong());

        write(cast);
        var elsewhere = Files.write(
                directory.resolve("request"),
                cast.stranger("").get("/ledger/add-checkpoint?old=3").mustBeOk().bytes());
        assertThat(witness.alone(now, log, "cosign", elsewhere.toString(), answer.toString())
                        .words())
                .contains("old-size " + ledger.path("size").asLong());
        Files.writeString(request, "old x\n\n");
        assertThat(witness.alone(now, log, "cosign", request.toString(), answer.toString())
                        .words())
                .endsWith("proof-malformed\n");
    }

    @Test
    void theLogSendsItWhatIsToBeSigned() throws Exception {
        try (var other = machines.start("pushing")) {
            var there = Machines.cast(other);
            AnOpenCampaign.aCollege(
                    there, other.getBean(SetUpCode.class).issue().orElseThrow());
        }
        var mine = new WitnessForTests(directory.resolve("waiting"), "inspection-office");
        Files.copy(mine.publicKey(), keys("pushing").resolve("witness.pub"));
        var log = NoteSigner.parse(KeyFile.read(keys("pushing").resolve("log.key")))
                .key();
        try (var waiting = new WitnessServer(0, mine.desk(log, now));
                var other = machines.start("pushing", "--mingzhang.witness=http://localhost:" + waiting.port())) {
            var there = Machines.cast(other);
            write(there);
            long witnessed = 0;
            for (int i = 0; i < 200 && witnessed == 0; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                witnessed = there.stranger("")
                        .get("/ledger")
                        .json()
                        .path("witnessed")
                        .asLong();
            }
            assertThat(witnessed).isPositive();
        }
    }

    @Test
    void whoeverBelievesEitherKeyBelievesALogThatChangedIt() throws Exception {
        var before = logKey(cast);
        witness.sign(server(), before, now);
        var technician = cast.as(OperatorAtATerminal.TECHNICIAN);
        assertThat(technician.post("/ledger/successions", Map.of("reason", "年")).problem())
                .isEqualTo("reason-required");
        assertThat(cast.as(OFFICE).post("/ledger/successions", REASON).problem())
                .isEqualTo("role-required");
        technician.post("/ledger/successions", REASON).mustBeOk();
        var after = logKey(cast);
        assertThat(after).isNotEqualTo(before);
        assertThat(after.name()).isEqualTo(before.name());

        write(cast);
        witness.sign(server(), before, now);
        for (var trusted : List.of(before, after)) {
            assertThat(verified(cast, trusted)).contains("换钥 succession").endsWith("已核实 OK");
        }
        var told = cast.as("20030009")
                .get("/audit?text=" + URLEncoder.encode(REASON.get("reason"), StandardCharsets.UTF_8))
                .mustBeOk();
        assertThat(told.json().toString()).contains(after.id());
        assertThat(Files.exists(keys("original").resolve("log.key.next"))).isFalse();
    }

    @Test
    void whatWasRolledBackGoesOnOnlyWhenTwoAgree() throws Exception {
        var log = logKey(cast);
        var said = OperatorAtATerminal.types(server(), "backup");
        var backup = Path.of(
                said.words().replaceAll("(?s).*文件 file *([^（]*)（.*", "$1").strip());
        write(cast);
        write(cast);
        var lost = cast.stranger("").get("/ledger/checkpoint").mustBeOk().bytes();
        witness.sign(server(), log, now);
        // what it agrees to here it has not agreed to in the other tests
        var witness = this.witness.copiedTo(directory.resolve("inspection-again"));
        copyKeys("again");
        try (var again = machines.restored("again", "original", backup)) {
            var there = Machines.cast(again);
            var ledger = there.stranger("").get("/ledger").mustBeOk().json();
            assertThat(ledger.path("condition").asString("")).isEqualTo("ROLLED_BACK");
            // people come in and look
            assertThat(there.as(OFFICE).get("/organisation/departments").ok()).isTrue();
            assertThat(there.as(OFFICE)
                            .post("/organisation/departments", there.departments(true))
                            .problem())
                    .isEqualTo("ledger-frozen");
            assertThat(witness.command(now, "agree", Machines.server(again), log, "--yes")
                            .signed())
                    .isFalse();

            var technician = there.as(OperatorAtATerminal.TECHNICIAN);
            technician.post("/ledger/reopening", Map.of("reason", "磁盘损坏，用备份恢复")).mustBeOk();
            assertThat(there.stranger("")
                            .get("/ledger")
                            .json()
                            .path("condition")
                            .asString(""))
                    .isEqualTo("ROLLED_BACK");
            var agreed = witness.command(now, "agree", Machines.server(again), log, "--yes");
            assertThat(agreed.exit()).as(agreed.words()).isZero();

            write(there);
            var goesOn = there.stranger("").get("/ledger").json();
            assertThat(goesOn.path("condition").asString("")).isEqualTo("SOUND");
            assertThat(goesOn.path("origin").asString("")).endsWith("/2");
            witness.sign(Machines.server(again), log, now);
            assertThat(verified(there, log)).contains("重开 reopened").endsWith("已核实 OK");
            assertThat(verified(there, logKey(there))).endsWith("已核实 OK");
            var kept = Files.write(directory.resolve("kept"), lost);
            assertThat(verified(there, log, "--old-checkpoint", kept.toString()))
                    .endsWith("key-retired");
            assertThat(there.as("20030009")
                            .get("/audit?text=" + URLEncoder.encode("磁盘损坏", StandardCharsets.UTF_8))
                            .mustBeOk()
                            .json()
                            .toString())
                    .contains("inspection-office");
        }
        // and it starts again as it is now
        try (var again = machines.start("again")) {
            assertThat(Machines.cast(again)
                            .stranger("")
                            .get("/ledger")
                            .json()
                            .path("condition")
                            .asString(""))
                    .isEqualTo("SOUND");
        }
    }

    /** A log whose guard is lost as well does not know what it signed; whoever kept a checkpoint tells it. */
    @Test
    void aLogThatForgotIsFrozenByItsOwnSignature() throws Exception {
        var said = OperatorAtATerminal.types(server(), "backup");
        var backup = Path.of(
                said.words().replaceAll("(?s).*文件 file *([^（]*)（.*", "$1").strip());
        write(cast);
        var lost = cast.stranger("").get("/ledger/checkpoint").mustBeOk().bytes();
        copyKeys("forgetful");
        Files.deleteIfExists(keys("forgetful").resolve("guard"));
        try (var again = machines.restored("forgetful", "original", backup)) {
            var log = new LogOverHttp(Machines.server(again));
            assertThat(Machines.cast(again)
                            .stranger("")
                            .get("/ledger")
                            .json()
                            .path("condition")
                            .asString(""))
                    .isEqualTo("SOUND");
            assertThat(log.shown(Note.parse(lost))).isEqualTo("ROLLED_BACK");
            assertThat(Machines.cast(again)
                            .as(OFFICE)
                            .post("/organisation/departments", cast.departments(true))
                            .problem())
                    .isEqualTo("ledger-frozen");
        }
    }

    private void copyKeys(String machine) throws IOException {
        Files.createDirectories(keys(machine));
        try (var all = Files.walk(keys("original"))) {
            for (var file : all.toList()) {
                var target = keys(machine).resolve(keys("original").relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
