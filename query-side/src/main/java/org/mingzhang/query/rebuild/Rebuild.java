package org.mingzhang.query.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.mingzhang.events.Unsealing;
import org.mingzhang.query.Views;
import org.mingzhang.query.campaign.CampaignProjector;
import org.mingzhang.query.check.FindingProjector;
import org.mingzhang.query.correction.CorrectionProjector;
import org.mingzhang.query.erasure.ErasedCells;
import org.mingzhang.query.erasure.ErasureProjector;
import org.mingzhang.query.evidence.EvidenceProjector;
import org.mingzhang.query.inspection.InspectionProjector;
import org.mingzhang.query.notice.NoticeProjector;
import org.mingzhang.query.notice.OwnEntryNotices;
import org.mingzhang.query.org.OrganisationProjector;
import org.mingzhang.query.progress.ShareProjector;
import org.mingzhang.query.question.QuestionProjector;
import org.mingzhang.query.table.EntryProjector;
import org.mingzhang.query.trail.TrailProjector;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 重建视图: builds all views again from the ledger beside the live ones, compares them table by table at the very same
 * positions and, if asked, puts them in the place of the live ones.
 *
 * <p>Only projectors are told anything; nothing is sent and nothing is commanded. While the two are compared, the live views
 * stand still; reading goes on.
 */
public final class Rebuild {

    /** Schema in which the new views are built. */
    public static final String BESIDE = "view_beside";

    private static final String LIVE = "view";
    private static final String BEFORE = "view_before";
    private static final int AT_ONCE = 1000;

    /**
     * One table of both.
     *
     * @param live what people look at
     * @param rebuilt what follows from the ledger
     */
    public record Comparison(String table, ViewDigest live, ViewDigest rebuilt) {

        public boolean same() {
            return live.equals(rebuilt);
        }
    }

    /**
     * What came of it.
     *
     * @param positions ledger position of each processing group at which they were compared
     * @param events how many events were told
     * @param millis how long telling them took
     * @param tables every table of the views
     * @param switched whether the new views are now the live ones
     */
    public record Outcome(
            Map<String, Long> positions, long events, long millis, List<Comparison> tables, boolean switched) {

        public Outcome {
            positions = Map.copyOf(positions);
            tables = List.copyOf(tables);
        }

        public boolean same() {
            return tables.stream().allMatch(Comparison::same);
        }
    }

    private final DataSource live;
    private final DataSource beside;
    private final Consumer<DataSource> migrate;
    private final StreamableMessageSource<TrackedEventMessage<?>> ledger;
    private final Map<String, List<AnnotationEventHandlerAdapter>> projectors = new HashMap<>();
    private final TransactionTemplate transaction;
    private final Map<String, Long> reached = new HashMap<>();
    private long events;

