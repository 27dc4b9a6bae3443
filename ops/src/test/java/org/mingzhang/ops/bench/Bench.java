package org.mingzhang.ops.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Positions;
import org.mingzhang.command.org.DepartmentRow;
import org.mingzhang.command.org.ImportDepartments;
import org.mingzhang.command.org.ImportStaff;
import org.mingzhang.command.org.RegisterCollege;
import org.mingzhang.command.org.StaffRow;
import org.mingzhang.command.table.AssignShare;
import org.mingzhang.command.table.ChangeEntries;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Changed;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.command.table.OpenTable;
import org.mingzhang.command.table.PlanTable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Privacy;
import org.mingzhang.events.org.Role;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.EntryEvent.Source;
import org.mingzhang.events.table.How;
import org.mingzhang.ops.Mingzhang;
import org.mingzhang.ops.store.CheckpointTable;
import org.mingzhang.ops.store.LedgerSource;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.mingzhang.ops.tool.rebuild.ViewsBeside;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** The whole program measured beside plain JDBC, in one run on the same PostgreSQL with the disk waited for. */
class Bench {

    private static final String COLLEGE = "99001";
    private static final String DEPARTMENT = "0201";
    private static final String BY = "20080417";
    private static final String STUDENTS = "1.5.1";
    private static final String EQUIPMENT = "2.9.5";
    private static final int IMPORT = 10_000;
    private static final int[] CLIENTS = Arrays.stream(
                    System.getProperty("bench.clients", "1,8,32").split(","))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final double SECONDS = Double.parseDouble(System.getProperty("bench.seconds", "2"));
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    private static final int WARM_UP_ROUNDS = 12;
    private static final double QUIET = 0.05;

    private final AtomicLong number = new AtomicLong();
    private int caughtUp = 2300;
    private final StringBuilder report = new StringBuilder();

    private ConfigurableApplicationContext program;
    private Commands commands;
    private DataSource database;
    private DemoRows rows;
    private SortedMap<String, CellValue> equipment;
    private List<String> equipmentKey;

