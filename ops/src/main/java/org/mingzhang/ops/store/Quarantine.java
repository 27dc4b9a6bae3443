package org.mingzhang.ops.store;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 隔离区: rows among the events that this application never wrote; they have no position and nobody reads them. */
public final class Quarantine {

    private final JdbcClient sql;

    Quarantine(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /** Global indices of such rows found after one, ascending; at most 100. */
    public List<Long> after(long index) {
        return sql.sql("select global_index from store.quarantine where global_index > ? order by 1 limit 100")
                .param(index)
                .query(Long.class)
                .list();
    }
}
