package org.mingzhang.ops.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.events.proof.Receipt;
import org.mingzhang.events.proof.Tree;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.store.LedgerLeaves;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * kill -9 while people write, twenty times the program and ten times its database: whatever was answered is there, whatever was not is
 * there once or not at all, nothing else is, and the log never signed two roots of one size.
 */
class KillingUnderWritesTest {

    private static final int KILLS = 30;
    private static final int WRITERS = 4;
    private static final String ENTRIES = Deeds.table("2.17.2") + "/entries";

    /** One row that somebody wants to write, under the same key however often it is sent. */
    private record Wanted(String name, String key, String share) {

        Map<String, Object> body() {
            return Map.of("department", share, "values", Map.of("case_name", name));
        }
    }

    @TempDir
    static Path data;

    private final KilledProgram killing = new KilledProgram(data, "killed-under-writes.log");
    private final DemoCollege college = new DemoCollege();
    private final DemoRows rows = new DemoRows(Catalogues.load().edition("2022"), college, 120);
    private final Random random = new Random(20221015);

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private final Set<Hash> promised = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Wanted> unanswered = new ConcurrentLinkedQueue<>();
    private final Map<Long, Hash> roots = new ConcurrentHashMap<>();
    private volatile @Nullable NoteKey receiptKey;
    private volatile boolean writing;

    @Test
    void losesNothingDoublesNothingInventsNothing() throws Exception {
        try (var program = killing.start()) {
            var cast = cast(KilledProgram.serverOf(program));
            AnOpenCampaign.setUp(
                    cast,
                    college,
                    new Deeds(cast, college, rows),
                    program.getBean(SetUpCode.class).issue().orElseThrow());
            collector(cast);
            receiptKey = NoteKey.parse(
                    cast.stranger("").get("/ledger").json().path("receiptKey").asString(""));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            writeUntilKilled(kill % 3 == 2);
        }
        try (var program = killing.start()) {
            var cast = cast(KilledProgram.serverOf(program));
            var who = collector(cast);
            // whoever got no answer asks again, and is then told what became of it
            unanswered.forEach(wanted -> write(who, wanted));
            assertThat(answered.keySet()).isEqualTo(sent);
            assertThat(answered.size()).isGreaterThan(KILLS * WRITERS);

            var head =
                    answered.values().stream().mapToLong(Long::longValue).max().orElseThrow();
            assertThat(program.getBean(ViewPositions.class)
                            .await(List.of(Views.TABLE), head, java.time.Duration.ofMinutes(1)))
                    .isTrue();
            var names = program.getBean(JdbcTemplate.class).queryForList("""
                            select cells ->> 'case_name' from view.entry_version
                            where table_key like '%/2.17.2' and to_position is null and not removed""", String.class);
            assertThat(names).doesNotHaveDuplicates().hasSameElementsAs(sent);
            theLogKeptItsWord(program.getBean(LedgerLeaves.class), cast);
        }
    }

    /** Every promised leaf stands in the ledger, and every root that anybody saw is the root of its beginning. */
    private void theLogKeptItsWord(LedgerLeaves leaves, Cast cast) {
        var stands = new HashSet<Hash>();
        var rootAt = new HashMap<Long, Hash>();
        var tree = new org.mingzhang.events.proof.Frontier();
        for (var batch = leaves.after(0); !batch.isEmpty(); batch = leaves.after(tree.size())) {
            for (var leaf : batch) {
                var hash = Tree.leaf(leaf.bytes());
                assertThat(stands.add(hash)).isTrue();
                tree.add(hash);
                rootAt.put(tree.size(), tree.root());
            }
        }
        assertThat(promised).hasSizeGreaterThan(KILLS).isSubsetOf(stands);
        assertThat(roots).hasSizeGreaterThan(KILLS);
        roots.forEach(
                (size, root) -> assertThat(root).as("root of %d entries", size).isEqualTo(rootAt.get(size)));
        assertThat(cast.stranger("").get("/ledger").json().path("condition").asString(""))
                .isEqualTo("SOUND");
    }

    private void writeUntilKilled(boolean database) throws Exception {
        int port = KilledProgram.freePort();
        var program = killing.fork(port, "-XX:TieredStopAtLevel=1");
        var writers = new ArrayList<Thread>();
        try {
            var cast = cast(killing.ready(port));
            var who = collector(cast);
            writing = true;
            for (int i = 0; i < WRITERS; i++) {
                var writer = new Thread(() -> writeOn(who), "writer-" + i);
                writer.start();
                writers.add(writer);
            }
            var watcher = new Thread(() -> watch(cast), "watcher");
            watcher.start();
            writers.add(watcher);
            TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(500));
        } finally {
            if (database) {
                // the server that PostgreSQL's processes belong to; the program ends by itself when it is gone
                program.descendants()
                        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                        .forEach(ProcessHandle::destroyForcibly);
                if (!program.waitFor(30, TimeUnit.SECONDS)) {
                    throw new AssertionError("the program lives on without its database");
                }
            } else {
                program.destroyForcibly().waitFor();
            }
            writing = false;
            for (var writer : writers) {
                writer.join();
            }
        }
    }

    private void writeOn(Browser who) {
        while (writing) {
            var again = unanswered.poll();
            write(who, again == null ? next() : again);
        }
    }

    private Wanted next() {
        var name = "岗课赛证融通案例 " + UUID.randomUUID();
        sent.add(name);
        return new Wanted(name, UUID.randomUUID().toString(), share());
    }

    private String share() {
        return college.division("2.17.2").shares().get(0);
    }

    private void write(Browser who, Wanted wanted) {
        try {
            var answer = who.post(ENTRIES, wanted.body(), wanted.key());
            if (answer.ok()) {
                answered.put(wanted.name(), answer.position());
                var key = receiptKey;
                if (key != null && !answer.header("Ledger-Receipt").isEmpty()) {
                    promised.add(Receipt.believed(answer.header("Ledger-Receipt"), key)
                            .leaf());
                }
                return;
            }
            assertThat(answer.status()).as(answer.toString()).isGreaterThanOrEqualTo(500);
        } catch (UncheckedIOException | IllegalStateException killed) {
            // no answer: it may be there or not
        }
        unanswered.add(wanted);
    }

    /** Whatever the log signs is kept, as an outsider would. */
    private void watch(Cast cast) {
        while (writing) {
            try {
                var answer = cast.stranger("").getAsItIs("/ledger/checkpoint");
                if (answer.ok()) {
                    var checkpoint = Checkpoint.parse(Note.parse(answer.bytes()).text());
                    var before = roots.putIfAbsent(checkpoint.size(), checkpoint.root());
                    assertThat(before).isIn(null, checkpoint.root());
                }
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (UncheckedIOException | IllegalStateException killed) {
                return;
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private Browser collector(Cast cast) {
        return new Deeds(cast, college, rows).collector(share());
    }

    private Cast cast(java.net.URI server) throws IOException {
        return new Cast(server, college, Browser.Keys.RANDOM, 0);
    }
}
