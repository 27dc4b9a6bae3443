package org.mingzhang.query.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.RuleDraft;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 现行规则: the rules of a campaign at a ledger position, those of its edition and those published since. */
@Component
public class RulesInForce {

    /** Editions with published rules that are kept ready; each position of a publication makes one. */
    private static final int KEPT = 64;

    /**
     * A version.
     *
     * @param position ledger position at which it was published
     * @param by staff number
     */
    public record Version(
            String rule,
            int version,
            long position,
            String table,
            Rule.Severity severity,
            String expression,
            String words,
            String message,
            String reason,
            String by,
            Instant at) {}

    private final JdbcClient sql;
    private final Map<String, Catalogue> ready = new ConcurrentHashMap<>();

    public RulesInForce(JdbcClient sql) {
        this.sql = sql;
    }

    /** Every version ever published, the newest first. */
    public List<Version> versions(CampaignKey campaign) {
        return sql.sql("select * from published_rule where campaign = ? order by position desc")
                .param(campaign.toString())
                .query(RulesInForce::version)
                .list();
    }

    /**
     * An edition with the rules that were in force at a position.
     *
     * @param edition the campaign's own
     */
    public Catalogue at(CampaignKey campaign, Catalogue edition, long position) {
        var published = sql.sql("""
                        select distinct on (rule) * from published_rule where campaign = ? and position <= ?
                        order by rule, position desc""")
                .params(campaign.toString(), position)
                .query(RulesInForce::version)
                .list();
        if (published.isEmpty()) {
            return edition;
        }
        var name = campaign + " " + edition.edition() + " "
                + published.stream()
                        .map(each -> Long.toString(each.position()))
                        .sorted()
                        .collect(Collectors.joining(" "));
        if (ready.size() > KEPT) {
            ready.clear();
        }
        return ready.computeIfAbsent(
                name,
                none -> edition.with(
                        published.stream().map(each -> read(edition, each)).toList()));
    }

    private static Rule read(Catalogue edition, Version version) {
        return RuleDraft.read(
                edition,
                edition.table(version.table()).orElseThrow(),
                version.rule(),
                version.severity(),
                version.words(),
                version.expression(),
                version.message());
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        return new Version(
                row.getString("rule"),
                row.getInt("version"),
                row.getLong("position"),
                row.getString("table_code"),
                Rule.Severity.valueOf(row.getString("severity")),
                row.getString("expression"),
                row.getString("words"),
                row.getString("message"),
                row.getString("reason"),
                row.getString("by_staff"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
