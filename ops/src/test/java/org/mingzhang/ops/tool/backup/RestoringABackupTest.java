package org.mingzhang.ops.tool.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.CannotStart;
import org.mingzhang.ops.tool.Machines;
import org.mingzhang.ops.tool.OperatorAtATerminal;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** 恢复演练: a backup taken by the command from a running program stands on an empty machine as it stood there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoringABackupTest {

    private Path directory;
    private Machines machines;

    private ConfigurableApplicationContext original;
    private Cast cast;
    private Path file;
    private String said;

    @BeforeAll
    void aBackupIsTaken(@TempDir Path empty) throws Exception {
        directory = empty;
        machines = new Machines(directory);
        original = machines.start("original");
        cast = Machines.cast(original);
        var college = new DemoCollege();
        var deeds = new Deeds(cast, college, new DemoRows(Catalogues.load().edition("2022"), college, 400));
        AnOpenCampaign.setUp(
                cast, college, deeds, original.getBean(SetUpCode.class).issue().orElseThrow());
        var share = college.division("2.17.2").shares().get(0);
        deeds.collector(share)
                .post(
                        Deeds.table("2.17.2") + "/entries",
                        Map.of("department", share, "values", Map.of("case_name", "护理岗课赛证融通案例")))
                .mustBeOk();
        cast.as(OperatorAtATerminal.TECHNICIAN);
        said = backup();
        file = Path.of(said.replaceAll("(?s).*文件 file *([^（]*)（.*", "$1").strip());
    }

    @AfterAll
    void itIsStopped() {
        original.close();
    }

    private ConfigurableApplicationContext restored(String name, Path backup, String... more) throws IOException {
        return machines.restored(name, "original", backup, more);
    }

    private String backup() throws IOException, InterruptedException {
        var backup = OperatorAtATerminal.types(Machines.server(original), "backup");
        assertThat(backup.exit()).as(backup.words()).isZero();
        return backup.words();
    }

    @Test
    void onlyItsOwnerMayReadTheFileAndNoKeyIsInIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var zip = new java.util.zip.ZipFile(file.toFile())) {
            assertThat(zip.stream().map(java.util.zip.ZipEntry::getName))
                    .contains("store.event", "MANIFEST.json")
                    .noneMatch(name -> name.contains("key") && !name.equals("store.person_key"));
        }
    }

    @Test
    void aDrillShowsTheSameAndTakesNothing() throws Exception {
        try (var drill = restored("drill", file, "--mingzhang.drill=true")) {
            var there = Machines.cast(drill);
            var ledger = there.stranger("").get("/ledger").mustBeOk().json();
            assertThat(ledger.path("condition").asString("")).isEqualTo("SOUND");
            assertThat(said).contains("1…" + ledger.path("audited").asLong());
            var office = there.as("20050007");
            assertThat(office.get("/organisation/staff").mustBeOk().json().path("items"))
                    .isEqualTo(cast.as("20050007")
                            .get("/organisation/staff")
                            .mustBeOk()
                            .json()
                            .path("items"));
            var refused = office.post("/organisation/departments", there.departments(true));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("drill");
        }
    }

    /** A backup from before an erasure does not bring back what was erased: the list of erasures is applied to it. */
    @Test
    void whatWasErasedSinceStaysErased() throws Exception {
        var erased = "20180103";
        var key = original.getBean(JdbcTemplate.class)
                .queryForObject("select sealed from view.person where staff_no = ?", String.class, erased);
        Files.createDirectories(directory.resolve("later"));
        Files.writeString(directory.resolve("later").resolve(ErasureList.NAME), key + "\n");
        try (var later = restored("later", file, "--mingzhang.drill=true")) {
            var there = Machines.cast(later);
            var ledger = there.stranger("").get("/ledger").mustBeOk().json();
            assertThat(ledger.path("condition").asString("")).isEqualTo("SOUND");
            // the views are told the whole ledger again after the start
            var staff = there.as("20050007")
                    .get("/organisation/staff?minPosition="
                            + ledger.path("size").asLong())
                    .mustBeOk()
                    .json()
                    .path("items");
            assertThat(staff.size()).isGreaterThan(100);
            assertThat(staff.valueStream()
                            .filter(each -> each.path("name").isNull())
                            .map(each -> each.path("staffNo").asString("")))
                    .containsExactly(erased);
        }
    }

    @Test
    void aRestoredInstallationHasTheSameViewsAndGoesOn() throws Exception {
        var before = Machines.digests(original);
        try (var again = restored("again", backupNow())) {
            assertThat(Machines.digests(again)).isEqualTo(before);
            var there = Machines.cast(again);
            there.setClock(Instant.parse("2022-09-09T01:00:00Z"));
            var written = there.as("20050007").post("/organisation/departments", there.departments(false));
            assertThat(written.ok()).as(written.toString()).isTrue();
            assertThat(there.stranger("")
                            .get("/ledger/checkpoint?size=" + written.position())
                            .ok())
                    .isTrue();
        }
    }

    /** On a machine that never saw it, the package at the same position is the same to the byte. */
    @Test
    void aPackageMadeOnAnotherMachineHasTheSameBytes() throws Exception {
        var office = cast.as("20050007");
        var id = office.post(Deeds.CAMPAIGN + "/snapshots", null)
                .mustBeOk()
                .json()
                .path("id")
                .asString("");
        var path = Deeds.CAMPAIGN + "/snapshots/" + id + ".zip";
        var bytes = office.getAsItIs(path).mustBeOk().bytes();
        try (var again = restored("another", backupNow())) {
            assertThat(directory.resolve("another").resolve("snapshots")).doesNotExist();
            assertThat(Machines.cast(again)
                            .as("20050007")
                            .getAsItIs(path)
                            .mustBeOk()
                            .bytes())
                    .isEqualTo(bytes);
        }
    }

    private Path backupNow() {
        return original.getBean(Backup.class).take(directory.resolve("now.zip")).file();
    }

    @Test
    void aDamagedFileOrADirectoryInUseIsRefusedInWords() throws Exception {
        var damaged = Files.write(directory.resolve("damaged.zip"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> restored("damaged", damaged))
                .hasRootCauseInstanceOf(java.util.zip.ZipException.class)
                .satisfies(failure -> assertThat(sentence(failure)).contains("不能恢复"));
        assertThatThrownBy(() -> new Restore(file).into(original.getBean(DataSource.class)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("空的数据目录");
    }

    private static String sentence(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart known) {
                return known.sentence();
            }
        }
        return "";
    }
}
