package org.mingzhang.ops.tool.rehearsal;

import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.mingzhang.ops.database.Migrations;
import org.mingzhang.ops.store.Horizon;
import org.mingzhang.ops.time.RehearsalClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A program started with {@code mingzhang.rehearse=<year>} rehearses that year's campaign on the backup it restored. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("mingzhang.rehearse")
class RehearsalConfiguration {

    @Bean
    Rehearsal rehearsal(
            @Value("${mingzhang.rehearse}") int year,
            @Value("${mingzhang.rehearse-speed:100}") int speed,
            JdbcClient sql,
            RehearsalClock clock,
            Horizon horizon) {
        return new Rehearsal(year, speed, sql, clock, horizon);
    }

    @Bean
    static BeanPostProcessor emptyViews() {
        return new EmptyViews();
    }

    /** The views of the backup know how it ended: they are dropped and told the ledger as the rehearsal goes. */
    private static final class EmptyViews implements BeanPostProcessor, Ordered {

        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof DataSource source && done.compareAndSet(false, true)) {
                Migrations.tellViewsAgain(source);
            }
            return bean;
        }

        /** After the backup was brought back. */
        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }
    }
}
