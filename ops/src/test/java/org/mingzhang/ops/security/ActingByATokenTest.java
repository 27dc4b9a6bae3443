package org.mingzhang.ops.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.ops.console.DemoCollegeInABrowser;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 访问令牌 over HTTP: a program acts in its owner's name, within the owner's rights, and never where a person must. */
@DemoCollegeInABrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActingByATokenTest {

    private static final String SHEET = Deeds.table("2.18.4") + "/entries";

    private final DemoCollege college = new DemoCollege();
    private Cast cast;
    private Browser collector;

    @LocalServerPort
    int port;

    @BeforeAll
    void theDemoCollege() {
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        collector = cast.as("20150101");
    }

    private static Map<String, Object> wanted(String name, boolean readOnly) {
        return Map.of("name", name, "days", 30, "readOnly", readOnly, "password", DemoCollege.PASSWORD);
    }

    private Answer ask(String bearer, String method, String path, Object... body) {
        var bytes = body.length == 0 ? "{}" : (String) body[0];
        return cast.stranger("")
                .raw(
                        method,
                        path,
                        method.equals("GET") ? new byte[0] : bytes.getBytes(UTF_8),
                        "Authorization",
                        "Bearer " + bearer,
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
    }

    @Test
    void readsAndFillsInItsOwnersNameAndStandsInTheTrail() {
        var given =
                collector.post("/me/tokens", wanted("校情平台", false)).mustBeOk().json();
        var bearer = given.path("bearer").asString("");
        assertThat(ask(bearer, "GET", "/me")
                        .mustBeOk()
                        .json()
                        .path("staffNumber")
                        .asString(""))
                .isEqualTo("20150101");
        var added = ask(bearer, "POST", SHEET, "{\"department\":\"0201\",\"values\":{\"activity_name\":\"由程序填报\"}}")
                .mustBeOk();
        assertThat(added.header("Set-Cookie")).as("no session is begun").doesNotContain("SESSION");
        var history = collector
                .get(SHEET + "/" + added.json().path("id").asInt() + "/history?minPosition="
                        + added.header("Ledger-Position"))
                .mustBeOk();
        assertThat(history.toString()).contains("李采");
        var trail = cast.as("20030009")
                .get("/audit?who=20150101&kind=table.entry-added&limit=100&minPosition="
                        + added.header("Ledger-Position"))
                .mustBeOk();
        assertThat(trail.json().path("items").toString())
                .contains("token:" + given.path("token").asString(""));
        assertThat(trail.toString()).doesNotContain(bearer);
    }

    @Test
    void mayNotWhatItsOwnerMayNotNorWhatIsDoneInPerson() {
        var reviewer = cast.as("20000001");
        var bearer = reviewer.post("/me/tokens", wanted("读数", false))
                .mustBeOk()
                .json()
                .path("bearer")
                .asString("");
        var share = Deeds.share("2.13.1", "0201");
        for (var act : List.of("/approval", "/briefing", "/return", "/review")) {
            assertThat(ask(bearer, "POST", share + act).problem()).as(act).isEqualTo("token-may-not");
        }
        assertThat(ask(bearer, "POST", "/me/tokens").problem()).isEqualTo("token-may-not");
        assertThat(ask(bearer, "POST", "/campaigns").problem()).isEqualTo("role-required");
        assertThat(ask(bearer, "POST", SHEET, "{\"department\":\"0201\",\"values\":{}}")
                        .problem())
                .isEqualTo("not-your-share");
    }

    @Test
    void oneThatOnlyReadsChangesNothing() {
        var bearer = collector
                .post("/me/tokens", wanted("只读", true))
                .mustBeOk()
                .json()
                .path("bearer")
                .asString("");
        ask(bearer, "GET", SHEET).mustBeOk();
        var refused = ask(bearer, "POST", SHEET, "{\"department\":\"0201\",\"values\":{}}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("token-may-not");
    }

    @Test
    void endsWhenItIsRevokedByItsOwnerOrTheAdministrator() {
        var given = collector.post("/me/tokens", wanted("试用", true)).mustBeOk().json();
        var token = given.path("token").asString("");
        var bearer = given.path("bearer").asString("");
        var administrator = cast.as("20130016");
        assertThat(administrator
                        .get("/organisation/tokens")
                        .mustBeOk()
                        .json()
                        .path("items")
                        .toString())
                .contains(token)
                .doesNotContain(bearer);
        assertThat(collector.get("/organisation/tokens").problem()).isEqualTo("role-required");
        administrator
                .delete("/organisation/staff/20150101/tokens/" + token, null)
                .mustBeOk();
        var refused = ask(bearer, "GET", "/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("token-refused");
        assertThat(collector.delete("/me/tokens/" + token, null).problem()).isEqualTo("no-such-token");
        assertThat(ask("mz_AAAAAAAAAAAA_AAAAAAAAAAAAAAAAAAAAAA", "GET", "/me").problem())
                .isEqualTo("token-refused");
    }

    @Test
    void isIssuedOnlyToWhoeverGivesThePasswordAgainAndToldOnceMoreToTheSameRequest() {
        var other = cast.as("20160102");
        assertThat(other.post("/me/tokens", Map.of("name", "x", "days", 30, "password", "not-mine-2022"))
                        .problem())
                .isEqualTo("password-wrong");
        assertThat(other.post("/me/tokens", Map.of("name", "x", "days", 999, "password", DemoCollege.PASSWORD))
                        .problem())
                .isEqualTo("token-life");
        var key = UUID.randomUUID().toString();
        var first = other.post("/me/tokens", wanted("两次", true), key).mustBeOk().json();
        var again = other.post("/me/tokens", wanted("两次", true), key).mustBeOk().json();
        assertThat(again.path("bearer")).isEqualTo(first.path("bearer"));
        assertThat(other.get("/me/tokens").mustBeOk().json().path("items").size())
                .isEqualTo(1);
    }
}
