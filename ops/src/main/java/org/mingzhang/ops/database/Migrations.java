package org.mingzhang.ops.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

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

    private record Part(String schema, String location) {}

    private static final List<Part> PARTS = List.of(
            new Part("store", "classpath:db/store"),
            new Part("guard", "classpath:db/guard"),
            new Part("schedule", "classpath:db/schedule"),
            new Part("view", VIEWS));

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource source) {
            PARTS.forEach(part -> migrate(source, part.schema(), part.location()));
        }
        return bean;
    }

    /** Before whoever brings data back. */
    @Override
    public int getOrder() {
        return 0;
    }

    /** Brings the tables of one part of the program, in a schema of this name, up to date. */
    public static void migrate(DataSource source, String schema, String location) {
        Flyway.configure()
                .dataSource(source)
                .locations(location)
                .defaultSchema(schema)
                .schemas(schema)
                .createSchemas(true)
                .table("migration")
                .failOnMissingLocations(false)
                .placeholderReplacement(false)
                .load()
                .migrate();
    }
}
