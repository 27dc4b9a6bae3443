package org.mingzhang.ops.tool.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.database.DataDirectory;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** 保存期限: copies past their time are removed, the ledger is not, and everybody who answers for it sees what is due. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=keeping-no-longer-than-needed")
class KeepingNoLongerThanNeededTest {

    @Autowired
    SetUpCode code;

    @Autowired
    DataDirectory data;

    @Autowired
    Retention retention;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    private Path old(String directory, String name, int days) throws IOException {
        var file = data.resolve(directory).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        var at = FileTime.from(clock.instant().minus(Duration.ofDays(days)));
        Files.setLastModifiedTime(file, at);
        Files.setLastModifiedTime(file.getParent(), at);
        return file;
    }

    private static JsonNode kind(Browser who, String kind) {
        for (var each : who.get("/retention").mustBeOk().json().path("items")) {
            if (each.path("kind").asString("").equals(kind)) {
                return each;
            }
        }
        throw new AssertionError("no kind " + kind);
    }

    @Test
    void removesCopiesAndNothingOfTheLedger() throws IOException {
        var cast = new Cast(URI.create("http://localhost:" + port), new DemoCollege(), Browser.Keys.RANDOM, 0);
        AnOpenCampaign.aCollege(cast, code.issue().orElseThrow());
        var older = old("backups", "mingzhang-1.zip", 90);
        var newest = old("backups", "mingzhang-2.zip", 60);
        var packed = old("snapshots", "2021.zip", 400);
        var upload = old("imports/20150101/11111111-1111-1111-1111-111111111111", "about.json", 200);
        var recent = old("imports/20150101/22222222-2222-2222-2222-222222222222", "about.json", 20);
        jdbc.update(
                "update store.receipt set at = now() - interval '500 days' where key in (select key from store.receipt"
                        + " order by at limit 1)");
        var inspector = cast.as("20030009");
        assertThat(kind(inspector, "backups").path("due").asInt()).isEqualTo(2);
        assertThat(kind(inspector, "imports").path("due").asInt()).isEqualTo(1);
        assertThat(kind(inspector, "ledger").path("days").isNull()).isTrue();
        assertThat(kind(inspector, "ledger").path("then").asString("")).isEqualTo("NEVER");
        assertThat(cast.as("20150101").get("/retention").problem()).isEqualTo("role-required");

        long events = kind(inspector, "ledger").path("count").asLong();
        assertThat(retention.sweep()).isEqualTo(4);
        assertThat(older).doesNotExist();
        assertThat(newest).exists();
        assertThat(packed).doesNotExist();
        assertThat(upload.getParent()).doesNotExist();
        assertThat(recent).exists();
        assertThat(kind(inspector, "receipts").path("due").asInt()).isZero();
        assertThat(kind(inspector, "ledger").path("count").asLong()).isGreaterThanOrEqualTo(events);
        assertThat(kind(inspector, "personal").path("then").asString("")).isEqualTo("BY_ORDER");
    }
}
