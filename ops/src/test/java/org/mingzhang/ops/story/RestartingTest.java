package org.mingzhang.ops.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingzhang.ops.story.Story.fine;
import static org.mingzhang.ops.tool.demo.Deeds.table;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.ops.Mingzhang;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;

/** 重新启动: what the program keeps when it is stopped, and when it is killed. */
class RestartingTest {

    static final int STUDENTS = 10_000;

    @TempDir
    Path data;

    @Test
    void keepsDeadlinesThatPassWhileItIsStopped() throws InterruptedException {
        try (var story = new Story(data, 600)) {
            story.openACampaign();
            story.at("2022-09-30T23:59:58");
            story.installation.stop();
            TimeUnit.SECONDS.sleep(2);
            story.installation.start();
            story.until("campaign.stage-passed", 2);
            // 五个源数据表，教师表十个份额，其余各一；采集与审核各逾期一次
            story.until("table.share-fell-late", 2 * (4 + 10));
        }
    }

    /** A new form of the views is told the whole ledger again; whoever looks meanwhile waits and never sees half of it. */
    @Test
    void viewsThatAreToldAgainShowNothingUntilTheyAreWhole() throws InterruptedException {
        try (var story = new Story(data, 600)) {
            story.openACampaign();
            var before =
                    fine(story.office().get(Deeds.CAMPAIGN + "/tables")).json().path("items");
            assertThat(before.size()).isPositive();
            story.installation.sql().update("delete from view.migration where version <> '1'");
            story.installation.stop();
            story.installation.start();
            var office = new Cast(story.installation.server(), story.college, Browser.Keys.RANDOM, 0).as("20050007");
            int told = 0;
            for (int turn = 0; turn < 3000 && told == 0; turn++) {
                var answer = office.getAsItIs(Deeds.CAMPAIGN + "/tables");
                if (answer.ok()) {
                    told = answer.json().path("items").size();
                } else {
                    assertThat(answer.problem()).isEqualTo("view-behind");
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
            assertThat(told).isEqualTo(before.size());
        }
    }

    @Test
    void aProgramKilledDuringAnImportLeavesAllRowsOrNone() throws IOException, InterruptedException {
        var key = UUID.randomUUID().toString();
        var story = new Story(data, STUDENTS);
        story.openACampaign();
        story.close();
        var students = story.rows.rows("1.5.1", "0107");
        for (int round = 0; round < 2; round++) {
            int port = freePort();
            var program = program(port);
            try {
                var cast = new Cast(URI.create("http://localhost:" + port), story.college, Browser.Keys.RANDOM, 0);
                awaitHealth(cast.stranger(""), program);
                var office = cast.as("20050007");
                fine(office.post(table("1.5.1") + "/imports", Story.file("0107", students), key));
                TimeUnit.MILLISECONDS.sleep(150 + 750L * round);
            } finally {
                program.destroyForcibly().waitFor();
            }
            try (var after = Installation.on(data)) {
                assertThat(standing(after)).isIn(0L, (long) STUDENTS);
            }
        }
        try (var last = Installation.on(data)) {
            var cast = new Cast(last.server(), story.college, Browser.Keys.RANDOM, 0);
            var office = cast.as("20050007");
            fine(office.post(table("1.5.1") + "/imports", Story.file("0107", students), key));
            Story.settled(office, table("1.5.1") + "/imports/" + key);
            assertThat(standing(last))
                    .as("asked again with the same key: once, not twice")
                    .isEqualTo(STUDENTS);
        }
    }

    private static long standing(Installation installation) {
        var count = installation.sql().queryForObject("""
                        select count(*) from store.event
                        where aggregate_id = '99001/2022/1.5.1' and event_type = 'table.entry-added'""", Long.class);
        return count == null ? 0 : count;
    }

    private Process program(int port) throws IOException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Mingzhang.class.getName()));
        line.addAll(Installation.settings(data, port));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("program.log").toFile())
                .start();
    }

    private static void awaitHealth(Browser browser, Process program) throws InterruptedException {
        for (int turn = 0; turn < 600; turn++) {
            try {
                if (browser.getAsItIs("/actuator/health").ok()) {
                    return;
                }
            } catch (java.io.UncheckedIOException notYet) {
                assertThat(program.isAlive()).isTrue();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the program does not start");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
