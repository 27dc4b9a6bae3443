package org.mingzhang.query;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The views that people look at: how they are written, and how far they are. */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

    @Bean
    ViewPositions viewPositions(JdbcClient sql) {
        return new ViewPositions(() -> stored(sql));
    }

    @Bean
    Views views(DataSource source, ViewPositions positions) {
        return Views.live(source, positions);
    }

    private static Map<String, Long> stored(JdbcClient sql) {
        var positions = new HashMap<String, Long>();
        sql.sql("select processing_group, position from view_position")
                .query((row, number) -> positions.put(row.getString(1), row.getLong(2)))
                .list();
        return positions;
    }
}
