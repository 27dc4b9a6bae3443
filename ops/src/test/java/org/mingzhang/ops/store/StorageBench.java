package org.mingzhang.ops.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.flywaydb.core.Flyway;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.upcast.Upcasters;
import org.mingzhang.ops.PostgresForTests;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Measures the store alone against plain JDBC on the same PostgreSQL with the same bytes. */
final class StorageBench {

    private static final LedgerKeys KEYS = keys();
    private static final int SECONDS = Integer.getInteger("seconds", 3);
    private final HikariDataSource database;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final AtomicLong number = new AtomicLong();

    StorageBench(HikariDataSource database) throws Exception {
        this.database = database;
        ledger = new Ledger(database, KEYS, List.of(), Upcasters.all()::toNewest);
        ledger.start();
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    public static void main(String[] args) throws Exception {
        ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        try (var server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .start()) {
            var source = PostgresForTests.pool("jdbc:postgresql://localhost:" + server.getPort() + "/postgres");
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/store")
                    .defaultSchema("store")
                    .schemas("store")
                    .createSchemas(true)
                    .table("migration")
                    .load()
                    .migrate();
            try (var connection = source.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create table store.raw (like store.event including all)");
                statement.execute("create sequence store.raw_seq");
                statement.execute(
                        "alter table store.raw alter column global_index set default nextval('store.raw_seq')");
            }
            var bench = new StorageBench(source);
            bench.run();
            bench.ledger.close();
            source.close();
        }
        System.exit(0);
    }

    void pieces() throws Exception {
        var codec =
                new EventCodec(new HashWithKey(KEYS.hash()), new AppendKey(KEYS.append()), Upcasters.all()::toNewest);
        var manager = new DataSourceTransactionManager(database);
        ledger.close();
        Thread.sleep(300);
        try (var connection = database.getConnection();
                var writing = database.getConnection()) {
            var table = new SequencerTable(connection, writing);
            System.out.println("locked " + table.lock());
            table.begin();
            for (var left = table.unnumbered(); ; left = table.unnumbered()) {
                table.number(left.rows(), left.snapshot());
                if (left.rows().isEmpty()) {
                    table.saw(left.snapshot());
                    break;
                }
            }
            table.watch();
            int n = 4000;
            var t = new long[10][n];
            var other = database.getConnection();
            var third = database.getConnection();
            third.setAutoCommit(false);
            for (int i = 0; i < n; i++) {
                long ta = System.nanoTime();
                raw(other);
                long tb = System.nanoTime();
                raw(third);
                long tc = System.nanoTime();
                third.commit();
                long td = System.nanoTime();
                t[6][i] = tb - ta;
                t[7][i] = tc - tb;
                t[8][i] = td - tc;
                long t0 = System.nanoTime();
                codec.write(LedgerForTests.added(LedgerForTests.TABLE, 0, "c"), person -> PERSON);
                long t1 = System.nanoTime();
                var event = event("z" + i);
                long t2 = System.nanoTime();
                var status = manager.getTransaction(null);
                long t3 = System.nanoTime();
                ledger.storage().appendEvents(List.of(event));
                long t4 = System.nanoTime();
                manager.commit(status);
                long t5 = System.nanoTime();
                var fresh = table.fresh();
                long t6 = System.nanoTime();
                table.number(fresh.rows(), fresh.snapshot());
                long t7 = System.nanoTime();
                t[0][i] = t1 - t0;
                t[1][i] = t3 - t2;
                t[2][i] = t4 - t3;
                t[3][i] = t5 - t4;
                t[4][i] = t6 - t5;
                t[5][i] = t7 - t6;
            }
            var names = List.of(
                    "codec",
                    "begin",
                    "append",
                    "commit",
                    "fresh",
                    "number",
                    "raw autocommit",
                    "raw insert",
                    "raw commit");
            for (int k = 0; k < names.size(); k++) {
                Arrays.sort(t[k]);
                System.out.printf("%s median %.0f us%n", names.get(k), t[k][n / 2] / 1e3);
            }
        }
        System.exit(0);
    }

    void run() throws Exception {
        if (Boolean.getBoolean("pieces")) {
            pieces();
        }
        for (int clients : new int[] {1, 8, 32}) {
            rate("warm-up", clients, 1, this::raw);
            rate("warm-up", clients, 1, this::ours);
        }
        for (int clients : new int[] {1, 8, 32}) {
            double raw = rate("raw", clients, SECONDS, this::raw);
            double append = rate("append", clients, SECONDS, this::ours);
            double position = rate("append+position", clients, SECONDS, this::oursWithPosition);
            System.out.printf(
                    "%2d clients: raw %6.0f/s  append %6.0f/s (%.2f)  append+position %6.0f/s (%.2f)%n",
                    clients, raw, append, append / raw, position, position / raw);
        }
        latency();
        for (int round = 0; round < 4; round++) {
            bulk();
        }
        catchUp();
    }

    private DomainEventMessage<?> event(String command) {
        var table = "99001/2022/x" + number.incrementAndGet();
        return LedgerForTests.added(table, 0, command);
    }

    private EventRow row(DomainEventMessage<?> event) {
        return new EventCodec(new HashWithKey(KEYS.hash()), new AppendKey(KEYS.append()), Upcasters.all()::toNewest)
                .write(event, person -> PERSON);
    }

    private static final javax.crypto.SecretKey PERSON = new javax.crypto.spec.SecretKeySpec(new byte[32], "AES");

    private static LedgerKeys keys() {
        try {
            return LedgerKeys.open(Files.createTempDirectory("keys"), () -> true);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private final EventRow template = row(LedgerForTests.added(LedgerForTests.TABLE, 0, "c"));

    private void raw(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into store.raw (event_id, aggregate_type, aggregate_id, sequence_number, event_type, revision, at,
                    actor, role, command, payload, mac) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, java.util.UUID.randomUUID());
            insert.setString(2, template.aggregateType());
            insert.setString(3, "99001/2022/x" + number.incrementAndGet());
            insert.setLong(4, 0);
            insert.setString(5, template.type());
            insert.setInt(6, template.revision());
            insert.setObject(7, template.at().atOffset(java.time.ZoneOffset.UTC));
            insert.setString(8, template.actor());
            insert.setString(9, template.role());
            insert.setString(10, template.command());
            insert.setBytes(11, template.payload());
            insert.setBytes(12, template.mac());
            insert.executeUpdate();
        }
    }

    private void ours(Connection unused) {
        var event = event("");
        transaction.executeWithoutResult(running -> ledger.storage().appendEvents(List.of(event)));
    }

    private void oursWithPosition(Connection unused) {
        var command = "c" + number.incrementAndGet();
        var event = event(command);
        transaction.executeWithoutResult(running -> ledger.storage().appendEvents(List.of(event)));
        ledger.positions().await(command);
    }

    private interface Act {
        void once(Connection connection) throws SQLException;
    }

    private double rate(String what, int clients, int seconds, Act act) throws Exception {
        var pool = Executors.newFixedThreadPool(clients);
        var ready = new CountDownLatch(clients);
        var go = new CountDownLatch(1);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        var done = new ArrayList<java.util.concurrent.Future<Long>>();
        for (int i = 0; i < clients; i++) {
            done.add(pool.submit((Callable<Long>) () -> {
                boolean raw = what.equals("raw");
                try (var connection = raw || what.equals("warm-up") ? database.getConnection() : null) {
                    ready.countDown();
                    go.await();
                    long count = 0;
                    while (System.nanoTime() < end) {
                        act.once(connection);
                        count++;
                    }
                    return count;
                }
            }));
        }
        ready.await();
        long start = System.nanoTime();
        go.countDown();
        long sum = 0;
        for (var one : done) {
            sum += one.get();
        }
        pool.shutdown();
        return sum * 1e9 / (System.nanoTime() - start);
    }

    private void latency() throws Exception {
        var waits = new long[500];
        for (int i = 0; i < waits.length; i++) {
            var command = "l" + number.incrementAndGet();
            var event = event(command);
            transaction.executeWithoutResult(running -> ledger.storage().appendEvents(List.of(event)));
            long committed = System.nanoTime();
            ledger.positions().await(command);
            waits[i] = System.nanoTime() - committed;
            Thread.sleep(2);
        }
        Arrays.sort(waits);
        System.out.printf(
                "commit to position, idle: median %.2f ms, p99 %.2f ms%n",
                waits[waits.length / 2] / 1e6, waits[waits.length * 99 / 100] / 1e6);
    }

    private void bulk() throws Exception {
        var table = "99001/2022/b" + number.incrementAndGet();
        var events = IntStream.range(0, 10_000)
                .<DomainEventMessage<?>>mapToObj(n -> {
                    var cells = new TreeMap<String, CellValue>();
                    var person = "p" + table + n;
                    for (var field : List.of("name", "id_number", "phone", "birth_date")) {
                        cells.put(field, new CellValue.Personal(person, CellValue.text("值" + n + field)));
                    }
                    for (int i = 0; i < 10; i++) {
                        cells.put("field_" + i, CellValue.text("值 " + n));
                    }
                    return LedgerForTests.message(table, n, table, LedgerForTests.entry(table, n + 1, cells));
                })
                .toList();
        long start = System.nanoTime();
        transaction.executeWithoutResult(running -> ledger.storage().appendEvents(events));
        long committed = System.nanoTime();
        ledger.positions().await(table);
        long positioned = System.nanoTime();
        var codec =
                new EventCodec(new HashWithKey(KEYS.hash()), new AppendKey(KEYS.append()), Upcasters.all()::toNewest);
        var rows = events.parallelStream()
                .map(event -> codec.write(event, person -> PERSON))
                .toList();
        long copy = timed(
                connection -> {
                    var in = connection
                            .unwrap(org.postgresql.PGConnection.class)
                            .getCopyAPI()
                            .copyIn("""
                            copy store.raw (event_id, aggregate_type, aggregate_id, sequence_number, event_type, revision,
                                at, actor, role, command, payload, mac) from stdin with (format binary)""");
                    var bytes = COPIED;
                    in.writeToCopy(HEADER, 0, HEADER.length);
                    in.writeToCopy(bytes.get(), 0, bytes.get().length);
                    in.writeToCopy(new byte[] {-1, -1}, 0, 2);
                    in.endCopy();
                },
                () -> COPIED.set(EventTable.copyBytes(rows)));
        var again = events.stream()
                .map(event -> LedgerForTests.message(
                        table + "u", event.getSequenceNumber(), table, (org.mingzhang.events.Event) event.getPayload()))
                .toList();
        var more = again.parallelStream()
                .map(event -> codec.write(event, person -> PERSON))
                .toList();
        long unnest = timed(
                connection -> {
                    for (int i = 0; i < more.size(); i += 500) {
                        EventTable.insert(connection, more.subList(i, i + 500));
                    }
                    connection.rollback();
                },
                () -> {});
        System.out.printf(
                "10,000 events of %d bytes: append %.0f ms (+%.0f ms to position); raw copy %.0f ms (%.2f); unnest 500 %.0f ms%n",
                rows.get(0).payload().length,
                (committed - start) / 1e6,
                (positioned - committed) / 1e6,
                copy / 1e6,
                (double) copy / (committed - start),
                unnest / 1e6);
    }

    private static final java.util.concurrent.atomic.AtomicReference<byte[]> COPIED =
            new java.util.concurrent.atomic.AtomicReference<>();
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private long timed(Act act, Runnable before) throws Exception {
        before.run();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            act.once(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return System.nanoTime() - start;
        }
    }

    private void catchUp() throws Exception {
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            long count = 0;
            long opened = 0;
            try (var stream = ledger.source().openStream(null)) {
                while (stream.hasNextAvailable(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    var event = stream.nextAvailable();
                    count++;
                    if (event.getPayload() instanceof org.mingzhang.events.table.EntryEvent.EntryAdded added) {
                        for (var cell : added.cells().entrySet()) {
                            if (cell.getValue() instanceof CellValue.Sealed sealed) {
                                ledger.unsealing().open(event.getIdentifier(), cell.getKey(), sealed);
                                opened++;
                            }
                        }
                    }
                }
            }
            System.out.printf(
                    "reading %d events, opening %d values: %.0f events/s%n",
                    count, opened, count * 1e9 / (System.nanoTime() - start - 100_000_000L));
        }
    }
}