    /**
     * A rebuild that has not begun.
     *
     * @param live connections to the live views
     * @param beside connections whose unqualified names stand for schema {@link #BESIDE}
     * @param migrate makes the empty tables there
     * @param ledger all events by position
     * @param unsealing opens personal values
     */
    public Rebuild(
            DataSource live,
            DataSource beside,
            Consumer<DataSource> migrate,
            StreamableMessageSource<TrackedEventMessage<?>> ledger,
            Unsealing unsealing) {
        this.live = live;
        this.beside = beside;
        this.migrate = migrate;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(beside));
        var views = Views.beside(beside);
        projectors.put(
                Views.TABLE,
                adapted(
                        new EntryProjector(views, unsealing),
                        new CorrectionProjector(views, unsealing),
                        new ErasedCells(views)));
        projectors.put(Views.TRAIL, adapted(new TrailProjector(views)));
        projectors.put(
                Views.PROGRESS,
                adapted(
                        new NoticeProjector(views),
                        new OwnEntryNotices(views),
                        new FindingProjector(views),
                        new QuestionProjector(views),
                        new InspectionProjector(views),
                        new EvidenceProjector(views),
                        new ErasureProjector(views),
                        new ShareProjector(views),
                        new OrganisationProjector(views, unsealing),
                        new CampaignProjector(views)));
    }

    /** Builds and compares; switches too if asked. */
    public Outcome run(boolean switchOver) {
        try (var connection = live.getConnection()) {
            empty(connection);
            migrate.accept(beside);
            long began = System.nanoTime();
            tell(positions(connection));
            connection.setAutoCommit(false);
            standStill(connection);
            var positions = positions(connection);
            tell(positions);
            long millis = (System.nanoTime() - began) / 1_000_000;
            var tables = compare(connection);
            if (switchOver) {
                swap(connection);
            }
            connection.commit();
            connection.setAutoCommit(true);
            return new Outcome(positions, events, millis, tables, switchOver);
        } catch (SQLException failed) {
            throw new IllegalStateException("the views could not be rebuilt", failed);
        }
    }

    private static void empty(Connection connection) throws SQLException {
        execute(connection, "drop schema if exists " + BESIDE + " cascade", "create schema " + BESIDE);
    }

    private static void standStill(Connection connection) throws SQLException {
        execute(
                connection,
                "set local statement_timeout = 0",
                "set local lock_timeout = 0",
                "set local idle_in_transaction_session_timeout = 0",
                "select pg_advisory_xact_lock(" + Views.SWITCH_LOCK + ")");
    }

    private static void swap(Connection connection) throws SQLException {
        execute(
                connection,
                "drop schema if exists " + BEFORE + " cascade",
                "alter schema " + LIVE + " rename to " + BEFORE,
                "alter schema " + BESIDE + " rename to " + LIVE);
    }

    private static Map<String, Long> positions(Connection connection) throws SQLException {
        var positions = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("select processing_group, position from " + LIVE + ".view_position")) {
            while (rows.next()) {
                positions.put(rows.getString(1), rows.getLong(2));
            }
        }
        return positions;
    }

    private static List<Comparison> compare(Connection connection) throws SQLException {
        var now = ViewDigest.ofSchema(connection, LIVE);
        var again = ViewDigest.ofSchema(connection, BESIDE);
        var names = new TreeSet<>(now.keySet());
        names.addAll(again.keySet());
        var none = new ViewDigest(0, "none");
        return names.stream()
                .map(name -> new Comparison(name, now.getOrDefault(name, none), again.getOrDefault(name, none)))
                .toList();
    }

    /** Tells each group everything up to its own position. */
    private void tell(Map<String, Long> upTo) {
        long last = upTo.values().stream().mapToLong(Long::longValue).max().orElse(0);
        var behind = new HashMap<String, Long>();
        projectors.keySet().forEach(group -> behind.put(group, reached.getOrDefault(group, 0L)));
        long position =
                behind.values().stream().mapToLong(Long::longValue).min().orElse(0);
        if (position >= last) {
            return;
        }
        try (var stream = ledger.openStream(position == 0 ? null : new GlobalSequenceTrackingToken(position))) {
            while (position < last) {
                var batch = new ArrayList<TrackedEventMessage<?>>(AT_ONCE);
                while (position < last && batch.size() < AT_ONCE) {
                    var event = stream.nextAvailable();
                    position = event.trackingToken().position().orElseThrow();
                    batch.add(event);
                }
                tell(batch, behind, upTo);
                events += batch.size();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while rebuilding", stopped);
        }
        reached.putAll(upTo);
    }

    private void tell(List<TrackedEventMessage<?>> batch, Map<String, Long> after, Map<String, Long> upTo) {
        var work = new BatchingUnitOfWork<EventMessage<?>>(new ArrayList<EventMessage<?>>(batch));
        transaction.executeWithoutResult(status -> {
            var result = work.executeWithResult(() -> {
                var message = work.getMessage();
                long at = ((TrackedEventMessage<?>) message)
                        .trackingToken()
                        .position()
                        .orElseThrow();
                for (var group : projectors.entrySet()) {
                    var from = after.getOrDefault(group.getKey(), 0L);
                    var to = upTo.getOrDefault(group.getKey(), 0L);
                    if (at > from && at <= to) {
                        handle(group.getValue(), message);
                    }
                }
                return message;
            });
            if (result.isExceptional()) {
                throw new IllegalStateException("an event could not be told", result.exceptionResult());
            }
        });
    }

    private static void handle(List<AnnotationEventHandlerAdapter> group, EventMessage<?> message) throws Exception {
        for (var projector : group) {
            if (projector.canHandle(message)) {
                projector.handle(message);
            }
        }
    }

    private static List<AnnotationEventHandlerAdapter> adapted(Object... handlers) {
        var adapters = new ArrayList<AnnotationEventHandlerAdapter>();
        for (var handler : handlers) {
            adapters.add(new AnnotationEventHandlerAdapter(handler));
        }
        return adapters;
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
