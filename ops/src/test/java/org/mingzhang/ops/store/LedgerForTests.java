package org.mingzhang.ops.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.How;
import org.mingzhang.events.upcast.Upcasters;
import org.mingzhang.ops.PostgresForTests;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger on a fresh database, and words to write with it. */
final class LedgerForTests implements AutoCloseable {

    static final Instant NOW = Instant.parse("2022-09-28T08:15:30.120Z");
    static final String TABLE = "99001/2022/1.5.1";

    final HikariDataSource database = PostgresForTests.withStore();
    final Path keyDirectory;
    final LedgerKeys keys;
    final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    final JdbcClient sql = JdbcClient.create(database);
    final Ledger ledger;

    private final Map<String, Long> next = new HashMap<>();

    LedgerForTests() {
        this(Upcasters.all()::toNewest);
    }

    LedgerForTests(EventCodec.Upcasting upcasting) {
        try {
            keyDirectory = Files.createTempDirectory("keys");
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
        keys = LedgerKeys.open(keyDirectory, () -> true);
        ledger = another(upcasting);
        ledger.start();
    }

    /** Another node on the same database; not started. */
    Ledger another(EventCodec.Upcasting upcasting) {
        return new Ledger(database, keys, List.of(), upcasting);
    }

    /** The next event of a table, following from a command. */
    synchronized DomainEventMessage<?> added(String table, String command) {
        long n = next.merge(table, 1L, Long::sum) - 1;
        return added(table, n, command);
    }

    static DomainEventMessage<?> added(String table, long n, String command) {
        return message(table, n, command, entry(table, (int) n + 1, Map.of("major", CellValue.text("护理"))));
    }

    static EntryAdded entry(String table, int number, Map<String, CellValue> cells) {
        return new EntryAdded(
                TableKey.of(table),
                "0201",
                number,
                new TreeMap<>(Map.of("student_no", "h" + number)),
                null,
                new TreeMap<>(cells),
                How.TYPED,
                null,
                "20080417",
                NOW);
    }

    static DomainEventMessage<?> message(String aggregate, long n, String command, Event event) {
        return new GenericDomainEventMessage<>(
                "CollectionTable",
                aggregate,
                n,
                event,
                MetaData.with("cmd", command).and("post", "教研秘书").and("department", "0201"),
                UUID.randomUUID().toString(),
                event.at());
    }

    /** Writes events in one transaction and returns their command's position. */
    long write(DomainEventMessage<?>... events) {
        return write(List.of(events));
    }

    long write(List<? extends DomainEventMessage<?>> events) {
        transaction.executeWithoutResult(running -> ledger.storage().appendEvents(events));
        return ledger.positions()
                .await(String.valueOf(events.get(0).getMetaData().get("cmd")));
    }

    /** Events from a position on, as many as asked for. */
    List<TrackedEventMessage<?>> read(long after, int count) {
        var read = new ArrayList<TrackedEventMessage<?>>();
        try (var stream = ledger.source().openStream(LedgerSource.tokenAt(after))) {
            while (read.size() < count && stream.hasNextAvailable(5, TimeUnit.SECONDS)) {
                read.add(stream.nextAvailable());
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return read;
    }

    /** Waits until something is true, ten seconds at most. */
    static void until(Supplier<Boolean> holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!holds.get()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so after ten seconds");
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    long count(String query) {
        return sql.sql(query).query(Long.class).single();
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
