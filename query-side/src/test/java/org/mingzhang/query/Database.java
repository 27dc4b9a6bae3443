package org.mingzhang.query;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** One real PostgreSQL for all tests; every test that asks gets schemas of its own. */
public final class Database {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private Database() {}

    /** An empty set of views in a schema of their own. */
    public static DataSource views() {
        return views("view_" + SCHEMAS.incrementAndGet());
    }

    /** An empty set of views in a named schema. */
    public static DataSource views(String schema) {
        var source = in(schema);
        new JdbcTemplate(source).execute("drop schema if exists " + schema + " cascade");
        new JdbcTemplate(source).execute("create schema " + schema);
        fill(source);
        return source;
    }

    /** Makes the empty tables. */
    public static void fill(DataSource source) {
        try (var connection = source.getConnection()) {
            for (var script : scripts()) {
                ScriptUtils.executeSqlScript(connection, script);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** All migrations of the views, in the order of their versions. */
    private static List<Resource> scripts() {
        try {
            var found = new PathMatchingResourcePatternResolver().getResources("classpath:db/views/V*__*.sql");
            return Arrays.stream(found)
                    .sorted(Comparator.comparingInt(script -> Integer.parseInt(
                            Objects.requireNonNull(script.getFilename()).replaceAll("^V([0-9]+)__.*", "$1"))))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A small pool of connections whose unqualified names stand for one schema. */
    public static DataSource in(String schema) {
        var pool = new com.zaxxer.hikari.HikariDataSource();
        pool.setJdbcUrl(Server.URL + "&currentSchema=" + schema + "&reWriteBatchedInserts=true");
        pool.setMaximumPoolSize(6);
        pool.setMinimumIdle(1);
        return pool;
    }

    private static final class Server {

        static final String URL = start();

        private static String start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
                return server.getJdbcUrl("postgres", "postgres");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
