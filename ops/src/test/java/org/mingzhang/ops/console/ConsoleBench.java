package org.mingzhang.ops.console;

import com.google.gson.Gson;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What somebody waits for in the browser: the first rows, a key, a scroll, a paste. Run by {@code ops/bench/console}. The rows
 * of the large sheets are handed to the browser here; the paste goes all the way to the ledger.
 */
@DemoCollegeInABrowser
class ConsoleBench {

    private static final String TABLE = "2.6.1";
    private static final String NURSING = "0201";
    private static final int ENTRIES = Integer.getInteger("bench.entries", 10_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int PAGE = 2_000;
    private static final Path RESULT = Path.of("target", "bench-console.txt");

    /** The widest of the catalogue. */
    private static final String WIDEST = "1.4.1";

    private static final Gson JSON = new Gson();

    /** A sheet of as many entries as somebody likes, which stand nowhere. */
    private record Large(String table, int entries, List<Field> fields) {

        static Large of(String table, int entries) {
            return new Large(
                    table,
                    entries,
                    Catalogues.load().edition("2022").table(table).orElseThrow().fields());
        }

        @Override
        public String toString() {
            return entries + " × " + fields.size();
        }
    }

    @LocalServerPort
    int port;

    @Test
    void measure() throws IOException {
        var server = URI.create("http://localhost:" + port);
        var lines = new ArrayList<String>();
        try (var chromium = Chromium.start();
                var large = chromium.desk(server, "20150101");
                var small = chromium.desk(server, "20150101")) {
            for (var sheet : List.of(Large.of(TABLE, ENTRIES), Large.of(WIDEST, 3 * ENTRIES))) {
                large.page().route("**/tables/" + sheet.table() + "/entries?*", route -> answer(sheet, route));
                lines.add(line(
                        "first rows of " + sheet + ", ms",
                        IntStream.range(0, ROUNDS)
                                .mapToDouble(round -> firstRows(large, sheet))
                                .boxed()
                                .toList()));
                lines.add(line(
                        "key to paint in " + sheet + ", ms",
                        numbers(large.page().evaluate(KEYS))));
                lines.add(line("frame while scrolling " + sheet + ", ms", scroll(large)));
            }
            lines.add(line(
                    "500 × 20 pasted and acknowledged, ms",
                    IntStream.range(0, ROUNDS)
                            .mapToDouble(round -> paste(small))
                            .boxed()
                            .toList()));
        }
        Files.createDirectories(RESULT.toAbsolutePath().getParent());
        Files.writeString(RESULT, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        lines.forEach(System.out::println);
    }

    private double firstRows(Desk desk, Large sheet) {
        desk.open("/console");
        var before = System.nanoTime();
        desk.page().navigate("http://localhost:" + port + "/console/2022/tables/" + sheet.table() + "/" + NURSING);
        desk.page().waitForSelector(".sheet-cell");
        return (System.nanoTime() - before) / 1e6;
    }

    private static final String KEYS = """
            async () => {
              const editor = document.querySelector('.sheet-editor')
              const times = []
              for (let i = 0; i < 60; i++) {
                const start = performance.now()
                editor.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
                await new Promise(done => requestAnimationFrame(() => setTimeout(done)))
                times.push(performance.now() - start)
              }
              return times
            }""";

    private static final String FRAMES = """
            () => {
              window.frames_ = []
              let last = performance.now()
              const tick = now => { window.frames_.push(now - last); last = now; if (window.frames_) requestAnimationFrame(tick) }
              requestAnimationFrame(tick)
            }""";

    private static List<Double> scroll(Desk desk) {
        desk.page().mouse().move(500, 400);
        desk.page().evaluate(FRAMES);
        for (int i = 0; i < 60; i++) {
            desk.page().mouse().wheel(i % 6 == 5 ? 240 : 0, 700);
            desk.page().waitForTimeout(16);
        }
        return numbers(desk.page().evaluate("window.frames_.slice(2)"));
    }

    private static double paste(Desk desk) {
        desk.openSheet(TABLE, NURSING);
        var rows = desk.page().locator(".foot span").first().textContent();
        var next = Integer.parseInt(rows.substring(0, rows.indexOf(' ')));
        desk.press("Control+End");
        desk.press("Home");
        if (next > 0) {
            desk.press("ArrowDown");
        }
        var before = System.nanoTime();
        desk.paste(IntStream.range(next, next + 500)
                .mapToObj(i -> "2020" + i + "\t2022-03-01\t\t\t\t岗位" + i
                        + "\t2022-05-30\t90\t医院\t\t中国\t\t云岭\t是\t20100201\t周\t\t12.5\t\t保险")
                .collect(Collectors.joining("\r\n")));
        desk.see(desk.page().locator(".foot span").first(), (next + 500) + " 行 × 27 列");
        desk.awaitSaved();
        return (System.nanoTime() - before) / 1e6;
    }

    private static void answer(Large sheet, Route route) {
        var cursor = route.request().url().replaceAll(".*[?&]cursor=(\\d+).*", "$1");
        int from = cursor.matches("\\d+") ? Integer.parseInt(cursor) : 0;
        var page = new LinkedHashMap<String, Object>();
        page.put("position", 1);
        page.put("total", sheet.entries());
        page.put(
                "items",
                IntStream.range(from, Math.min(sheet.entries(), from + PAGE))
                        .mapToObj(number -> entry(sheet, number))
                        .toList());
        if (from + PAGE < sheet.entries()) {
            page.put("cursor", Integer.toString(from + PAGE));
        }
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(JSON.toJson(page)));
    }

    private static Map<String, Object> entry(Large sheet, int number) {
        var values = new LinkedHashMap<String, Object>();
        sheet.fields().forEach(field -> values.put(field.name(), value(field, number)));
        return Map.of("id", number + 1, "department", NURSING, "revision", 1, "values", values, "masked", List.of());
    }

    private static Object value(Field field, int number) {
        return switch (field.type()) {
            case INTEGER -> number % 400;
            case DECIMAL -> "12.50";
            case DATE -> "2022-03-01";
            case YEAR_MONTH -> "2022-03";
            case BOOLEAN -> number % 2 == 0;
            case TEXT, CODE, REFERENCE -> "文字" + number;
        };
    }

    private static List<Double> numbers(Object list) {
        return ((List<?>) list)
                .stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    private static String line(String what, List<Double> measured) {
        var sorted = new ArrayList<>(measured);
        Collections.sort(sorted);
        return String.format(Locale.ROOT, "| %s | %.0f | %.0f |", what, sorted.get(sorted.size() / 2), sorted.get((int)
                Math.min(sorted.size() - 1L, Math.round(sorted.size() * 0.95))));
    }
}
