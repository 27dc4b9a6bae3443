package org.mingzhang.ops.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mingzhang.ops.tool.demo.Deeds.CAMPAIGN;
import static org.mingzhang.ops.tool.demo.Deeds.newEntry;
import static org.mingzhang.ops.tool.demo.Deeds.share;
import static org.mingzhang.ops.tool.demo.Deeds.table;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.EventJson;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;

/** What bad input gets: a problem by its stable name, in Chinese, and nothing stored. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    static final String ENTRIES = table("1.2.1") + "/entries";

    @TempDir
    static Path data;

    Story story;

    @BeforeAll
    void aCampaignIsOpenAndOneMajorIsTyped() {
        story = new Story(data, 600);
        story.openACampaign();
        story.type(
                collector(), "1.2.1", "0108", story.rows.rows("1.2.1", "0108").get(0));
        story.amend(collector(), "1.2.1", 1, 1, Map.of("class_count", CellValue.whole(21)), "");
        List.of("0201", "0107", "0118", "0104").forEach(story::collector);
        story.quiet();
    }

    @AfterAll
    void theProgramIsStopped() {
        story.close();
    }

    /** One bad request and what it must get. */
    record Bad(String name, int status, String problem, Supplier<Answer> request) {}

    @TestFactory
    Stream<DynamicTest> isRefusedByNameAndStoresNothing() {
        return Stream.of(
                        new Bad("JSON that breaks off", 400, "unreadable", () -> typed("{\"department\":")),
                        new Bad("an unknown property", 400, "unreadable", () -> typed("{\"dept\":\"0108\"}")),
                        new Bad(
                                "no idempotency key",
                                400,
                                "idempotency-key-missing",
                                () -> collector()
                                        .raw(
                                                "POST",
                                                ENTRIES,
                                                body(Map.of()),
                                                token("Content-Type", "application/json"))),
                        new Bad(
                                "a key that is no UUID",
                                400,
                                "idempotency-key-missing",
                                () -> collector().post(ENTRIES, newEntry("0108", null, Map.of()), "1")),
                        new Bad(
                                "nobody signed in",
                                401,
                                "not-signed-in",
                                () -> story.cast().stranger("20170108").getAsItIs("/me")),
                        new Bad(
                                "no token against forgery",
                                403,
                                "csrf-token-missing",
                                () -> collector()
                                        .raw("POST", ENTRIES, body(Map.of()), "Content-Type", "application/json")),
                        new Bad(
                                "an act of the office",
                                403,
                                "role-required",
                                () -> collector().post(CAMPAIGN + "/check-runs", Map.of("trial", true))),
                        new Bad(
                                "another department's share",
                                403,
                                "not-your-share",
                                () -> story.collector("0201")
                                        .post(ENTRIES, newEntry("0108", null, major(Map.of("major_no", "ZY77"))))),
                        new Bad(
                                "a path that leads nowhere",
                                404,
                                "not-found",
                                () -> collector().getAsItIs("/nowhere")),
                        new Bad(
                                "an entry that is not there",
                                404,
                                "no-such-entry",
                                () -> collector()
                                        .patch(ENTRIES + "/99", 1, Map.of("values", Map.of("class_count", 3)))),
                        new Bad(
                                "a department without a share",
                                404,
                                "no-such-share",
                                () -> collector()
                                        .post(ENTRIES, newEntry("0301", null, major(Map.of("major_no", "ZY77"))))),
                        new Bad(
                                "a method that is not offered",
                                404,
                                "not-found",
                                () -> collector().put(ENTRIES, Map.of())),
                        new Bad(
                                "a table that is computed",
                                409,
                                "table-computed",
                                () -> story.collector("0107")
                                        .post(table("2.1.1") + "/entries", newEntry("0107", null, Map.of()))),
                        new Bad(
                                "nothing to submit",
                                409,
                                "nothing-to-submit",
                                () -> story.collector("0104")
                                        .post(
                                                share("2.17.1", "0104") + "/submission",
                                                Map.of("explanations", List.of()))),
                        new Bad(
                                "another format",
                                415,
                                "unsupported-media-type",
                                () -> collector()
                                        .raw(
                                                "POST",
                                                ENTRIES,
                                                "部门=0108".getBytes(UTF_8),
                                                token(
                                                        "Content-Type",
                                                        "text/plain",
                                                        "Idempotency-Key",
                                                        UUID.randomUUID().toString()))),
                        new Bad(
                                "more than 32 MB",
                                413,
                                "body-too-large",
                                () -> typed("{\"department\":\"" + "x".repeat(33 * 1_048_576) + "\"}")),
                        new Bad(
                                "a repeated business key",
                                422,
                                "values-refused",
                                () -> add(Map.of("major_no", "ZY01"))),
                        new Bad(
                                "nothing changed",
                                422,
                                "batch-empty",
                                () -> collector()
                                        .post(ENTRIES + "/batch", Map.of("department", "0108", "changes", List.of()))),
                        new Bad(
                                "a closed table",
                                423,
                                "table-locked",
                                () -> story.collector("0118")
                                        .post(
                                                table("2.14.1") + "/entries/batch",
                                                story.deeds()
                                                        .block("2.14.1", "0118", story.rows.rows("2.14.1", "0118")))),
                        new Bad(
                                "no revision",
                                428,
                                "if-match-missing",
                                () -> collector()
                                        .patch(ENTRIES + "/1", null, Map.of("values", Map.of("class_count", 3)))),
                        new Bad(
                                "a stale revision of the same cell",
                                409,
                                "cell-conflict",
                                () -> collector()
                                        .patch(ENTRIES + "/1", 1, Map.of("values", Map.of("class_count", 22)))),
                        new Bad(
                                "a plan that says nothing",
                                422,
                                "plan-unreadable",
                                () -> story.office()
                                        .post(
                                                "/campaigns",
                                                Map.of("year", 2023, "edition", "2022", "workPlan", "尽快完成"))),
                        new Bad(
                                "an edition that does not exist",
                                422,
                                "unknown-edition",
                                () -> story.office()
                                        .post(
                                                "/campaigns",
                                                Map.of("year", 2031, "edition", "2031", "workPlan", "尽快完成"))))
                .map(bad -> DynamicTest.dynamicTest(bad.status() + " " + bad.problem() + ": " + bad.name(), () -> {
                    long before = data();
                    var answer = bad.request().get();
                    assertThat(answer.status() + " " + answer.problem())
                            .as(answer::toString)
                            .isEqualTo(bad.status() + " " + bad.problem());
                    assertThat(answer.json().path("title").asString("")).matches(".*\\p{IsHan}.*");
                    assertThat(answer.json().path("detail").asString("")).matches("(?s).*\\p{IsHan}.*");
                    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    assertThat(data()).as("nothing is stored").isEqualTo(before);
                }));
    }

    @TestFactory
    Stream<DynamicTest> namesTheCellAndWhatIsWrongWithIt() {
        return Map.<String, Map<String, Object>>of(
                        "unknown-field", Map.of("favourite_colour", "蓝"),
                        "wrong-type", Map.of("class_count", "八个"),
                        "out-of-range", Map.of("class_count", -1),
                        "unknown-code", Map.of("schooling_length", "77"),
                        "bad-date", Map.of("approved_on", "2006-13"),
                        "too-long", Map.of("major_name", "护".repeat(61)),
                        "wrong-pattern", Map.of("major_code", "52020"))
                .entrySet()
                .stream()
                .map(cell -> DynamicTest.dynamicTest(cell.getKey(), () -> {
                    long before = data();
                    var changed = new HashMap<String, Object>(cell.getValue());
                    changed.put("major_no", "ZY77");
                    var answer = add(changed);
                    assertThat(answer.status() + " " + answer.problem())
                            .as(answer::toString)
                            .isEqualTo("422 values-refused");
                    var error = answer.json().path("errors").get(0);
                    var field = cell.getValue().keySet().iterator().next();
                    assertThat(error.path("rule").asString("")).isEqualTo(cell.getKey());
                    assertThat(error.path("field").asString("")).isEqualTo(field);
                    assertThat(error.path("pointer").asString("")).isEqualTo("/values/" + field);
                    assertThat(error.path("message").asString("")).matches("(?s).*\\p{IsHan}.*");
                    assertThat(data()).isEqualTo(before);
                }));
    }

    private Browser collector() {
        return story.collector("0108");
    }

    private Answer add(Map<String, Object> changed) {
        return collector().post(ENTRIES, newEntry("0108", null, major(changed)));
    }

    private Map<String, Object> major(Map<String, Object> changed) {
        var cells = new TreeMap<String, Object>(story.rows.rows("1.2.1", "0108").get(1));
        cells.putAll(changed);
        return cells;
    }

    private Answer typed(String json) {
        return collector()
                .raw(
                        "POST",
                        ENTRIES,
                        json.getBytes(UTF_8),
                        token(
                                "Content-Type",
                                "application/json",
                                "Idempotency-Key",
                                UUID.randomUUID().toString()));
    }

    private String[] token(String... headers) {
        return Stream.concat(
                        Stream.of(headers),
                        Stream.of("X-XSRF-TOKEN", collector().token()))
                .toArray(String[]::new);
    }

    private static byte[] body(Object body) {
        return EventJson.mapper().writeValueAsBytes(body);
    }

    /** Everything in the ledger but the record of refused attempts. */
    private long data() {
        var count = story.installation
                .sql()
                .queryForObject(
                        "select count(*) from store.event where aggregate_id like '99001/2%' or aggregate_id = '99001'",
                        Long.class);
        return count == null ? 0 : count;
    }
}
