package org.mingzhang.ops.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.Sending;
import org.mingzhang.ops.console.DemoCollegeInABrowser;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 往返: every table of the demo college goes out as a workbook and comes back saying the same. */
@DemoCollegeInABrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BringingEveryTableBackTest {

    private static final Path OFFICE = Path.of("/usr/bin/soffice");

    private Browser office;

    @LocalServerPort
    int port;

    @TempDir
    Path directory;

    /** A share of a table, as it went out. */
    private record Out(String code, String department, int entries, byte[] book) {}

    @BeforeAll
    void theOfficeIsSignedIn() {
        office = new Cast(URI.create("http://localhost:" + port), new DemoCollege(), Browser.Keys.RANDOM, 0)
                .as("20050007");
    }

    @Test
    void asItIs() {
        var out = everyTable();

        assertThat(out).hasSizeGreaterThan(60);
        assertThat(out).anyMatch(each -> each.entries > 0);
        out.forEach(each -> mustChangeNothing(each, each.book));
    }

    /** Another program reads the workbooks and writes them anew. Where it is not installed, this test says so and is left out. */
    @Test
    void throughAnotherSpreadsheet() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(OFFICE), "LibreOffice is not installed here: " + OFFICE);
        var out = everyTable();
        var sent = Files.createDirectories(directory.resolve("sent"));
        var back = Files.createDirectories(directory.resolve("back"));
        var command = new ArrayList<>(List.of(
                OFFICE.toString(),
                "-env:UserInstallation=" + directory.resolve("profile").toUri(),
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                back.toString()));
        for (var each : out) {
            var file = sent.resolve(each.code + ".xlsx");
            Files.write(file, each.book);
            command.add(file.toString());
        }
        var program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        assertThat(program.waitFor(10, TimeUnit.MINUTES)).isTrue();
        for (var each : out) {
            mustChangeNothing(each, Files.readAllBytes(back.resolve(each.code + ".xlsx")));
        }
    }

    /** Each of its files holds what all departments reported; brought into any of their shares it changes nothing. */
    @Test
    void theUnchangedSnapshotInEveryShare() throws IOException {
        // somebody is in the middle of it: an entry that has no key yet
        var collector = new Cast(URI.create("http://localhost:" + port), new DemoCollege(), Browser.Keys.RANDOM, 0)
                .as("20150101");
        var draft = collector
                .post(
                        Deeds.table("1.2.2") + "/entries",
                        Map.of("department", "0201", "values", Map.of("project_name", "骨干专业建设")))
                .mustBeOk();
        var id = office.post(Deeds.CAMPAIGN + "/snapshots", null)
                .mustBeOk()
                .json()
                .path("id")
                .asString("");
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(
                office.getAsItIs(Deeds.CAMPAIGN + "/snapshots/" + id + ".zip").bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        int brought = 0;
        for (var table : Catalogues.load().edition("2022").tables()) {
            for (var share : office.get(Deeds.table(table.code())).json().path("shares")) {
                for (var kind : List.of(".csv", ".xlsx")) {
                    var answer = sent(
                            table.code(),
                            share.path("department").asString(""),
                            Objects.requireNonNull(files.get("tables/" + table.code() + kind)));
                    var where = table.code() + " " + share.path("department") + kind + " " + answer;
                    assertThat(answer.status()).as(where).isEqualTo(201);
                    var counts = answer.json().path("preview").path("counts");
                    for (var change : List.of("added", "changed", "removed", "refused", "conflicts", "errors")) {
                        assertThat(counts.path(change).asInt(-1))
                                .as(change + " " + where)
                                .isZero();
                    }
                    assertThat(counts.path("unchanged").asInt())
                            .as(where)
                            .isEqualTo(share.path("entries").asInt());
                    brought++;
                }
            }
        }
        assertThat(brought).isGreaterThan(200);
        collector
                .delete(
                        Deeds.table("1.2.2") + "/entries/"
                                + draft.json().path("id").asInt(),
                        1)
                .mustBeOk();
    }

    /** Of every table that people fill the share with most entries; what is computed takes nothing in. */
    private List<Out> everyTable() {
        var out = new ArrayList<Out>();
        for (var table : Catalogues.load().edition("2022").tables()) {
            var shares = office.get(Deeds.table(table.code())).json().path("shares");
            String department = "";
            int most = -1;
            for (var share : shares) {
                if (share.path("entries").asInt() > most) {
                    most = share.path("entries").asInt();
                    department = share.path("department").asString("");
                }
            }
            if (department.isEmpty()) {
                mustTakeNothing(table.code());
            } else {
                out.add(new Out(table.code(), department, most, exported(table.code(), department)));
            }
        }
        return out;
    }

    private byte[] exported(String code, String department) {
        var answer = office.get(
                Deeds.table(code) + "/entries.xlsx" + (department.isEmpty() ? "" : "?department=" + department));
        assertThat(answer.status()).as(code + " " + answer).isEqualTo(200);
        return answer.bytes();
    }

    private void mustTakeNothing(String code) {
        var answer = sent(code, "0107", exported(code, ""));
        assertThat(answer.problem()).as(code).isEqualTo("table-computed");
    }

    private void mustChangeNothing(Out out, byte[] back) {
        var answer = sent(out.code, out.department, back);
        assertThat(answer.status()).as(out.code + " " + answer).isEqualTo(201);
        var told = new TreeMap<String, Integer>();
        answer.json()
                .path("preview")
                .path("counts")
                .properties()
                .forEach(count -> told.put(count.getKey(), count.getValue().asInt()));
        assertThat(told)
                .as(out.code + " " + answer)
                .isEqualTo(Map.of(
                        "added", 0,
                        "changed", 0,
                        "unchanged", out.entries,
                        "removed", 0,
                        "normalised", 0,
                        "refused", 0,
                        "conflicts", 0,
                        "errors", 0));
    }

    private Browser.Answer sent(String code, String department, byte[] book) {
        return Sending.file(
                office,
                Deeds.table(code) + "/imports",
                code + ".xlsx",
                book,
                Map.of("department", department, "preparedBy", "测试"));
    }
}
