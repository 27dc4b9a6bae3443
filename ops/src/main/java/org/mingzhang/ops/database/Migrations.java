package org.mingzhang.ops.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.mingzhang.query.Views;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 数据库迁移: whoever holds a data source holds a migrated database.
 *
 * <p>Three histories, so that the views can be dropped and rebuilt without touching the store: first the store, then the
 * small tables of the law, then the views.
 */
@Component
public final class Migrations implements BeanPostProcessor, Ordered {

    /** Where the migrations of the views are. */
    public static final String VIEWS = "classpath:db/views";

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private record Part(String schema, String location) {}

    private static final Part STORE = new Part("store", "classpath:db/store");

    private static final List<Part> PARTS = List.of(
            new Part("guard", "classpath:db/guard"),
            new Part("schedule", "classpath:db/schedule"),
            new Part("view", VIEWS));

    private final ObjectProvider<DatabaseOwner> owner;

    Migrations(ObjectProvider<DatabaseOwner> owner) {
        this.owner = owner;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource source) {
            var known = owner.getIfAvailable();
            if (known == null) {
                migrateStore(source);
                LOG.warn("程序的数据库用户就是属主，可以改动账本；请另设属主，见 README"
                        + " · the program works as the owner of the ledger's tables and could change them; see README");
            } else {
                known.migrate();
            }
            bringTheRestUpToDate(source);
        }
        return bean;
    }

    /** Brings the whole database up to date, the views last. */
    public static void bringUpToDate(DataSource source) {
        migrateStore(source);
        bringTheRestUpToDate(source);
    }

    static void migrateStore(DataSource source) {
        migrate(source, STORE.schema(), STORE.location());
    }

    private static void bringTheRestUpToDate(DataSource source) {
        for (var part : PARTS) {
            if (part.location().equals(VIEWS)) {
                emptyIfOld(source, part);
            }
            migrate(source, part.schema(), part.location());
        }
    }

    /**
     * A new view, or a new column of an old one, says nothing of what happened before it. So views of an older form are not
     * mended but dropped, and told the whole ledger again.
     */
    private static void emptyIfOld(DataSource source, Part views) {
        var flyway = flyway(source, views.schema(), views.location());
        var info = flyway.info();
        if (info.current() == null || info.pending().length == 0) {
            return;
        }
        LOG.info("视图有新的形式，将由账本重建 · the views have a new form and are told the ledger again");
        empty(source);
    }

    /** Drops whatever the views say and makes them again, empty, to be told the ledger from its beginning. */
    public static void tellViewsAgain(DataSource source) {
        empty(source);
        bringTheRestUpToDate(source);
    }

    private static void empty(DataSource source) {
        var sql = new JdbcTemplate(source);
        var schema = PARTS.stream()
                .filter(part -> part.location().equals(VIEWS))
                .findFirst()
                .orElseThrow()
                .schema();
        new TransactionTemplate(new DataSourceTransactionManager(source)).executeWithoutResult(status -> {
            sql.execute("drop schema " + schema + " cascade");
            TellingAgain.from(sql);
            Views.GROUPS.forEach(group -> sql.update("delete from store.token where processor_name = ?", group));
        });
    }

    /** Before whoever brings data back. */
    @Override
    public int getOrder() {
        return 0;
    }

    /** Brings the tables of one part of the program, in a schema of this name, up to date. */
    public static void migrate(DataSource source, String schema, String location) {
        flyway(source, schema, location).migrate();
    }

    private static Flyway flyway(DataSource source, String schema, String location) {
        return Flyway.configure()
                .dataSource(source)
                .locations(location)
                .defaultSchema(schema)
                .schemas(schema)
                .createSchemas(true)
                .table("migration")
                .failOnMissingLocations(false)
                .placeholderReplacement(false)
                .load();
    }
}
