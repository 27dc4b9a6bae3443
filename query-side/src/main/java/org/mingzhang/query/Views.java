package org.mingzhang.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The way into the views. What projectors write is kept until the Unit of Work prepares its commit and then goes to the
 * database together, in the transaction that moves the token.
 */
public final class Views {

    /** 采集表的内容: entries and their versions. */
    public static final String TABLE = "table";

    /** 审计轨迹. */
    public static final String TRAIL = "trail";

    /** 进度: everything else. */
    public static final String PROGRESS = "progress";

    /** All processing groups. */
    public static final List<String> GROUPS = List.of(TABLE, TRAIL, PROGRESS);

    /** Held shared while live views are written, and alone while they are switched. */
    public static final long SWITCH_LOCK = 0x6d696e677a68L;

    // every statement of the views finds its rows by their keys: there is nothing to plan anew for other arguments
    private static final String BEGIN = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    private static final String BEGIN_LIVE = BEGIN + ", pg_advisory_xact_lock_shared(" + SWITCH_LOCK + ")";

    private static final String BATCH = "mingzhang.views.";

    private final JdbcTemplate jdbc;
    private final Consumer<Map<String, Long>> reached;
    private final boolean live;

    private Views(DataSource source, Consumer<Map<String, Long>> reached, boolean live) {
        this.jdbc = new JdbcTemplate(source);
        this.reached = reached;
        this.live = live;
    }

    /** The views that people look at. */
    public static Views live(DataSource source, ViewPositions positions) {
        return new Views(source, positions::reached, true);
    }

    /** Views built beside the live ones; nobody waits for them. */
    public static Views beside(DataSource source) {
        return new Views(source, ignored -> {}, false);
    }

    /** The statements of the running batch, which is now known to hold this event for this group. */
    public Batch at(String group, Told told) {
        var work = CurrentUnitOfWork.get().root();
        var batch = work.<Batch>getOrComputeResource(BATCH + group, key -> begin(group, work));
        batch.reached(told.position());
        return batch;
    }

    /**
     * A row that follows from this event.
     *
     * @param row makes its values, in the order of the columns
     */
    public void add(String group, Told told, NewRows into, Batch.Row row) {
        at(group, told).add(into, told.position(), row);
    }

    private Batch begin(String group, UnitOfWork<?> work) {
        var batch = new Batch(group);
        work.onPrepareCommit(
                prepared -> jdbc.execute((ConnectionCallback<Void>) connection -> write(batch, connection)));
        work.afterCommit(committed -> reached.accept(Map.of(group, batch.reached())));
        return batch;
    }

    @SuppressWarnings("NullAway") // Spring's callback answers null where there is nothing to answer
    private Void write(Batch batch, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(live ? BEGIN_LIVE : BEGIN)) {
            statement.execute();
        }
        batch.write(connection);
        return null;
    }
}
