package org.mingzhang.ops.database;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * 数据库里的旧版本: PostgreSQL keeps rows that were changed, samples of them in its statistics, and pages of them in its log. After an
 * erasure they are written anew, and the log that held them is dropped.
 */
@Component
public class DeadRows {

    private static final Logger LOG = LoggerFactory.getLogger(DeadRows.class);

    /** In this order: the last two let go of the log that was written before. */
    private static final List<String> STEPS = List.of(
            "vacuum (full, verbose, analyze) view.entry_version",
            "vacuum (full, verbose, analyze) view.correction",
            "vacuum (full, verbose, analyze) view.person",
            "vacuum (full, verbose, analyze) store.person_key",
            "vacuum (full, verbose) pg_catalog.pg_statistic",
            "checkpoint",
            "select pg_switch_wal()",
            "checkpoint");

    private static final Pattern LEFT = Pattern.compile("([0-9]+) dead row versions cannot be removed yet");
    private static final int TURNS = 120;
    private static final long REST_MILLIS = 500;

    private final DataSource database;
    private final ExecutorService later = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "dead-rows");
        thread.setDaemon(true);
        return thread;
    });

    DeadRows(DataSource database, ObjectProvider<DatabaseOwner> owner) {
        var known = owner.getIfAvailable();
        this.database = known == null ? database : known.source();
    }

    /**
     * Writes the tables anew, soon: the transaction that asks may still be reading them. What the database does not allow this
     * user is left to whoever runs it, and said in the log.
     */
    public void clear() {
        var unused = later.submit(this::clearNow);
    }

    private void clearNow() {
        for (var step : STEPS) {
            try {
                for (int turn = 0; !done(step); turn++) {
                    if (turn == TURNS) {
                        LOG.warn("“{}”之后仍有旧版本留下：有事务长时间未结束 · old rows are left, some transaction does not end", step);
                        break;
                    }
                    TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
                }
            } catch (SQLException refused) {
                LOG.warn(
                        "删除个人信息后未能执行“{}”，请数据库管理员执行 · not allowed after an erasure, to be done by whoever runs the database: {}",
                        step,
                        refused.getMessage());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whether a step left nothing: old versions stay while a transaction that began earlier might still read them. */
    private boolean done(String step) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set statement_timeout = 0");
            statement.execute("set lock_timeout = '60s'");
            try {
                statement.execute(step);
                return nothingLeft(statement.getWarnings());
            } finally {
                statement.execute("reset statement_timeout");
                statement.execute("reset lock_timeout");
            }
        }
    }

    private static boolean nothingLeft(@Nullable SQLWarning said) {
        for (var each = said; each != null; each = each.getNextWarning()) {
            var message = each instanceof PSQLWarning warning ? warning.getServerErrorMessage() : null;
            var detail = message == null ? null : message.getDetail();
            if (detail != null) {
                var left = LEFT.matcher(detail);
                if (left.find() && !left.group(1).equals("0")) {
                    return false;
                }
            }
        }
        return true;
    }
}
