package org.mingzhang.ops.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Positions;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.ops.Mingzhang;
import org.mingzhang.ops.Sending;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.query.check.Checks;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * What the office waits for at the whole demo college, two years of it: a check run, one after an edit, workbooks out and in; each
 * beside the plainest way to do the same. Run by {@code ops/bench/college}.
 */
class CollegeBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final String STUDENTS = "1.5.1";
    private static final String STUDENT_OFFICE = "0107";

    /** Five rules as somebody would write them by hand over the same view: of a row, of two tables, a sum, and of two years. */
    private static final List<String> BY_HAND = List.of("""
            select entry from entry_version where table_key = :now || '1.3.1' and to_position is null and not removed
            and (cells ->> 'practice_hours')::numeric > (cells ->> 'plan_hours')::numeric""", """
            select entry from entry_version t where table_key = :now || '1.4.1' and to_position is null and not removed
            and cells ->> 'staff_category' in ('1', '2') and cells ->> 'staff_no' not in (
                select cells ->> 'staff_no' from entry_version
                where table_key = :now || '2.2.1' and to_position is null and not removed)""", """
            select t.entry from entry_version t left join (
                select cells ->> 'external_no' as no, sum((cells ->> 'hours')::numeric) as hours from entry_version
                where table_key = :now || '2.2.2' and to_position is null and not removed group by 1) h
                on h.no = t.cells ->> 'external_no'
            where t.table_key = :now || '1.4.2' and t.to_position is null and not t.removed
            and (t.cells ->> 'hours_this_year')::numeric <> coalesce(h.hours, 0)""", """
            select count(*) filter (where table_key = :now || '1.5.1'),
                count(*) filter (where table_key = :last || '1.5.1')
            from entry_version where table_key in (:now || '1.5.1', :last || '1.5.1')
            and to_position is null and not removed""", """
            select t.entry from entry_version t join entry_version l
                on l.table_key = :last || '2.9.1' and l.to_position is null and not l.removed
                and l.cells ->> 'place_no' = t.cells ->> 'place_no'
            where t.table_key = :now || '2.9.1' and t.to_position is null and not t.removed
            and abs((t.cells ->> 'area')::numeric - (l.cells ->> 'area')::numeric) > (l.cells ->> 'area')::numeric * 0.5""");

    private final List<String> lines = new ArrayList<>();
    private int edits;

    @Test
    void measure() throws Exception {
        var data = Files.createTempDirectory("bench-college");
        ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.WARN);
        var program = SpringApplication.run(
                Mingzhang.class,
                "--mingzhang.data=" + data,
                "--mingzhang.demo=true",
                "--mingzhang.demo-college=true",
                "--mingzhang.test-clock=true",
                "--server.port=0");
        try {
            var port = program.getEnvironment().getRequiredProperty("local.server.port");
            var cast = new Cast(URI.create("http://localhost:" + port), new DemoCollege(), Browser.Keys.RANDOM, 0);
            checks(program, cast);
            workbooks(cast.as("20050007"));
        } finally {
            program.close();
            FileSystemUtils.deleteRecursively(data);
            lines.forEach(System.out::println);
            Files.createDirectories(Path.of("target"));
            Files.write(Path.of("target", "bench-college.txt"), lines);
        }
    }

    private void checks(ConfigurableApplicationContext program, Cast cast) throws Exception {
        var checks = program.getBean(Checks.class);
        var positions = program.getBean(Positions.class);
        var campaign = new CampaignKey("99001", 2022);
        var report = checks.runAnew(campaign, positions.head(), (done, total, table) -> {})
                .orElseThrow()
                .report();
        double whole = median(() -> checks.runAnew(campaign, positions.head(), (done, total, table) -> {}));
        checks.run(campaign, positions.head(), (done, total, table) -> {});
        double again =
                median(() -> checks.run(campaign, positions.head(), (done, total, table) -> {}), () -> edit(cast));
        var jdbc = new JdbcTemplate(program.getBean(DataSource.class));
        double hand = median(() -> {
            for (var sql : BY_HAND) {
                jdbc.queryForList(sql.replace(":now", "'99001/2022/'").replace(":last", "'99001/2021/'"));
            }
            return "";
        });
        lines.add(line(
                "a check run of %d rules over %d entries, last year beside", whole, report.rules(), report.entries()));
        lines.add(line("one after an edit", again));
        lines.add(line("five rules written by hand in SQL", hand));
        lines.add(String.format(
                Locale.ROOT,
                "per rule: %.1f ms by the run, %.1f ms by hand: %.2f",
                whole / report.rules(),
                hand / BY_HAND.size(),
                whole / report.rules() / (hand / BY_HAND.size())));
    }

    private void edit(Cast cast) {
        var who = cast.as(new DemoCollege().collector("0114").staffNo());
        var at = Deeds.table("2.9.1") + "/entries";
        var entry =
                who.get(at + "?department=0114").mustBeOk().json().path("items").path(0);
        who.patch(
                        at + "/" + entry.path("id").asInt(),
                        entry.path("revision").asInt(),
                        Map.of("values", Map.of("area", 500 + ++edits + ".00")))
                .mustBeOk();
    }

    private void workbooks(Browser office) throws Exception {
        var share = Deeds.table(STUDENTS) + "/entries.xlsx?department=" + STUDENT_OFFICE;
        byte[] book = office.get(share).mustBeOk().bytes();
        var cells = cells(book);
        int count = cells.stream().mapToInt(List::size).sum();
        double out = median(() -> office.get(share).mustBeOk().bytes());
        double plainOut = median(() -> written(cells));
        double in = median(() -> Sending.file(
                        office,
                        Deeds.table(STUDENTS) + "/imports",
                        "students.xlsx",
                        book,
                        Map.of("department", STUDENT_OFFICE, "preparedBy", "测试"))
                .mustBeOk());
        double plainIn = median(() -> cells(book));
        lines.add(String.format(
                Locale.ROOT,
                "workbook of %d rows, %d cells, out over HTTP: %.0f cells/s; plain POI: %.0f cells/s: %.2f",
                cells.size(),
                count,
                count / out * 1000,
                count / plainOut * 1000,
                plainOut / out));
        lines.add(String.format(
                Locale.ROOT,
                "the same in, read, compared with what stands and previewed: %.0f cells/s; plain POI: %.0f cells/s: %.2f",
                count / in * 1000,
                count / plainIn * 1000,
                plainIn / in));
    }

    private static List<List<String>> cells(byte[] book) throws IOException {
        var format = new DataFormatter(Locale.ROOT);
        var rows = new ArrayList<List<String>>();
        try (var read = new XSSFWorkbook(new ByteArrayInputStream(book))) {
            for (Row row : read.getSheetAt(0)) {
                var cells = new ArrayList<String>();
                for (Cell cell : row) {
                    cells.add(format.formatCellValue(cell));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static byte[] written(List<List<String>> cells) throws IOException {
        try (var book = new SXSSFWorkbook()) {
            var sheet = book.createSheet();
            for (int i = 0; i < cells.size(); i++) {
                var row = sheet.createRow(i);
                for (int j = 0; j < cells.get(i).size(); j++) {
                    row.createCell(j).setCellValue(cells.get(i).get(j));
                }
            }
            var out = new ByteArrayOutputStream();
            book.write(out);
            return out.toByteArray();
        }
    }

    private static String line(String what, double millis, Object... with) {
        return String.format(Locale.ROOT, what + ": %.0f ms", append(with, millis));
    }

    private static Object[] append(Object[] with, double millis) {
        var all = new ArrayList<>(List.of(with));
        all.add(millis);
        return all.toArray();
    }

    private static double median(Callable<?> what) throws Exception {
        return median(what, () -> {});
    }

    /** Milliseconds, the middle of some rounds after one that is not counted. */
    private static double median(Callable<?> what, Runnable before) throws Exception {
        var times = new ArrayList<Double>();
        for (int i = 0; i <= ROUNDS; i++) {
            before.run();
            long from = System.nanoTime();
            what.call();
            if (i > 0) {
                times.add((System.nanoTime() - from) / 1e6);
            }
        }
        Collections.sort(times);
        return times.get(times.size() / 2);
    }
}
