package org.mingzhang.ops.tool.then;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.mingzhang.command.Positions;
import org.mingzhang.events.Unsealing;
import org.mingzhang.ops.store.LedgerSource;
import org.mingzhang.ops.time.InTheBackground;
import org.mingzhang.ops.time.Repeating;
import org.mingzhang.ops.tool.rebuild.ViewsBeside;
import org.mingzhang.ops.tool.rebuild.ViewsSwitched;
import org.mingzhang.query.Views;
import org.mingzhang.query.rebuild.Retelling;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * 当时的视图: the views as they were at a ledger position, in a schema of their own. What grows only by rows that name their position (the
 * versions of entries, the trail) is the live table seen up to there; everything else is told the ledger again up to there, from the nearest
 * of the copies that are made on the way. The last few moments are kept, for whoever looks at one turns several pages.
 *
 * <p>None of it outlives a start, for it is not logged: a crash empties it.
 */
@Component
public class ViewsThen implements InTheBackground {

    private static final Logger LOG = LoggerFactory.getLogger(ViewsThen.class);
    private static final String THEN = "then_";
    private static final String COPY = "copy_";
    private static final int KEPT = 6;

    private static final Duration PAUSE = Duration.ofMinutes(2);

    /** Copies are made a twentieth of the time, so that nobody who works notices. */
    private static final int RESTS = 19;

    /** Tables that are seen up to a position instead of told again: their columns, then the condition. */
    private static final Map<String, String> SEEN = Map.of(
            "entry_version", "from_position <= %1$d",
            "entry_batch", "position <= %1$d",
            "entry_carried", "position <= %1$d",
            "entry_raw", "position <= %1$d",
            "entry_confirmation", "position <= %1$d",
            "correction", "position <= %1$d",
            "trail", "position <= %1$d");

    /** Columns in which a row learns later what became of it, by table, and what they said before. */
    private static final Map<String, Map<String, String>> LATER = Map.of(
            "entry_version",
            Map.of("to_position", "case when to_position <= %1$d then to_position end"),
            "correction",
            Map.of(
                    "state", "case when decided_position <= %1$d then state else 'OPEN' end",
                    "decided_position", "case when decided_position <= %1$d then decided_position end",
                    "decided_revision", "case when decided_position <= %1$d then decided_revision end",
                    "decided_by", "case when decided_position <= %1$d then decided_by end",
                    "decided_at", "case when decided_position <= %1$d then decided_at end",
                    "decided_reason", "case when decided_position <= %1$d then decided_reason end"));

    private static final class Kept {
        private int readers;
        private long used;
    }

    private final DataSource database;
    private final JdbcTemplate sql;
    private final LedgerSource ledger;
    private final Unsealing unsealing;
    private final Positions positions;
    private final long every;
    private final ReentrantLock building = new ReentrantLock();
    private final Map<Long, Kept> kept = new HashMap<>();
    private final NavigableSet<Long> copies = new TreeSet<>();
    private final Repeating copying = new Repeating("views-then", PAUSE, this::copyNext);
    private long turns;

    /**
     * Nothing is looked back at yet.
     *
     * @param every events between two copies; so many are told again in well under a second
     */
    ViewsThen(
            DataSource database,
            LedgerSource ledger,
            Unsealing unsealing,
            Positions positions,
            @Value("${mingzhang.views-then.every:20000}") long every) {
        this.every = every;
        this.database = database;
        this.sql = new JdbcTemplate(database);
        this.ledger = ledger;
        this.unsealing = unsealing;
        this.positions = positions;
        sql.queryForList("select nspname from pg_namespace where nspname ~ '^(then|copy)_[0-9]+$'", String.class)
                .forEach(this::drop);
    }

    /** The schema of a position, made if it is not there; it stays until {@link #release}. */
    String hold(long position) {
        building.lock();
        try {
            if (!kept.containsKey(position)) {
                make(position);
                kept.put(position, new Kept());
            }
            var held = kept.get(position);
            held.readers++;
            held.used = ++turns;
            forgetOthers();
            return THEN + position;
        } finally {
            building.unlock();
        }
    }

    void release(long position) {
        building.lock();
        try {
            Optional.ofNullable(kept.get(position)).ifPresent(held -> held.readers--);
        } finally {
            building.unlock();
        }
    }

    @EventListener
    void switched(ViewsSwitched other) {
        forget();
    }

