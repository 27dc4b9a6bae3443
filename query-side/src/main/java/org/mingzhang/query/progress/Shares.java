package org.mingzhang.query.progress;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.ShareEvent.CellAt;
import org.mingzhang.events.table.ShareEvent.Explanation;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Reader;
import org.mingzhang.query.progress.Share.Approval;
import org.mingzhang.query.progress.Share.Briefing;
import org.mingzhang.query.progress.Share.Due;
import org.mingzhang.query.progress.Share.Gate;
import org.mingzhang.query.progress.Share.Return;
import org.mingzhang.query.progress.Share.Stage;
import org.mingzhang.query.progress.Share.Submission;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** All shares, as they are now. */
@Component
public final class Shares {

    private static final String SHARES = """
            select p.*, t.form, t.edition, t.open, t.lock_reason, t.frozen, t.consolidated_hash,
                t.collection_due, t.collection_first_due, t.review_due, t.review_first_due
            from progress p join collection_table t on t.table_key = p.table_key
            where not p.dropped""";

    /**
     * 逾期.
     *
     * @param dueAt the date that passed, extensions included
     * @param originalDueAt the first date ever set
     */
    public record Lateness(String stage, Instant dueAt, Instant originalDueAt, Instant at) {}

    /** Names one share. */
    public record At(TableKey table, String department) {}

    private final JdbcClient sql;

    public Shares(JdbcClient sql) {
        this.sql = sql;
    }

    /** All shares of a campaign. */
    public List<Share> of(CampaignKey campaign) {
        return sql.sql(SHARES + " and t.campaign = ? order by p.table_key, p.department")
                .param(campaign.toString())
                .query(Shares::share)
                .list();
    }

    /** All shares of a table, the leading one first. */
    public List<Share> of(TableKey table) {
        return sql.sql(SHARES + " and p.table_key = ? order by p.lead desc, p.department")
                .param(table.toString())
                .query(Shares::share)
                .list();
    }

    /**
     * A share, if the reader sees enough of it.
     *
     * @throws Unanswerable {@code not-visible} if there is none or the reader does not
     */
    public Share visible(TableKey table, String department, Reader reader, Predicate<Visibility> enough) {
        return find(table, department)
                .filter(share -> enough.test(Visibility.of(reader, share)))
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
    }

    public Optional<Share> find(TableKey table, String department) {
        return of(table).stream()
                .filter(share -> share.department().equals(department))
                .findFirst();
    }

    /** Every date a share of the campaign let pass. */
    public Map<At, List<Lateness>> lateness(CampaignKey campaign) {
        record Late(At at, Lateness fact) {}
        return sql
                .sql("select * from lateness where table_key like ? order by position")
                .param(campaign + "/%")
                .query((row, number) -> new Late(
                        new At(TableKey.of(row.getString("table_key")), row.getString("department")),
                        new Lateness(
                                row.getString("stage"),
                                instant(row, "due_at"),
                                instant(row, "original_due_at"),
                                instant(row, "at"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Late::at, Collectors.mapping(Late::fact, Collectors.toList())));
    }

    private static Share share(ResultSet row, int number) throws SQLException {
        return new Share(
                TableKey.of(row.getString("table_key")),
                row.getString("department"),
                gate(row),
                row.getLong("since_position"),
                row.getBoolean("lead"),
                Filling.valueOf(row.getString("filling")),
                texts(row, "collectors"),
                row.getString("reviewer"),
                row.getString("supervisor"),
                texts(row, "teachers"),
                row.getString("part"),
                row.getBoolean("nil_proposed"),
                Stage.valueOf(row.getString("stage")),
                row.getBoolean("sent_back"),
                row.getBoolean("nil") ? row.getString("nil_reason") : null,
                row.getInt("entries"),
                row.getInt("revision"),
                maybe(row, "last_change"),
                due(row, "collection"),
                due(row, "review"),
                row.getString("content_hash"),
                EventJson.mapper().readValue(row.getString("explanations"), new TypeReference<List<Explanation>>() {}),
                submission(row),
                briefing(row),
                approval(row),
                sentBack(row),
                row.getObject("approved_position", Long.class));
    }

    private static Gate gate(ResultSet row) throws SQLException {
        return new Gate(
                Form.valueOf(row.getString("form")),
                row.getString("edition"),
                row.getBoolean("open"),
                row.getString("lock_reason"),
                row.getBoolean("frozen"),
                row.getString("consolidated_hash") != null);
    }

    private static Due due(ResultSet row, String stage) throws SQLException {
        return new Due(maybe(row, stage + "_first_due"), maybe(row, stage + "_due"), maybe(row, stage + "_extended"));
    }

    private static @Nullable Submission submission(ResultSet row) throws SQLException {
        var by = row.getString("submitted_by");
        return by == null || row.getString("content_hash") == null
                ? null
                : new Submission(by, instant(row, "submitted_at"), row.getBoolean("submitted_late"));
    }

    private static @Nullable Briefing briefing(ResultSet row) throws SQLException {
        var state = row.getString("briefing_state");
        return state == null
                ? null
                : new Briefing(
                        row.getString("briefing_leader"),
                        instant(row, "briefing_held_at"),
                        row.getString("briefing_manner"),
                        row.getString("briefing_note"),
                        state,
                        row.getString("briefing_reason"));
    }

    private static @Nullable Approval approval(ResultSet row) throws SQLException {
        var by = row.getString("approved_by");
        return by == null ? null : new Approval(by, instant(row, "approved_at"), row.getBoolean("approved_late"));
    }

    private static @Nullable Return sentBack(ResultSet row) throws SQLException {
        var by = row.getString("returned_by");
        return by == null || !row.getBoolean("sent_back")
                ? null
                : new Return(
                        by,
                        instant(row, "returned_at"),
                        row.getString("return_reason"),
                        EventJson.mapper()
                                .readValue(row.getString("return_cells"), new TypeReference<List<CellAt>>() {}));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
