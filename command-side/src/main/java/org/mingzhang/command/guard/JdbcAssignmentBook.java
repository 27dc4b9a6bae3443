package org.mingzhang.command.guard;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.campaign.CampaignEvent;
import org.mingzhang.events.campaign.PlanEvent;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.table.AssignmentEvent;
import org.mingzhang.events.table.ShareEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the book in the transaction that appends the events. Changes of entries do not concern it and cost it nothing. */
@Component
@ProcessingGroup("guard")
class JdbcAssignmentBook implements AssignmentBook {

    private static final String TABLES = """
            select t.table_key, t.edition, t.form, t.sources, t.state as table_state, t.consolidated,
                   s.department, s.lead, s.filling, s.collectors, s.reviewer, s.supervisor, s.teachers, s.part,
                   s.nil_proposed, s.state, s.content_hash, s.entries
            from guard.planned_table t left join guard.share s on s.table_key = t.table_key
            """;

    private final JdbcClient sql;

    JdbcAssignmentBook(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<CampaignNow> campaigns() {
        return sql.sql("select campaign, edition, state from guard.campaign order by campaign")
                .query(JdbcAssignmentBook::campaign)
                .list();
    }

    @Override
    public Optional<CampaignNow> campaign(CampaignKey campaign) {
        return sql.sql("select campaign, edition, state from guard.campaign where campaign = :campaign")
                .param("campaign", campaign.toString())
                .query(JdbcAssignmentBook::campaign)
                .optional();
    }

    @Override
    public List<StageDates> stages(CampaignKey campaign) {
        return sql.sql(
                        "select stage, opens_on, due_on from guard.stage where campaign = :campaign order by due_on, stage")
                .param("campaign", campaign.toString())
                .query((row, number) -> new StageDates(
                        Stage.valueOf(row.getString("stage")),
                        day(row, "opens_on"),
                        row.getObject("due_on", LocalDate.class)))
                .list();
    }

    @Override
    public List<PlannedTable> tables(CampaignKey campaign) {
        return joined(sql.sql(TABLES + """
                where t.campaign = :campaign
                order by string_to_array(t.code, '.')::int[], not s.lead, s.department""").param("campaign", campaign.toString()));
    }

    @Override
    public Optional<PlannedTable> table(TableKey table) {
        return joined(sql.sql(TABLES + "where t.table_key = :table order by not s.lead, s.department")
                        .param("table", table.toString()))
                .stream()
                .findFirst();
    }

    private static List<PlannedTable> joined(JdbcClient.StatementSpec query) {
        var tables = new LinkedHashMap<TableKey, PlannedTable>();
        var shares = new LinkedHashMap<TableKey, List<ShareNow>>();
        query.query(row -> {
            var key = TableKey.of(row.getString("table_key"));
            tables.putIfAbsent(key, tableOf(key, row));
            var own = shares.computeIfAbsent(key, none -> new ArrayList<>());
            if (row.getString("department") != null) {
                own.add(shareOf(row));
            }
        });
        return tables.values().stream()
                .map(table -> new PlannedTable(
                        table.table(),
                        table.edition(),
                        table.form(),
                        table.sources(),
                        table.state(),
                        table.consolidated(),
                        List.copyOf(shares.getOrDefault(table.table(), List.of()))))
                .toList();
    }

    private static PlannedTable tableOf(TableKey key, ResultSet row) throws SQLException {
        return new PlannedTable(
                key,
                row.getString("edition"),
                AssignmentEvent.Form.valueOf(row.getString("form")),
                Rows.texts(row, "sources"),
                TableState.valueOf(row.getString("table_state")),
                row.getString("consolidated"),
                List.of());
    }

    private static ShareNow shareOf(ResultSet row) throws SQLException {
        return new ShareNow(
                row.getString("department"),
                row.getBoolean("lead"),
                AssignmentEvent.Filling.valueOf(row.getString("filling")),
                Rows.texts(row, "collectors"),
                row.getString("reviewer"),
                row.getString("supervisor"),
                Rows.texts(row, "teachers"),
                row.getString("part"),
                row.getBoolean("nil_proposed"),
                ShareState.valueOf(row.getString("state")),
                row.getString("content_hash"),
                row.getInt("entries"));
    }

    private static CampaignNow campaign(ResultSet row, int number) throws SQLException {
        return new CampaignNow(
                CampaignKey.of(row.getString("campaign")),
                row.getString("edition"),
                CampaignState.valueOf(row.getString("state")));
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    @EventHandler
    void on(PlanEvent.CampaignPlanned planned) {
        sql.sql("""
                insert into guard.campaign (campaign, edition, state) values (:campaign, :edition, 'PLANNED')
                on conflict (campaign) do nothing""")
                .param("campaign", planned.campaign().toString())
                .param("edition", planned.edition())
                .update();
    }

    @EventHandler
    void on(PlanEvent.StageScheduled scheduled) {
        sql.sql("""
                insert into guard.stage (campaign, stage, opens_on, due_on)
                values (:campaign, :stage, cast(:opens as date), :due)
                on conflict (campaign, stage) do update set opens_on = excluded.opens_on, due_on = excluded.due_on""")
                .param("campaign", scheduled.campaign().toString())
                .param("stage", scheduled.stage().name())
                .param("opens", scheduled.opensOn() == null ? null : Date.valueOf(scheduled.opensOn()))
                .param("due", Date.valueOf(scheduled.dueOn()))
                .update();
    }

    @EventHandler
    void on(CampaignEvent event) {
        for (var now : CampaignState.values()) {
            var next = CampaignState.after(event, now);
            if (next != now) {
                move(event.campaign(), next);
                return;
            }
        }
    }

    private void move(CampaignKey campaign, CampaignState state) {
        sql.sql("update guard.campaign set state = :state where campaign = :campaign")
                .param("state", state.name())
                .param("campaign", campaign.toString())
                .update();
    }

    @EventHandler
    void on(AssignmentEvent.TablePlanned planned) {
        sql.sql("""
                insert into guard.planned_table (table_key, campaign, code, edition, form, sources, state)
                values (:table, :campaign, :code, :edition, :form, :sources, 'LOCKED')
                on conflict (table_key) do nothing""")
                .param("table", planned.table().toString())
                .param("campaign", planned.table().campaign().toString())
                .param("code", planned.table().code())
                .param("edition", planned.edition())
                .param("form", planned.form().name())
                .param("sources", planned.sources().toArray(String[]::new))
                .update();
    }

    @EventHandler
    void on(AssignmentEvent.ShareAssigned assigned) {
        sql.sql("""
                insert into guard.share (table_key, department, lead, filling, collectors, reviewer, supervisor, teachers, part,
                                         nil_proposed, state)
                values (:table, :department, :lead, :filling, :collectors, :reviewer, :supervisor, :teachers, :part,
                        :nil, 'OPEN')
                on conflict (table_key, department) do update set lead = excluded.lead, filling = excluded.filling,
                    collectors = excluded.collectors, reviewer = excluded.reviewer, supervisor = excluded.supervisor,
                    teachers = excluded.teachers, part = excluded.part, nil_proposed = excluded.nil_proposed""")
                .param("table", assigned.table().toString())
                .param("department", assigned.department())
                .param("lead", assigned.lead())
                .param("filling", assigned.filling().name())
                .param("collectors", assigned.collectors().toArray(String[]::new))
                .param("reviewer", assigned.reviewer())
                .param("supervisor", assigned.supervisor())
                .param("teachers", assigned.teachers().toArray(String[]::new))
                .param("part", assigned.part())
                .param("nil", assigned.nilProposed())
                .update();
    }

    @EventHandler
    void on(AssignmentEvent.ShareDropped dropped) {
        sql.sql("delete from guard.share where table_key = :table and department = :department")
                .param("table", dropped.table().toString())
                .param("department", dropped.department())
                .update();
    }

    @EventHandler
    void on(AssignmentEvent.TableOpened opened) {
        table(opened.table(), TableState.OPEN);
    }

    @EventHandler
    void on(AssignmentEvent.TableLocked locked) {
        table(locked.table(), TableState.LOCKED);
    }

    @EventHandler
    void on(AssignmentEvent.TableFrozen frozen) {
        table(frozen.table(), TableState.FROZEN);
    }

    @EventHandler
    void on(AssignmentEvent.TableUnfrozen unfrozen) {
        table(unfrozen.table(), TableState.OPEN);
    }

    @EventHandler
    void on(ShareEvent.ShareSubmitted submitted) {
        share(
                submitted.table(),
                submitted.department(),
                ShareState.SUBMITTED,
                submitted.contentHash(),
                submitted.entries());
    }

    @EventHandler
    void on(ShareEvent.NilDeclared declared) {
        share(declared.table(), declared.department(), ShareState.SUBMITTED, declared.contentHash(), 0);
    }

    @EventHandler
    void on(ShareEvent.ShareWithdrawn withdrawn) {
        share(withdrawn.table(), withdrawn.department(), ShareState.OPEN);
    }

    @EventHandler
    void on(ShareEvent.BriefingRecorded recorded) {
        share(recorded.table(), recorded.department(), ShareState.BRIEFED);
    }

    @EventHandler
    void on(ShareEvent.BriefingContested contested) {
        share(contested.table(), contested.department(), ShareState.SUBMITTED);
    }

    @EventHandler
    void on(ShareEvent.ShareApproved approved) {
        share(approved.table(), approved.department(), ShareState.APPROVED, approved.contentHash(), approved.entries());
    }

    @EventHandler
    void on(ShareEvent.ShareReturned returned) {
        share(returned.table(), returned.department(), ShareState.RETURNED);
    }

    @EventHandler
    void on(ShareEvent.ShareReopened reopened) {
        share(reopened.table(), reopened.department(), ShareState.RETURNED);
        consolidated(reopened.table(), null);
    }

    @EventHandler
    void on(ShareEvent.TableConsolidated consolidated) {
        consolidated(consolidated.table(), consolidated.contentHash());
    }

    private void table(TableKey table, TableState state) {
        sql.sql("update guard.planned_table set state = :state where table_key = :table")
                .param("state", state.name())
                .param("table", table.toString())
                .update();
    }

    private void consolidated(TableKey table, @Nullable String contentHash) {
        sql.sql("update guard.planned_table set consolidated = :hash where table_key = :table")
                .param("hash", contentHash)
                .param("table", table.toString())
                .update();
    }

    private void share(TableKey table, String department, ShareState state) {
        sql.sql("update guard.share set state = :state where table_key = :table and department = :department")
                .param("state", state.name())
                .param("table", table.toString())
                .param("department", department)
                .update();
    }

    private void share(TableKey table, String department, ShareState state, String contentHash, int entries) {
        sql.sql("""
                update guard.share set state = :state, content_hash = :hash, entries = :entries
                where table_key = :table and department = :department""")
                .param("state", state.name())
                .param("hash", contentHash)
                .param("entries", entries)
                .param("table", table.toString())
                .param("department", department)
                .update();
    }
}