    /** Drops everything: what was erased since must not live on in it. */
    public void forget() {
        building.lock();
        try {
            copies.forEach(position -> drop(COPY + position));
            copies.clear();
            kept.keySet().forEach(position -> drop(THEN + position));
            kept.clear();
        } finally {
            building.unlock();
        }
    }

    private void forgetOthers() {
        while (kept.size() > KEPT) {
            var oldest = kept.entrySet().stream()
                    .filter(each -> each.getValue().readers == 0)
                    .min(Map.Entry.comparingByValue((one, other) -> Long.compare(one.used, other.used)));
            if (oldest.isEmpty()) {
                return;
            }
            kept.remove(oldest.get().getKey());
            drop(THEN + oldest.get().getKey());
        }
    }

    private void drop(String schema) {
        sql.execute("drop schema if exists " + schema + " cascade");
    }

    private void make(long position) {
        long began = System.nanoTime();
        var schema = THEN + position;
        drop(schema);
        try {
            sql.execute("create schema " + schema);
            for (var table : tables()) {
                sql.execute(
                        SEEN.containsKey(table)
                                ? seen(schema, table, position)
                                : "create unlogged table " + schema + "." + table + " (like view." + table
                                        + " including all)");
            }
            sql.execute("create view " + schema + ".moment as select position, at from " + schema + ".trail");
            long told = tell(schema, position);
            LOG.debug(
                    "views as of position {} took {} ms, {} events told",
                    position,
                    (System.nanoTime() - began) / 1_000_000,
                    told);
        } catch (RuntimeException failed) {
            drop(schema);
            throw failed;
        }
    }

    private List<String> tables() {
        return sql.queryForList("""
                select table_name from information_schema.tables
                where table_schema = 'view' and table_type = 'BASE TABLE' and table_name <> 'migration'""", String.class);
    }

    /** Tells what is not seen, from the nearest copy on, and makes copies on the way. */
    private long tell(String schema, long position) {
        long at = Objects.requireNonNullElse(copies.floor(position), 0L);
        var told = tables().stream().filter(table -> !SEEN.containsKey(table)).toList();
        for (var table : at == 0 ? List.<String>of() : told) {
            sql.execute("insert into " + schema + "." + table + " select * from " + COPY + at + "." + table);
        }
        try (var into = ViewsBeside.connections(live(), schema)) {
            var retelling = new Retelling(into, ledger, unsealing, List.of(Views.PROGRESS));
            retelling.goOnFrom(at);
            for (long next = (at / every + 1) * every; next < position; next += every) {
                retelling.tell(Map.of(Views.PROGRESS, next));
                copy(schema, told, next);
            }
            retelling.tell(Map.of(Views.PROGRESS, position));
            for (var group : List.of(Views.TABLE, Views.TRAIL)) {
                sql.update(
                        "insert into " + schema + ".view_position (processing_group, position) values (?, ?)"
                                + " on conflict (processing_group) do update set position = excluded.position",
                        group,
                        position);
            }
            return retelling.events();
        }
    }

    private void copy(String schema, List<String> tables, long position) {
        sql.execute("create schema " + COPY + position);
        for (var table : tables) {
            sql.execute("create unlogged table " + COPY + position + "." + table + " as select * from " + schema + "."
                    + table);
        }
        copies.add(position);
    }

    /** While nobody looks back, the copies are made that whoever does will want. */
    private Duration copyNext() {
        long head = positions.head();
        long next = (copies.isEmpty() ? 0 : copies.last()) + every;
        if (next >= head) {
            return PAUSE;
        }
        long began = System.nanoTime();
        long position = next + 1;
        var unused = hold(position);
        release(position);
        return Duration.ofNanos(RESTS * (System.nanoTime() - began));
    }

    private HikariDataSource live() {
        try {
            return database.unwrap(HikariDataSource.class);
        } catch (SQLException other) {
            throw new IllegalStateException("no pool", other);
        }
    }

    private String seen(String schema, String table, long position) {
        var later = LATER.getOrDefault(table, Map.of());
        var columns = sql.queryForList("""
                select column_name from information_schema.columns
                where table_schema = 'view' and table_name = ? order by ordinal_position""", String.class, table).stream()
                .map(column -> later.containsKey(column) ? later.get(column) + " as " + column : column)
                .toList();
        return ("create view " + schema + "." + table + " as select " + String.join(", ", columns) + " from view."
                        + table + " where " + SEEN.get(table))
                .formatted(position);
    }

    @Override
    public Repeating repeated() {
        return copying;
    }
}
