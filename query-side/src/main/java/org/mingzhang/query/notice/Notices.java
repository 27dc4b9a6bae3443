package org.mingzhang.query.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Language;
import org.mingzhang.query.Sentences;
import org.mingzhang.query.org.Organisation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** 通知 in words: what is stored says whom and what about; the sentence is made when it is read. */
@Component
public final class Notices {

    static final Sentences CHINESE = new Sentences(Notices.class, "notices.properties");
    static final Sentences ENGLISH = new Sentences(Notices.class, "notices_en.properties");

    private static final JsonMapper JSON = new JsonMapper();
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Facts in words that people typed, which stay inside the house. */
    private static final List<String> TYPED = List.of("reason", "note", "text");

    /**
     * A notice as it is stored.
     *
     * @param position ledger position of the event it is about; with the person it names the notice
     * @param facts what the sentence needs, by name
     * @param readAt when the person opened it; null while unread
     */
    public record Notice(
            String staffNo,
            long position,
            String kind,
            @Nullable CampaignKey campaign,
            @Nullable TableKey table,
            @Nullable String department,
            Map<String, String> facts,
            String by,
            Instant at,
            @Nullable Instant readAt) {

        /** Without anything that people typed, so that it may leave the house. */
        public Notice withoutTypedWords() {
            var rest = new HashMap<>(facts);
            rest.keySet().removeAll(TYPED);
            return new Notice(staffNo, position, kind, campaign, table, department, rest, by, at, readAt);
        }
    }

    private final JdbcClient sql;
    private final Catalogues catalogues;
    private final Organisation organisation;

    Notices(JdbcClient sql, Catalogues catalogues, Organisation organisation) {
        this.sql = sql;
        this.catalogues = catalogues;
        this.organisation = organisation;
    }

    /** Somebody's notices, the newest first. */
    List<Notice> of(String staffNo, long upTo, int limit, long offset) {
        return sql.sql("""
                        select * from notice where staff_no = ? and position <= ?
                        order by position desc limit ? offset ?""")
                .params(staffNo, upTo, limit, offset)
                .query((row, number) -> read(row))
                .list();
    }

    int unread(String staffNo) {
        return sql.sql("select count(*) from notice where staff_no = ? and read_at is null")
                .param(staffNo)
                .query(Integer.class)
                .single();
    }

    /** That the ledger takes nothing any more, to whoever watches over the system: a notice that no event can be written for. */
    public List<Notice> ofFrozenLedger(Instant at) {
        return sql.sql("""
                        select staff_no from person
                        where roles && array['INSPECTOR', 'TECHNICIAN']::text[] and left_on is null order by staff_no""").query(String.class).list().stream()
                .map(staffNo ->
                        new Notice(staffNo, 0, "ledger-frozen", null, null, null, Map.of(), Event.SYSTEM, at, null))
                .toList();
    }

    /** Everybody's notices after one person's of a ledger position, the oldest first. */
    public List<Notice> after(long position, String staffNo, int limit) {
        return sql.sql("""
                        select * from notice where (position, staff_no) > (?, ?)
                        order by position, staff_no limit ?""")
                .params(position, staffNo, limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** What it is about in a few words. */
    public String title(Notice notice, Language language) {
        return sentences(language).of(notice.kind() + ".title", Map.of());
    }

    /** The sentence. */
    public String text(Notice notice, Language language) {
        var known = new HashMap<>(notice.facts());
        known.computeIfPresent(
                "until", (name, instant) -> MINUTE.format(Instant.parse(instant).atZone(BEIJING)));
        known.computeIfPresent("stage", (name, stage) -> stage(Stage.valueOf(stage), language));
        var campaign = notice.campaign();
        if (campaign != null) {
            known.put("campaign", Integer.toString(campaign.year()));
        }
        var table = notice.table();
        if (table != null) {
            known.put("table", table.code() + " " + title(table));
        }
        var department = notice.department();
        if (department != null) {
            known.put("department", organisation.departmentNames().getOrDefault(department, department));
        }
        return ended(sentences(language).of(notice.kind(), known));
    }

    /** A sentence whose last words are withheld ends all the same. */
    private static String ended(String sentence) {
        var text = sentence.strip();
        return text.endsWith("：")
                ? text.substring(0, text.length() - 1) + "。"
                : text.endsWith(":") ? text.substring(0, text.length() - 1) + "." : text;
    }

    /** Table and department in words; empty where it is about neither. */
    public String place(Notice notice) {
        var table = notice.table();
        var department = notice.department();
        var name = table == null ? "" : table.code() + " " + title(table);
        return department == null
                ? name
                : name + " " + organisation.departmentNames().getOrDefault(department, department);
    }

    private static Sentences sentences(Language language) {
        return language == Language.ENGLISH ? ENGLISH : CHINESE;
    }

    private String title(TableKey table) {
        return sql.sql("select edition from collection_table where table_key = ?")
                .param(table.toString())
                .query(String.class)
                .optional()
                .flatMap(catalogues::find)
                .flatMap(edition -> edition.table(table.code()))
                .map(Table::zh)
                .orElse("");
    }

    private static String stage(Stage stage, Language language) {
        return switch (stage) {
            case PLATFORM -> language.of("平台搭建及云端数据接收", "platform");
            case SOURCE_TABLES -> language.of("源数据表采集与审核", "source tables");
            case COLLECTION -> language.of("阶段性数据采集", "collection");
            case REVIEW -> language.of("阶段性数据审核", "review");
            case CHECKING -> language.of("数据逻辑性校验", "logic checks");
            case LEADERS -> language.of("学校领导审核", "leaders");
            case SUBMISSION -> language.of("提交到教育部", "submission");
        };
    }

    private static Notice read(ResultSet row) throws SQLException {
        var facts = new HashMap<String, String>();
        JSON.readTree(row.getString("facts"))
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asString()));
        var campaign = row.getString("campaign");
        var table = row.getString("table_key");
        var readAt = row.getObject("read_at", OffsetDateTime.class);
        return new Notice(
                row.getString("staff_no"),
                row.getLong("position"),
                row.getString("kind"),
                campaign == null ? null : CampaignKey.of(campaign),
                table == null ? null : TableKey.of(table),
                row.getString("department"),
                facts,
                row.getString("by_staff"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                readAt == null ? null : readAt.toInstant());
    }
}
