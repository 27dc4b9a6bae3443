package org.mingzhang.ops;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.mingzhang.ops.database.Migrations;

/**
 * One real PostgreSQL for all tests of a run, and in it a fresh, migrated database for whoever asks.
 *
 * <p>Runs as root too: the server is then started as another user by {@code unshare}.
 */
public final class PostgresForTests {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private PostgresForTests() {}

    /** Address of a fresh empty database; user and password are both {@code postgres}. */
    public static String freshUrl() {
        var name = "test_" + DATABASES.incrementAndGet();
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (java.sql.SQLException broken) {
            throw new IllegalStateException("no test database", broken);
        }
        return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name;
    }

    /** A pool on a fresh database with the store's tables. The caller closes it. */
    public static HikariDataSource withStore() {
        var source = pool(freshUrl());
        Migrations.migrate(source, "store", "classpath:db/store");
        return source;
    }

    /** A pool on a fresh database with the tables of the store, the law and the views. The caller closes it. */
    public static HikariDataSource withEverything() {
        var source = pool(freshUrl());
        Migrations.bringUpToDate(source);
        return source;
    }

    /** A pool such as the program has. */
    public static HikariDataSource pool(String url) {
        return pool(url, "postgres", "postgres");
    }

    /** A pool such as the program has, for another user. */
    public static HikariDataSource pool(String url, String user, String password) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(40);
        config.setMinimumIdle(2);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("prepareThreshold", "3");
        return new HikariDataSource(config);
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException broken) {
            throw new UncheckedIOException("PostgreSQL for tests does not start", broken);
        }
    }
}
