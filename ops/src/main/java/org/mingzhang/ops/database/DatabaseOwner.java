package org.mingzhang.ops.database;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * 数据库属主: to whom the tables of the ledger belong. The program itself works as another user, who may add to the ledger and read it,
 * and neither change nor delete what is in it; the owner acts when tables are made, brought back or cleaned, and at no other time.
 */
public final class DatabaseOwner {

    /** What the program may do to each table of the store, besides reading it. */
    private static final List<String> GRANTS = List.of(
            "insert on store.event, store.ledger, store.quarantine, store.checkpoint, store.receipt, store.snapshot,"
                    + " store.person_key, store.token, store.evidence",
            // a checkpoint gains cosignatures and loses nothing
            "update (note) on store.checkpoint",
            "update on store.sequencer, store.snapshot, store.receipt, store.person_key, store.token, store.evidence,"
                    + " store.telling_again",
            "delete on store.snapshot, store.receipt, store.token, store.evidence",
            "maintain on store.person_key");

    private final String url;
    private final String user;
    private final String password;
    private final String program;

    /**
     * The owner.
     *
     * @param url address of the database, for JDBC
     * @param program name of the user as whom the program works
     */
    DatabaseOwner(String url, String user, String password, String program) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.program = program;
    }

    /** Connections of the owner's, a new one each time. */
    public DataSource source() {
        return new DriverManagerDataSource(url, user, password);
    }

    /** Makes the tables of the store, or brings them up to date, and says who may do what. */
    void migrate() {
        var connection = new SingleConnectionDataSource(url, user, password, true);
        try {
            Migrations.migrateStore(connection);
            var sql = new JdbcTemplate(connection);
            var quoted = '"' + program.replace("\"", "\"\"") + '"';
            sql.execute("revoke all on all tables in schema store from " + quoted);
            sql.execute("grant usage on schema store to " + quoted);
            sql.execute("grant select on all tables in schema store to " + quoted);
            sql.execute("grant usage, select on all sequences in schema store to " + quoted);
            GRANTS.forEach(grant -> sql.execute("grant " + grant + " to " + quoted));
            sql.execute("grant create, temporary on database "
                    + sql.queryForObject("select quote_ident(current_database())", String.class) + " to " + quoted);
            giveAway(sql, quoted);
        } finally {
            connection.destroy();
        }
    }

    /** What is no part of the ledger belongs to the program; before it had a user of its own it belonged to the owner. */
    private static void giveAway(JdbcTemplate sql, String program) {
        var given = sql.queryForList("""
                select format('alter %s %I.%I owner to', case c.relkind when 'S' then 'sequence' when 'v' then 'view'
                        when 'm' then 'materialized view' else 'table' end, n.nspname, c.relname)
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('view', 'guard', 'schedule') and c.relkind in ('r', 'p', 'v', 'm', 'S')
                  and c.relowner = current_user::regrole
                  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i')
                                     and d.classid = 'pg_class'::regclass and c.relkind = 'S')
                union all
                select format('alter function %s owner to', p.oid::regprocedure)
                from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                where n.nspname in ('view', 'guard', 'schedule') and p.proowner = current_user::regrole
                union all
                select format('alter schema %I owner to', nspname) from pg_namespace
                where nspname in ('view', 'guard', 'schedule') and nspowner = current_user::regrole""", String.class);
        given.forEach(each -> sql.execute(each + " " + program));
    }
}
