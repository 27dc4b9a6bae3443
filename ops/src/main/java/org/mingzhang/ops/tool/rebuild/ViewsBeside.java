package org.mingzhang.ops.tool.rebuild;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.mingzhang.events.Unsealing;
import org.mingzhang.ops.database.Migrations;
import org.mingzhang.ops.store.LedgerSource;
import org.mingzhang.query.rebuild.Rebuild;

/** 旁边的视图: a rebuild on the database of the live views, with a few connections of its own. */
public final class ViewsBeside {

    private static final int CONNECTIONS = 4;

    private ViewsBeside() {}

    /** Builds the views anew, compares them and, if asked, puts them in the place of the live ones. */
    public static Rebuild.Outcome rebuild(
            HikariDataSource live, LedgerSource ledger, Unsealing unsealing, boolean switchOver) {
        try (var beside = connections(live, Rebuild.BESIDE)) {
            return new Rebuild(live, beside, ViewsBeside::empty, ledger, unsealing).run(switchOver);
        }
    }

    /** A few connections whose unqualified names stand for what is in a schema. */
    public static HikariDataSource connections(HikariDataSource live, String schema) {
        var beside = new HikariDataSource();
        beside.setJdbcUrl(live.getJdbcUrl());
        beside.setUsername(live.getUsername());
        beside.setPassword(live.getPassword());
        beside.setDataSourceProperties(live.getDataSourceProperties());
        beside.setConnectionInitSql("set jit = off; set synchronous_commit = off; set search_path = " + schema);
        beside.setPoolName(schema);
        beside.setMaximumPoolSize(CONNECTIONS);
        beside.setMinimumIdle(1);
        return beside;
    }

    private static void empty(DataSource beside) {
        Migrations.migrate(beside, Rebuild.BESIDE, Migrations.VIEWS);
    }
}