    @Test
    void measure() throws Exception {
        var data = Files.createTempDirectory("bench");
        program = SpringApplication.run(
                Mingzhang.class,
                "--mingzhang.data=" + data,
                "--mingzhang.demo=false",
                "--server.port=0",
                "--spring.datasource.hikari.maximum-pool-size=90");
        ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.WARN);
        try {
            commands = program.getBean(Commands.class);
            database = program.getBean(DataSource.class);
            prepare();
            run();
        } finally {
            program.close();
            FileSystemUtils.deleteRecursively(data);
            System.out.println(report);
            Files.createDirectories(java.nio.file.Path.of("target"));
            Files.writeString(java.nio.file.Path.of("target/bench.txt"), report);
        }
    }

    private void prepare() {
        var catalogue = program.getBean(Catalogues.class).edition("2022");
        rows = new DemoRows(catalogue, new DemoCollege(), 3 * IMPORT);
        equipment = rows.rows(EQUIPMENT, DEPARTMENT, 1).get(0);
        var table = catalogue.table(EQUIPMENT).orElseThrow();
        equipmentKey = table.key().stream()
                .filter(key -> table.field(key).orElseThrow().type() == FieldType.TEXT
                        && table.field(key).orElseThrow().privacy() == Privacy.NONE)
                .toList();
        send(new RegisterCollege(COLLEGE, "示例学院", BY));
        send(new ImportDepartments(
                COLLEGE, "b1", List.of(new DepartmentRow(DEPARTMENT, "护理系", List.of(), null)), false, false, BY));
        send(new ImportStaff(
                COLLEGE,
                "b2",
                "b2",
                List.of(new StaffRow(BY, "甲乙", null, DEPARTMENT, "教师", true, List.of(), false, List.of(Role.OFFICE))),
                false,
                false,
                BY));
        for (int year = 2030; year < 2030 + 32; year++) {
            open(new TableKey(COLLEGE, year, EQUIPMENT));
        }
        open(hot());
        for (int i = 1; i <= ROUNDS; i++) {
            open(new TableKey(COLLEGE, 2100 + i, STUDENTS));
        }
    }

    private static TableKey hot() {
        return new TableKey(COLLEGE, 2022, STUDENTS);
    }

    private void open(TableKey table) {
        send(new PlanTable(table, "2022", Form.COLLECTED, List.of(), BY));
        send(new AssignShare(
                table, DEPARTMENT, true, Filling.DEPARTMENT, List.of(BY), null, null, List.of(), null, false, "", BY));
        send(new OpenTable(table, BY));
    }

    private Act act() {
        return new Act(BY, DEPARTMENT, "教师", "bench", UUID.randomUUID().toString(), "0".repeat(64), "device");
    }

    private void send(Object command) {
        commands.send(command, Object.class, act());
    }

    private long change(TableKey table, Change... changes) {
        return commands.send(
                        new ChangeEntries(table, DEPARTMENT, How.TYPED, null, null, List.of(changes), BY),
                        Changed.class,
                        act())
                .position();
    }

    private long addOne(int client) {
        var cells = new TreeMap<>(equipment);
        equipmentKey.forEach(key -> cells.put(key, CellValue.text("B" + number.incrementAndGet())));
        return change(new TableKey(COLLEGE, 2030 + client, EQUIPMENT), new Change(Op.ADD, null, null, null, cells, ""));
    }

    /** Inventing ten thousand students leaves more behind than importing them: done once. */
    private final Map<Integer, List<Change>> students = new HashMap<>();

    private final Map<Integer, Integer> revisions = new java.util.concurrent.ConcurrentHashMap<>();

    private long amendHot(int client) {
        int entry = 1 + (int) (number.incrementAndGet() * 32 % 29_984) / 32 * 32 + client;
        int revision = revisions.getOrDefault(entry, 1);
        long position = change(
                hot(),
                new Change(
                        Op.AMEND,
                        entry,
                        revision,
                        null,
                        Map.of("gender", CellValue.text(revision % 2 == 0 ? "1" : "2")),
                        "更正"));
        revisions.put(entry, revision + 1);
        return position;
    }

    /** Seconds the command took; what it carries was made before. */
    private double importStudents(TableKey table, int from) {
        var id = UUID.randomUUID().toString();
        var changes = students.computeIfAbsent(
                from,
                first -> rows.rows(STUDENTS, DEPARTMENT, first + IMPORT).subList(first, first + IMPORT).stream()
                        .map(cells -> new Change(Op.ADD, null, null, null, cells, ""))
                        .toList());
        var source = new Source("students.xlsx", "0".repeat(64), "甲");
        var command = new ChangeEntries(table, DEPARTMENT, How.IMPORTED, id, source, changes, BY);
        long start = System.nanoTime();
        commands.send(command, Changed.class, act());
        return (System.nanoTime() - start) / 1e9;
    }

    private void run() throws Exception {
        say(
                "%d processors, %d MB of heap; fsync %s, synchronous_commit %s, PostgreSQL %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                shown("fsync"),
                shown("synchronous_commit"),
                shown("server_version"));
        for (int from = 0; from < 3 * IMPORT; from += IMPORT) {
            importStudents(hot(), from);
        }
        try (var raw = new Raw(database, 32)) {
            addOne(0);
            raw.sample(1);
            if (wanted("commands")) {
                commands(raw);
            }
            if (wanted("imports")) {
                imports(raw);
            }
        }
        if (wanted("signed")) {
            signed();
        }
        if (wanted("views")) {
            latency();
            catchUp();
            rebuild();
        }
    }

    /** Something done again and again. */
    private interface Round {
        void go() throws Exception;
    }

    /** Until the compiler has little left to do: a server runs for months, and its first minute is not what it can do. */
    private void warmUp(String what, Round round) throws Exception {
        var compiler = ManagementFactory.getCompilationMXBean();
        long start = System.nanoTime();
        double busy = 1;
        for (int i = 0; i < WARM_UP_ROUNDS && busy > QUIET; i++) {
            long began = System.nanoTime();
            long compiled = compiler.getTotalCompilationTime();
            round.go();
            settle();
            busy = (compiler.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - began);
        }
        say(
                "%s: warmed up for %.0f s, until the compiler took %.0f %% of a core%n",
                what, (System.nanoTime() - start) / 1e9, 100 * busy);
    }

    private static boolean wanted(String part) {
        return System.getProperty("bench.only", part).equals(part);
    }

    private void commands(Raw raw) throws Exception {
        warmUp("commands", () -> {
            for (int clients : CLIENTS) {
                Workers.rate(clients, 1, raw::insert);
                Workers.rate(clients, 2, this::addOne);
                Workers.rate(clients, 2, this::amendHot);
            }
        });
        say("%nOne-row commands, with receipt, durable commit and ledger position%n");
        say(
                "%-12s %10s %7s %10s %7s %12s %10s %7s %12s%n",
                "", "raw rows/s", "ms", "different", "ratio", "ms", "one hot", "ratio*", "ms");
        double single = 0;
        for (int clients : CLIENTS) {
            var plain = new double[ROUNDS];
            var different = new double[ROUNDS];
            var hot = new double[ROUNDS];
            var cost = new ArrayList<Processors>();
            for (int round = 0; round < ROUNDS; round++) {
                raw.sample(1);
                cost.add(Processors.used());
                plain[round] = Workers.rate(clients, SECONDS, raw::insert);
                cost.add(Processors.used());
                different[round] = Workers.rate(clients, SECONDS, this::addOne);
                settle();
                cost.add(Processors.used());
                hot[round] = Workers.rate(clients, SECONDS, this::amendHot);
                settle();
                cost.add(Processors.used());
            }
            single = clients == 1 ? median(plain) : single;
            say(
                    "%-12s %10.0f %7.2f %10.0f %7.2f %12s %10.0f %7.2f %12s%n",
                    clients + " client" + (clients == 1 ? "" : "s"),
                    median(plain),
                    millis(cost, plain, 0, Processors::database),
                    median(different),
                    medianRatio(different, plain),
                    millis(cost, different, 1),
                    median(hot),
                    median(hot) / single,
                    millis(cost, hot, 2));
        }
        say("ms: time on processors for each, program and database, with all that follows it%n");
        say("* to the raw rate of a single client; the hot table holds 30,000 entries%n");
    }

    private static String millis(List<Processors> cost, double[] rates, int phase) {
        return String.format(
                Locale.ROOT,
                "%.2f + %.2f",
                millis(cost, rates, phase, Processors::program),
                millis(cost, rates, phase, Processors::database));
    }

    /** Time on processors for one of what was done so often a second in a phase of each round, of which four were marked. */
    private static double millis(
            List<Processors> marks, double[] rates, int phase, ToDoubleFunction<Processors> whose) {
        var all = new double[rates.length];
        for (int round = 0; round < all.length; round++) {
            int mark = 4 * round + phase;
            var used = marks.get(mark + 1).since(marks.get(mark));
            all[round] = 1e3 * whose.applyAsDouble(used) / (rates[round] * SECONDS);
        }
        return median(all);
    }

    private void imports(Raw raw) throws Exception {
        var warm = new AtomicInteger();
        warmUp("imports", () -> {
            for (int i = 0; i < 3; i++) {
                var table = new TableKey(COLLEGE, 2200 + warm.incrementAndGet(), STUDENTS);
                open(table);
                importStudents(table, i * IMPORT);
                raw.copy(raw.copyBytesOf(table.toString(), IMPORT));
            }
        });
        var ours = new double[ROUNDS];
        var copy = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            var table = new TableKey(COLLEGE, 2101 + round, STUDENTS);
            ours[round] = importStudents(table, round % 3 * IMPORT);
            settle();
            var bytes = raw.copyBytesOf(table.toString(), IMPORT);
            copy[round] = raw.copy(bytes);
        }
        say("%nImport of 10,000 students with sealed cells, as one command%n");
        say("%-34s %10.0f rows/s (%.0f ms)%n", "COPY of the same events", IMPORT / median(copy), 1000 * median(copy));
        say(
                "%-34s %10.0f rows/s (%.0f ms), ratio %.2f%n",
                "import to position", IMPORT / median(ours), 1000 * median(ours), medianRatio(copy, ours));
    }

    private void latency() throws Exception {
        var positions = program.getBean(ViewPositions.class);
        var answered = new double[400];
        var sent = new double[answered.length];
        for (int i = 0; i < answered.length; i++) {
            long start = System.nanoTime();
            long position = addOne(i % 32);
            long done = System.nanoTime();
            positions.await(List.of(Views.TABLE), position, Duration.ofSeconds(5));
            long seen = System.nanoTime();
            answered[i] = (seen - done) / 1e6;
            sent[i] = (seen - start) / 1e6;
            Thread.sleep(5);
        }
        say(
                "%nVisible in the view of tables: after the answer median %.1f ms, p99 %.1f ms;"
                        + " after the command was sent median %.1f ms, p99 %.1f ms%n",
                percentile(answered, 50), percentile(answered, 99), percentile(sent, 50), percentile(sent, 99));
    }

    /** From the answer to the checkpoint that covers it, while so many commands a second come in. */
    private void signed() throws Exception {
        int rate = 200;
        var answered = new ConcurrentSkipListMap<Long, Long>();
        var lags = new ArrayList<Double>();
        var checkpoints = program.getBean(CheckpointTable.class);
        var writers = Executors.newScheduledThreadPool(8);
        for (int i = 0; i < 8; i++) {
            int client = i;
            var unused = writers.scheduleAtFixedRate(
                    () -> answered.put(addOne(client), System.nanoTime()),
                    i * 5L,
                    8 * 1000 / rate,
                    TimeUnit.MILLISECONDS);
        }
        long end = System.nanoTime() + 15_000_000_000L;
        while (System.nanoTime() < end) {
            long size = checkpoints.last().map(CheckpointTable.Signed::size).orElse(0L);
            long now = System.nanoTime();
            var covered = answered.headMap(size, true);
            covered.values().forEach(at -> lags.add((now - at) / 1e6));
            covered.clear();
            Thread.sleep(5);
        }
        writers.shutdownNow();
        writers.awaitTermination(10, TimeUnit.SECONDS);
        var all = lags.stream().mapToDouble(Double::doubleValue).toArray();
        say(
                "%nSigned, at %.0f commands/s: after the answer median %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                all.length / 15.0, percentile(all, 50), percentile(all, 99), percentile(all, 100));
    }

    private void catchUp() throws Exception {
        var rates = new LinkedHashMap<String, double[]>();
        warmUp("catch-up", () -> catchUpOnce((group, rate) -> {}));
        for (int round = 0; round < ROUNDS; round++) {
            int into = round;
            catchUpOnce((group, rate) -> rates.computeIfAbsent(group, first -> new double[ROUNDS])[into] = rate);
        }
        say("%nCatch-up over %d events, one view after another%n", IMPORT + 1);
        rates.forEach((group, all) -> say("%-34s %10.0f events/s%n", group, median(all)));
    }

    /** Each view is told of an import that came while it stood still; its rate in events a second. */
    private void catchUpOnce(ObjDoubleConsumer<String> rate) throws InterruptedException {
        var processors = program.getBean(EventProcessingConfiguration.class);
        var positions = program.getBean(ViewPositions.class);
        var table = new TableKey(COLLEGE, caughtUp++, STUDENTS);
        open(table);
        settle();
        Views.GROUPS.forEach(
                group -> processors.eventProcessor(group).orElseThrow().shutDown());
        long before = program.getBean(Positions.class).head();
        importStudents(table, caughtUp % 3 * IMPORT);
        long head = program.getBean(Positions.class).head();
        untilSigned(head);
        for (var group : Views.GROUPS) {
            long start = System.nanoTime();
            processors.eventProcessor(group).orElseThrow().start();
            // waited for, not asked again and again: who asks takes a core from those who work
            positions.await(List.of(group), head, Duration.ofMinutes(5));
            rate.accept(group, (head - before) * 1e9 / (System.nanoTime() - start));
        }
    }

    /** Lets the log finish, so that the views alone are measured. */
    private void untilSigned(long position) throws InterruptedException {
        var checkpoints = program.getBean(CheckpointTable.class);
        while (checkpoints.last().map(CheckpointTable.Signed::size).orElse(0L) < position) {
            Thread.sleep(20);
        }
    }

    private void rebuild() throws SQLException {
        say("%nFull rebuild of all views beside the live ones%n");
        var outcome = ViewsBeside.rebuild(
                program.getBean(DataSource.class).unwrap(HikariDataSource.class),
                program.getBean(LedgerSource.class),
                program.getBean(Unsealing.class),
                false);
        say(
                "%-34s %10.0f events/s (%d events), %s%n",
                "all views",
                outcome.events() * 1000.0 / outcome.millis(),
                outcome.events(),
                outcome.same() ? "the same to the byte" : "DIFFERENT");
    }

    /** Lets views and policies finish, so that one measurement does not pay for another. */
    private void settle() throws InterruptedException {
        long head = program.getBean(Positions.class).head();
        var processors = program.getBean(EventProcessingConfiguration.class);
        for (var processor : processors.eventProcessors().values()) {
            if (processor instanceof StreamingEventProcessor streaming && streaming.isRunning()) {
                while (positionOf(streaming) < head) {
                    Thread.sleep(5);
                }
            }
        }
        // a processor that passes an event over has done with it; the view has to show it
        if (!program.getBean(ViewPositions.class).await(Views.GROUPS, head, Duration.ofMinutes(1))) {
            throw new IllegalStateException("the views do not show what was committed");
        }
    }

    private static long positionOf(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .mapToLong(status -> status.getCurrentPosition().orElse(0))
                .min()
                .orElse(0);
    }

    private String shown(String setting) {
        return String.valueOf(new JdbcTemplate(database).queryForObject("show " + setting, String.class));
    }

    /** Of what was measured side by side: who else uses the machine, disturbs both. */
    private static double medianRatio(double[] ours, double[] raw) {
        return median(IntStream.range(0, ours.length)
                .mapToDouble(i -> ours[i] / raw[i])
                .toArray());
    }

    private static double median(double[] values) {
        return percentile(values, 50);
    }

    private static double percentile(double[] values, int percent) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private void say(String format, Object... arguments) {
        var line = String.format(Locale.ROOT, format, arguments);
        System.out.print(line);
        report.append(line);
    }
}
