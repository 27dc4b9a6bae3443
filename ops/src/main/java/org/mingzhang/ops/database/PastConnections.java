package org.mingzhang.ops.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Then;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * 过去的连接: whoever reads as of a moment of the past ({@link Then}) gets connections that see the views of that moment, and that can
 * only read. There are few of them, so that however many look back, nobody waits who works.
 */
@Component
final class PastConnections implements BeanPostProcessor, Ordered, DisposableBean {

    private static final int MOST = 6;

    private @Nullable HikariDataSource past;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource live ? new ByMoment(live) : bean;
    }

    /** After everything that is done to the database at the start. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    private synchronized DataSource past(HikariDataSource live) {
        if (past == null) {
            var pool = new HikariDataSource();
            pool.setJdbcUrl(live.getJdbcUrl());
            pool.setUsername(live.getUsername());
            pool.setPassword(live.getPassword());
            pool.setDataSourceProperties(live.getDataSourceProperties());
            pool.setConnectionInitSql(live.getConnectionInitSql());
            pool.setConnectionTimeout(live.getConnectionTimeout());
            pool.setPoolName("past");
            pool.setMaximumPoolSize(MOST);
            pool.setMinimumIdle(0);
            pool.setReadOnly(true);
            past = pool;
        }
        return past;
    }

    @Override
    public synchronized void destroy() {
        if (past != null) {
            past.close();
        }
    }

    private final class ByMoment extends DelegatingDataSource {

        private final HikariDataSource live;

        ByMoment(HikariDataSource live) {
            super(live);
            this.live = live;
        }

        @Override
        public Connection getConnection() throws SQLException {
            var then = Then.here();
            if (then == null) {
                return live.getConnection();
            }
            var connection = past(live).getConnection();
            try (var statement = connection.createStatement()) {
                // said on every loan: no connection of the past stays in one moment
                statement.execute("set search_path = " + then.schema());
            }
            return connection;
        }
    }
}
