package org.mingzhang.ops.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import jakarta.persistence.EntityManagerFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.envers.AuditReader;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.query.AuditEntity;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.tool.schema.Action;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Positions;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.command.table.ChangeEntries;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Changed;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.table.EntryEvent.Source;
import org.mingzhang.events.table.How;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.Mingzhang;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * What the inspection office waits for when a table of 30,000 entries has a million and a half events behind it: a moment, a cell's
 * history, a difference, a person's day; each over HTTP, beside the same question asked of Hibernate Envers tables that hold the same history
 * in the same database. Run by {@code ops/bench/history}.
 */
class HistoryBench {

    private static final int ENTRIES = 30_000;
    private static final int EVENTS = Integer.getInteger("bench.events", 1_500_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final int AT_ONCE = 1_000;
    private static final String CODE = "1.3.1";
    private static final String DEPARTMENT = "0106";
    private static final Instant BEGUN = Instant.parse("2022-09-08T02:00:00Z");

    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([^\"]+)\"");

    /** Stands once in every item of the answers that are counted here. */
    private static final String PER_ITEM = "{\"id\":";

    private final List<String> lines = new ArrayList<>();
    private final Random random = new Random(20221015);
    private final DemoCollege college = new DemoCollege();
    private ConfigurableApplicationContext program;
    private Commands commands;
    private JdbcTemplate sql;
    private TableKey table;
    private String collector;

    @Test
    void measure() throws Exception {
        var data = Files.createTempDirectory("bench-history");
        program = SpringApplication.run(
                Mingzhang.class,
                "--mingzhang.data=" + data,
                "--mingzhang.demo=true",
                "--mingzhang.demo-college=false",
                "--mingzhang.test-clock=true",
                "--mingzhang.view-watch=PT0S",
                "--server.port=0");
        ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.WARN);
        try {
            commands = program.getBean(Commands.class);
            sql = program.getBean(JdbcTemplate.class);
            var port = program.getEnvironment().getRequiredProperty("local.server.port");
            var cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
            prepare(cast);
            try (var envers = envers()) {
                ask(cast.as("20050007"), envers);
            }
        } finally {
            program.close();
            FileSystemUtils.deleteRecursively(data);
            lines.forEach(System.out::println);
            Files.createDirectories(Path.of("target"));
            Files.write(Path.of("target", "bench-history.txt"), lines);
        }
    }

    // ---- the history

    private void prepare(Cast cast) throws InterruptedException {
        var rows = new DemoRows(Catalogues.load().edition("2022"), college, 120);
        var deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(
                cast, college, deeds, program.getBean(SetUpCode.class).issue().orElseThrow());
        table = new TableKey(sql.queryForObject("select college from view.college", String.class), 2022, CODE);
        collector = deeds.collector(DEPARTMENT).staffNo();
        var row = rows.rows(CODE, DEPARTMENT).get(0);
        for (int from = 0; from < ENTRIES; from += 10_000) {
            var changes = new ArrayList<Change>();
            for (int i = from; i < from + 10_000; i++) {
                var cells = new TreeMap<>(row);
                cells.put("course_code", CellValue.text("K" + i));
                changes.add(new Change(Op.ADD, null, null, null, cells, ""));
            }
            change(How.IMPORTED, new Source("courses.xlsx", "0".repeat(64), "甲"), changes);
        }
        int rounds = EVENTS / ENTRIES - 1;
        for (int round = 1; round <= rounds; round++) {
            cast.setClock(BEGUN.plus(Duration.ofHours(16L * 24 / rounds * round)));
            for (int first = 1; first <= ENTRIES; first += AT_ONCE) {
                var changes = new ArrayList<Change>();
                for (int entry = first; entry < first + AT_ONCE; entry++) {
                    var name = CellValue.text("课程" + entry + "第" + round + "版");
                    changes.add(new Change(Op.AMEND, entry, round, null, Map.of("course_name", name), "更正名称"));
                }
                change(How.PASTED, null, changes);
            }
        }
        long head = program.getBean(Positions.class).head();
        while (!program.getBean(ViewPositions.class).await(Views.GROUPS, head, Duration.ofMinutes(5))) {
            System.out.println("the views follow");
        }
        sql.execute("analyze view.entry_version");
        sql.execute("analyze view.trail");
        say("%,d events, a table of %,d entries with %d versions each", head, ENTRIES, rounds + 1);
    }

    private void change(How how, Source source, List<Change> changes) {
        var id = UUID.randomUUID().toString();
        commands.send(
                new ChangeEntries(table, DEPARTMENT, how, id, source, changes, collector),
                Changed.class,
                new Act(collector, DEPARTMENT, "干事", "bench", id, "0".repeat(64), "device"));
    }

    /** The same history as Envers keeps it: every version of an entry in a revision of its own. */
    private EntityManagerFactory envers() throws SQLException {
        sql.execute("create schema envers");
        var url = sql.execute((org.springframework.jdbc.core.ConnectionCallback<String>)
                connection -> connection.getMetaData().getURL());
        var pool = program.getBean(javax.sql.DataSource.class).unwrap(com.zaxxer.hikari.HikariDataSource.class);
        var factory = new HibernatePersistenceConfiguration("envers")
                .managedClasses(AuditedCourse.class, AuditedRevision.class)
                .property(JdbcSettings.JAKARTA_JDBC_URL, url)
                .property(JdbcSettings.JAKARTA_JDBC_USER, pool.getUsername())
                .property(JdbcSettings.JAKARTA_JDBC_PASSWORD, pool.getPassword())
                .property(MappingSettings.DEFAULT_SCHEMA, "envers")
                .property("hibernate.integration.envers.enabled", true)
                .property(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, Action.CREATE)
                .createEntityManagerFactory();
        sql.execute("set statement_timeout = 0");
        sql.update(
                "insert into envers.auditedrevision (id, at, who) select position, extract(epoch from at) * 1000, by_staff"
                        + " from view.trail where table_key = ?",
                table.toString());
        sql.update("""
                insert into envers.auditedcourse_aud (id, rev, revtype, code, major, name, type, property, nature)
                select entry, from_position, case when revision = 1 then 0 else 1 end, cells ->> 'course_code',
                    cells ->> 'major_no', cells ->> 'course_name', cells ->> 'course_type', cells ->> 'course_property',
                    cells ->> 'course_nature'
                from view.entry_version where table_key = ?""", table.toString());
        sql.execute("analyze envers.auditedcourse_aud");
        sql.execute("analyze envers.auditedrevision");
        return factory;
    }

    // ---- the questions

    private void ask(Browser office, EntityManagerFactory envers) {
        long first = one("select min(from_position) from view.entry_version where table_key = ? and revision = 1");
        long last = one("select max(from_position) from view.entry_version where table_key = ?");
        say("%-46s %12s %12s %8s", "median, ms", "明账 over HTTP", "Envers", "ratio");
        var began = System.nanoTime();
        office.getAsItIs(Deeds.CAMPAIGN + "/progress?asOf=" + last).mustBeOk();
        say("%-46s %12.0f", "progress as of the last moment, all told once", (System.nanoTime() - began) / 1e6);
        began = System.nanoTime();
        office.getAsItIs(Deeds.CAMPAIGN + "/progress?asOf=" + moment(first + 2 * ENTRIES, last))
                .mustBeOk();
        say("%-46s %12.0f", "progress as of any other, from the nearest copy", (System.nanoTime() - began) / 1e6);
        compare(
                "all entries as of a moment",
                () -> pages(office, Deeds.table(CODE) + "/entries?asOf=" + moment(first + ENTRIES, last)),
                reader -> reader.createQuery()
                        .forEntitiesAtRevision(AuditedCourse.class, moment(first + ENTRIES, last))
                        .getResultList()
                        .size(),
                envers);
        compare(
                "a page of 500 as of a moment",
                () -> items(office, Deeds.table(CODE) + "/entries?limit=500&asOf=" + moment(first + ENTRIES, last)),
                reader -> reader.createQuery()
                        .forEntitiesAtRevision(AuditedCourse.class, moment(first + ENTRIES, last))
                        .addOrder(AuditEntity.id().asc())
                        .setMaxResults(500)
                        .getResultList()
                        .size(),
                envers);
        compare(
                "a cell's history",
                () -> items(office, Deeds.table(CODE) + "/entries/" + entry() + "/history?field=course_name"),
                reader -> reader.createQuery()
                        .forRevisionsOfEntity(AuditedCourse.class, false, true)
                        .add(AuditEntity.id().eq(entry()))
                        .addOrder(AuditEntity.revisionNumber().asc())
                        .getResultList()
                        .size(),
                envers);
        compare(
                "difference of two moments, 10,000 changed",
                () -> {
                    long to = moment(first + 2 * ENTRIES, last);
                    return pages(office, Deeds.table(CODE) + "/diff?from=" + (to - 10_000) + "&to=" + to);
                },
                reader -> difference(reader, moment(first + 2 * ENTRIES, last)),
                envers);
        compare(
                "a person's day, its first 500 acts",
                () -> {
                    var day = day();
                    return items(
                            office,
                            "/audit?limit=500&who=" + collector + "&table=" + CODE + "&from=" + encoded(day) + "&to="
                                    + encoded(day.plus(Duration.ofDays(1))));
                },
                reader -> {
                    var day = day();
                    return reader.createQuery()
                            .forRevisionsOfEntity(AuditedCourse.class, false, true)
                            .add(AuditEntity.revisionProperty("who").eq(collector))
                            .add(AuditEntity.revisionProperty("at").ge(day.toEpochMilli()))
                            .add(AuditEntity.revisionProperty("at")
                                    .lt(day.plus(Duration.ofDays(1)).toEpochMilli()))
                            .addOrder(AuditEntity.revisionNumber().desc())
                            .setMaxResults(500)
                            .getResultList()
                            .size();
                },
                envers);
    }

    private int difference(AuditReader reader, long to) {
        var before = new HashMap<Integer, String>();
        for (var entity : reader.createQuery()
                .forEntitiesAtRevision(AuditedCourse.class, to - 10_000)
                .getResultList()) {
            var course = (AuditedCourse) entity;
            before.put(course.id, course.name);
        }
        int changed = 0;
        for (var row : reader.createQuery()
                .forRevisionsOfEntity(AuditedCourse.class, false, true)
                .add(AuditEntity.revisionNumber().gt(to - 10_000))
                .add(AuditEntity.revisionNumber().le(to))
                .getResultList()) {
            var course = (AuditedCourse) ((Object[]) row)[0];
            changed += course.name.equals(before.get(course.id)) ? 0 : 1;
        }
        return changed;
    }

    private long one(String query) {
        var answer = sql.queryForObject(query, Long.class, table.toString());
        return answer == null ? 0 : answer;
    }

    private long moment(long from, long to) {
        return from + (long) (random.nextDouble() * (to - from));
    }

    private int entry() {
        return 1 + random.nextInt(ENTRIES);
    }

    private Instant day() {
        return Instant.parse("2022-09-10T16:00:00Z").plus(Duration.ofDays(random.nextInt(10)));
    }

    private static String encoded(Instant instant) {
        return URLEncoder.encode(instant.toString(), StandardCharsets.UTF_8);
    }

    private static int items(Browser who, String path) {
        return who.getAsItIs(path).mustBeOk().json().path("items").size();
    }

    private static int pages(Browser who, String path) {
        int items = 0;
        var cursor = "";
        do {
            var page = text(
                    who,
                    path + "&limit=2000"
                            + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
            items += count(page);
            var found = CURSOR.matcher(page.substring(Math.max(0, page.length() - 300)));
            cursor = found.find() ? found.group(1) : "";
        } while (!cursor.isEmpty());
        return items;
    }

    /** The answer as it came: what is measured is how long it takes, not how long a test needs to read it. */
    private static String text(Browser who, String path) {
        return new String(who.getAsItIs(path).mustBeOk().bytes(), StandardCharsets.UTF_8);
    }

    private static int count(String page) {
        int items = 0;
        for (int at = page.indexOf(PER_ITEM); at >= 0; at = page.indexOf(PER_ITEM, at + 1)) {
            items++;
        }
        return items;
    }

    @FunctionalInterface
    private interface Question {
        int answer();
    }

    @FunctionalInterface
    private interface EnversQuestion {
        int answer(AuditReader reader);
    }

    private void compare(String what, Question ours, EnversQuestion theirs, EntityManagerFactory envers) {
        var mine = new double[ROUNDS];
        var other = new double[ROUNDS];
        int answers = 0;
        int theirAnswers = 0;
        for (int round = -1; round < ROUNDS; round++) {
            long began = System.nanoTime();
            answers = ours.answer();
            long middle = System.nanoTime();
            try (var manager = envers.createEntityManager()) {
                theirAnswers = theirs.answer(AuditReaderFactory.get(manager));
            }
            if (round >= 0) {
                mine[round] = (middle - began) / 1e6;
                other[round] = (System.nanoTime() - middle) / 1e6;
            }
        }
        say(
                "%-46s %12.0f %12.0f %8.2f   (%,d and %,d rows)",
                what, median(mine), median(other), median(other) / median(mine), answers, theirAnswers);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void say(String format, Object... arguments) {
        lines.add(String.format(format, arguments));
        System.out.println(lines.get(lines.size() - 1));
    }
}
