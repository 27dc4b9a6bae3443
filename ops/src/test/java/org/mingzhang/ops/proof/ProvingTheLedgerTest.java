package org.mingzhang.ops.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.command.Positions;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.ConsistencyProof;
import org.mingzhang.events.proof.EntryProof;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.events.proof.Reason;
import org.mingzhang.events.proof.Receipt;
import org.mingzhang.events.proof.ShortCode;
import org.mingzhang.events.proof.Tree;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.database.DataDirectory;
import org.mingzhang.ops.database.DatabaseOwner;
import org.mingzhang.ops.store.CheckpointTable;
import org.mingzhang.ops.store.LedgerLeaves;
import org.mingzhang.ops.store.WriteGate;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.verify.Verify;
import org.mingzhang.ops.tool.witness.WitnessForTests;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/** 可证明: an outsider checks the running ledger over HTTP and by file; what is done to its rows is noticed. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=proving-the-ledger")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProvingTheLedgerTest {

    private final DemoCollege college = new DemoCollege();
    private Cast cast;
    private Answer written;

    @Autowired
    SetUpCode code;

    @Autowired
    ProofLog log;

    @Autowired
    LedgerLeaves leaves;

    @Autowired
    CheckpointTable checkpoints;

    @Autowired
    WriteGate gate;

    @Autowired
    Positions positions;

    @Autowired
    DataDirectory directory;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DatabaseOwner owner;

    @LocalServerPort
    int port;

    @TempDir
    Path outside;

    @BeforeAll
    void theCollegeIsSetUp() throws InterruptedException {
        cast = new Cast(server(), college, Browser.Keys.RANDOM, 0);
        AnOpenCampaign.aCollege(cast, code.issue().orElseThrow());
        assertThat(log.covering(1, Duration.ofSeconds(10))).isNotNull();
        written = cast.as("20050007")
                .post("/organisation/departments", cast.departments(true))
                .mustBeOk();
    }

    private URI server() {
        return URI.create("http://localhost:" + port);
    }

    private Browser stranger() {
        return cast.stranger("20030009");
    }

    private NoteKey key(String name) {
        return NoteKey.parse(
                stranger().get("/ledger").mustBeOk().json().path(name).asString(""));
    }

    @Test
    @Order(1)
    void anybodyReadsASignedCheckpointOfEverythingWritten() {
        var note = Note.parse(stranger()
                .get("/ledger/checkpoint?size=" + written.position())
                .mustBeOk()
                .bytes());
        var checkpoint = Checkpoint.believed(note, key("logKey"));
        assertThat(checkpoint.size()).isGreaterThanOrEqualTo(written.position());
    }

    @Test
    @Order(2)
    void everyWriteIsPromisedAndThePromiseIsKept() {
        var promise = Receipt.believed(written.header("Ledger-Receipt"), key("receiptKey"));
        var event = jdbc.queryForObject("""
                select e.event_id::text from store.ledger l join store.event e using (global_index)
                where l.position = ?""", String.class, written.position());
        var answer = cast.as("20050007").get("/ledger/proofs/" + event).mustBeOk();
        var leaf = Tree.leaf(Base64.getDecoder().decode(answer.header("Ledger-Leaf")));
        assertThat(leaf).isEqualTo(promise.leaf());
        assertThat(EntryProof.parse(answer.bytes()).verify(leaf, key("logKey")).size())
                .isGreaterThanOrEqualTo(written.position());
    }

    @Test
    @Order(3)
    void whatWasSignedFirstIsTheBeginningOfWhatIsSignedNow() {
        var all = checkpoints.after(0);
        assertThat(all).hasSizeGreaterThan(1);
        var first = all.get(0);
        var last = all.get(all.size() - 1);
        var proof = stranger()
                .get("/ledger/proofs/consistency?from=" + first.size() + "&to=" + last.size())
                .mustBeOk()
                .json();
        var path = new ArrayList<Hash>();
        proof.path("path").forEach(hash -> path.add(Hash.parse(hash.asString(""), Reason.PROOF_MALFORMED)));
        new ConsistencyProof(first.size(), last.size(), path).verify(first.root(), last.root());
        assertThat(stranger()
                        .get("/ledger/proofs/consistency?from=1&to=999999999")
                        .problem())
                .isEqualTo("proof-range");
    }

    @Test
    @Order(4)
    void aCodeOnPaperIsFoundAndAMistypedOneIsToldWhichGroup() {
        var ledger = stranger().get("/ledger").mustBeOk().json();
        var printed = ledger.path("code").asString("");
        assertThat(stranger()
                        .get("/ledger/codes/" + printed)
                        .mustBeOk()
                        .json()
                        .path("root")
                        .asString(""))
                .isEqualTo(ledger.path("root").asString(""));
        var mistyped = (printed.charAt(6) == 'A' ? 'B' : 'A') + printed.substring(7);
        var answer = stranger().get("/ledger/codes/" + printed.substring(0, 6) + mistyped);
        assertThat(answer.problem()).isEqualTo("code-mistyped");
        assertThat(answer.json().path("detail").asString("")).contains("第 2 组");
        assertThat(stranger().get("/ledger/codes/7Q4M").problem()).isEqualTo("code-length");
        assertThat(stranger()
                        .get("/ledger/codes/"
                                + ShortCode.of(Hash.sha256(new byte[9])).text())
                        .problem())
                .isEqualTo("code-unknown");
    }

    @Test
    @Order(5)
    void theExportIsConfirmedOfflineOnceAWitnessSawIt() throws Exception {
        var office = cast.as("20050007");
        var keyFile = Files.writeString(outside.resolve("log.pub"), key("logKey") + "\n");
        var alone = Files.write(
                outside.resolve("alone.zip"),
                office.get("/ledger/export.zip").mustBeOk().bytes());
        assertThat(verified(1, alone.toString(), "--log-key", keyFile.toString()))
                .endsWith("not-compared");
        assertThat(office.get("/ledger/export.zip?witnessed=true").problem()).isEqualTo("no-witness");

        var witness = new WitnessForTests(outside.resolve("witness"), "inspection-office");
        Files.copy(witness.publicKey(), directory.resolve("keys").resolve("witness.pub"));
        var signed = witness.sign(server(), key("logKey"), InstantSource.system());
        assertThat(stranger().get("/ledger").json().path("witnessed").asLong()).isEqualTo(signed.size());

        var seen = Files.write(
                outside.resolve("seen.zip"),
                office.get("/ledger/export.zip?witnessed=true").mustBeOk().bytes());
        var arguments = new String[] {
            seen.toString(),
            "--log-key",
            keyFile.toString(),
            "--witness-key",
            witness.publicKey().toString()
        };
        assertThat(verified(0, arguments)).endsWith("已核实 OK");
        var other = new WitnessForTests(outside.resolve("other"), "inspection-office");
        arguments[4] = other.publicKey().toString();
        assertThat(verified(1, arguments)).endsWith("witness-unsigned");
        assertThat(verified(2, seen.toString())).isEmpty();
    }

    @Test
    @Order(6)
    void theWitnessSignsWhatContinuesAndNothingElse() throws Exception {
        var witness = new WitnessForTests(outside.resolve("third"), "third");
        assertThatThrownBy(() -> witness.sign(server(), key("receiptKey"), InstantSource.system()))
                .hasMessageContaining("note-unsigned");
        Files.copy(
                witness.publicKey(),
                directory.resolve("keys").resolve("witness.pub"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        var first = witness.sign(server(), key("logKey"), InstantSource.system());
        cast.as("20050007").get("/me").mustBeOk();
        cast.as("20030009");
        assertThat(log.covering(first.size() + 1, Duration.ofSeconds(10))).isNotNull();
        assertThat(witness.sign(server(), key("logKey"), InstantSource.system()).size())
                .isGreaterThan(first.size());
        witness.remember(new Checkpoint(first.origin(), first.size(), Tree.EMPTY));
        assertThatThrownBy(() -> witness.sign(server(), key("logKey"), InstantSource.system()))
                .hasMessageContaining("proof-");
        witness.remember(new Checkpoint(first.origin(), 1_000_000, Tree.EMPTY));
        assertThatThrownBy(() -> witness.sign(server(), key("logKey"), InstantSource.system()))
                .hasMessageContaining("log-shrank");
    }

    private static String verified(int expected, String... arguments) {
        var out = new ByteArrayOutputStream();
        var silent = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int exit = Verify.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8), silent);
        assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    // ---- tampering

    /** What somebody does to the rows, how to undo it, and what is said of it. */
    private record Tampering(String what, String deed, String undoing, ProofLog.Condition condition) {}

    private static final String KEEP = "create table kept as select * from ";

    private List<Tampering> tamperings() {
        var frozen = ProofLog.Condition.FROZEN;
        var event = "(select global_index from store.ledger where position = 3)";
        return List.of(
                row("a payload", "update store.event set payload = payload || ' ' where global_index = " + event),
                row("an actor", "update store.event set actor = 'p' where global_index = " + event),
                row("a time", "update store.event set at = at - interval '1 day' where global_index = " + event),
                row("a post", "update store.event set role = '校长' where global_index = " + event),
                row("a kind", "update store.event set event_type = 'x.y' where global_index = " + event),
                row("a revision", "update store.event set revision = 9 where global_index = " + event),
                row("a command", "update store.event set command = 'other' where global_index = " + event),
                row("an id", "update store.event set event_id = gen_random_uuid() where global_index = " + event),
                row("a MAC", "update store.event set mac = sha256('x') where global_index = " + event),
                row("a row gone", "delete from store.event where global_index = " + event),
                order("two positions exchanged", """
                        update store.ledger set position = -position where position in (3, 4);
                        update store.ledger set position = 7 + position where position in (-3, -4)"""),
                order("a position gone", "delete from store.ledger where position = 3"),
                order("the last ten gone", """
                        delete from store.ledger where position > (select max(position) - 10 from store.ledger)"""),
                signed("a checkpoint's root", "update store.checkpoint set root = sha256('x')"),
                signed("a checkpoint's signature", """
                        update store.checkpoint set note = replace(note, E'\\n\\n', E'\\nmore\\n\\n')"""),
                signed("the checkpoints gone", "delete from store.checkpoint"));
    }

    private static Tampering row(String what, String deed) {
        return kept("store.event", what, deed);
    }

    private static Tampering order(String what, String deed) {
        return kept("store.ledger", what, deed);
    }

    private static Tampering signed(String what, String deed) {
        return kept("store.checkpoint", what, deed);
    }

    private static Tampering kept(String table, String what, String deed) {
        return new Tampering(
                what,
                KEEP + table + "; " + deed,
                "delete from " + table + "; insert into " + table + " select * from kept; drop table kept",
                ProofLog.Condition.FROZEN);
    }

    /** As whom the tables belong to: the program itself may do nothing of the kind. */
    private JdbcTemplate asOwner() {
        return new JdbcTemplate(owner.source());
    }

    @Test
    @Order(6)
    void theProgramItselfMayAddAndReadAndNothingElse() {
        for (var table : List.of("store.event", "store.ledger", "store.checkpoint")) {
            for (var deed : List.of(
                    "delete from " + table,
                    "truncate " + table,
                    "drop table " + table,
                    "alter table " + table + " add column more text",
                    "alter table " + table + " disable trigger all",
                    "create index on " + table + " (at)",
                    "update " + table + " set at = now()")) {
                assertThatThrownBy(() -> jdbc.execute(deed)).as(deed).isInstanceOf(BadSqlGrammarException.class);
            }
        }
        for (var deed : List.of("create table store.more (id int)", "create role other", "set role mingzhang")) {
            assertThatThrownBy(() -> jdbc.execute(deed)).as(deed).isInstanceOf(BadSqlGrammarException.class);
        }
        assertThat(jdbc.queryForObject("select rolsuper from pg_roles where rolname = current_user", Boolean.class))
                .isFalse();
    }

    @Test
    @Order(7)
    void whateverIsDoneToTheRowsIsNoticed() throws IOException {
        log.stop();
        for (var tampering : tamperings()) {
            var again = another(outside.resolve("guard-" + tampering.what()));
            again.start();
            again.stop();
            assertThat(again.state().condition())
                    .as(tampering.what() + ", before")
                    .isEqualTo(ProofLog.Condition.SOUND);
            var own = new WriteGate();
            var watching = another(outside.resolve("guard-" + tampering.what()), own);
            watching.start();
            asOwner().execute(tampering.deed());
            try {
                assertThat(watching.audit().condition()).as(tampering.what()).isEqualTo(tampering.condition());
                assertThat(own.closed()).as(tampering.what()).isNotNull();
            } finally {
                watching.stop();
                asOwner().execute(tampering.undoing());
            }
        }
    }

    @Test
    @Order(8)
    void anOlderDatabaseInThePlaceOfANewerOneIsNoticedAtTheStart() {
        asOwner().execute(KEEP + "store.ledger; create table kept_signed as select * from store.checkpoint");
        asOwner().execute("""
                delete from store.ledger where position > (select max(position) - 10 from store.ledger);
                delete from store.checkpoint where size > (select max(position) from store.ledger)""");
        try {
            var again = another(directory.resolve("keys").resolve("guard"));
            again.start();
            again.stop();
            assertThat(again.state().condition()).isEqualTo(ProofLog.Condition.ROLLED_BACK);
        } finally {
            asOwner().execute("""
                    delete from store.ledger; insert into store.ledger select * from kept; drop table kept;
                    delete from store.checkpoint; insert into store.checkpoint select * from kept_signed;
                    drop table kept_signed""");
        }
    }

    private ProofLog another(Path guard) {
        return another(guard, new WriteGate());
    }

    private ProofLog another(Path guard, WriteGate own) {
        return new ProofLog(
                leaves,
                checkpoints,
                own,
                () -> true,
                positions,
                log.keys(),
                log.successions(),
                new GuardFile(guard),
                new TileFiles(outside.resolve("tiles")));
    }

    @Test
    @Order(9)
    void aFrozenLedgerIsReadAndNotWritten() {
        log.start();
        asOwner().execute("update store.event set actor = 'p' where global_index = 3");
        var inspector = cast.as("20030009");
        assertThat(inspector
                        .post("/ledger/audit", Map.of())
                        .mustBeOk()
                        .json()
                        .path("condition")
                        .asString(""))
                .isEqualTo("FROZEN");
        assertThat(cast.as("20050007").get("/organisation/departments").ok()).isTrue();
        var refused = cast.as("20050007").post("/organisation/departments", cast.departments(true));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("ledger-frozen");
        assertThat(stranger().getAsItIs("/actuator/health").status()).isEqualTo(503);
    }
}
