package org.mingzhang.ops.database;

import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** 视图重建的终点: how far emptied views must be told the ledger before they show anything; it outlives a killed program. */
@Component
public final class TellingAgain {

    private final long until;

    TellingAgain(DataSource database) {
        until = Objects.requireNonNull(
                new JdbcTemplate(database).queryForObject("select until from store.telling_again", Long.class));
    }

    /** Position at which the ledger ended when the views were emptied last; 0 if they never were. */
    public long until() {
        return until;
    }

    /** Remembers where the ledger ends, whose views are being emptied. */
    static void from(JdbcTemplate sql) {
        sql.update("update store.telling_again set until = (select head from store.sequencer)");
    }
}
