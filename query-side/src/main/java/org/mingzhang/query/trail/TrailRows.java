package org.mingzhang.query.trail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.Sentences;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 审计轨迹 by conditions, the newest first, with what happened in words. */
@Component
class TrailRows {

    static final Sentences CHINESE = new Sentences(TrailRows.class, "words.properties");
    static final Sentences ENGLISH = new Sentences(TrailRows.class, "words_en.properties");

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?Z");
    private static final DateTimeFormatter BEIJING =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private static final String REFUSED = "account.attempt-refused";
    private static final String LOOKED = "account.looked-at";

    /** What was tried, in Chinese. */
    private static final Map<String, String> ACTS = Map.ofEntries(
            Map.entry("assign-share", "分配任务"),
            Map.entry("approve-share", "审核通过"),
            Map.entry("return-share", "审核退回"),
            Map.entry("record-briefing", "记录向分管领导汇报"),
            Map.entry("answer-briefing", "确认汇报"),
            Map.entry("reopen-share", "重新打开已审核数据"),
            Map.entry("grant-extension", "批准延期"),
            Map.entry("reopen-campaign", "更正已上报数据"),
            Map.entry("sign-off", "签审"),
            Map.entry("return-sign-off", "退回签审"),
            Map.entry("submit-campaign", "上报"),
            Map.entry("take-snapshot", "生成快照"),
            Map.entry("export-snapshot", "导出快照"),
            Map.entry("export-entries", "导出数据"),
            Map.entry("appoint-head", "任命部门负责人"));

    /** What the words of events are called in Chinese, where they stand alone. */
    private static final Map<String, String> CALLED = Map.ofEntries(
            Map.entry("PLATFORM", "平台搭建"),
            Map.entry("SOURCE_TABLES", "源数据表"),
            Map.entry("COLLECTION", "采集"),
            Map.entry("REVIEW", "审核"),
            Map.entry("CHECKING", "逻辑性校验"),
            Map.entry("LEADERS", "学校领导审核"),
            Map.entry("SUBMISSION", "上报"),
            Map.entry("TYPED", "键入"),
            Map.entry("PASTED", "粘贴"),
            Map.entry("IMPORTED", "导入"),
            Map.entry("CARRIED", "结转"),
            Map.entry("RESTORED", "还原"),
            Map.entry("ERROR", "逻辑校验"),
            Map.entry("WARNING", "经验校验"),
            Map.entry("true", "是"),
            Map.entry("false", "否"),
            Map.entry("entries", "数据"),
            Map.entry("evidence", "佐证材料"),
            Map.entry("print", "打印件"),
            Map.entry("sign-off", "签审材料"),
            Map.entry("snapshot", "快照"),
            Map.entry("bulletin", "督查通报"),
            Map.entry("bad-password", "密码不正确"),
            Map.entry("bad-proof", "激活凭据不正确"),
            Map.entry("trail", "督查台账"),
            Map.entry("proven-snapshot", "可核验的上报包"),
            Map.entry("year-difference", "年度对比"),
            Map.entry("accountability", "责任时长"),
            Map.entry("rework", "返工"),
            Map.entry("rights", "权限"),
            Map.entry("questions", "提问与答复"),
            Map.entry("findings", "校验异常"),
            Map.entry("indicators", "指标"),
            Map.entry("overrides", "例外登记"),
            Map.entry("handover", "交接"),
            Map.entry("history", "修改经过"),
            Map.entry("difference", "前后差异"),
            Map.entry("blame", "逐格溯人"),
            Map.entry("import", "导入的文件"),
            Map.entry("removed", "已删除的记录"),
            Map.entry("corrections", "更正"),
            Map.entry("checks", "校验"),
            Map.entry("signatures", "签名"),
            Map.entry("review", "审核"),
            Map.entry("teachers", "教师填报情况"),
            Map.entry("signals", "线索"));

    /** The sentence in both languages. */
    record Summary(String zh, String en) {}

    /**
     * One event.
     *
     * @param post the person's post then
     * @param postDepartment code of the person's department then
     * @param department the share it happened in
     * @param subject the person it happened to
     */
    record Row(
            long position,
            String event,
            Instant at,
            @Nullable Who by,
            String post,
            String postDepartment,
            String family,
            String kind,
            @Nullable String campaign,
            @Nullable String table,
            @Nullable String department,
            @Nullable Integer entry,
            @Nullable Who subject,
            @Nullable String how,
            @Nullable String reason,
            String device,
            String correlation,
            Summary summary,
            JsonNode facts) {}

    /**
     * What is asked for.
     *
     * @param text SQL of our own, with one named value
     */
    record Condition(String text, String name, Object value) {}

    private record Line(
            long position,
            String event,
            Instant at,
            String by,
            String post,
            String postDepartment,
            String family,
            String kind,
            @Nullable String campaign,
            @Nullable String table,
            @Nullable String department,
            @Nullable Integer entry,
            @Nullable String subject,
            @Nullable String how,
            @Nullable String reason,
            String device,
            String correlation,
            JsonNode facts) {}

    private final JdbcClient sql;
    private final Organisation organisation;
    private final RefusalTitles titles;

    TrailRows(JdbcClient sql, Organisation organisation, RefusalTitles titles) {
        this.titles = titles;
        this.sql = sql;
        this.organisation = organisation;
    }

    /** Those that meet all conditions, up to a ledger position. */
    List<Row> of(List<Condition> conditions, long at, int limit, long offset) {
        return shown(lines(conditions, at, limit, offset));
    }

    private List<Line> lines(List<Condition> conditions, long at, int limit, long offset) {
        var where = conditions.stream().map(each -> " and " + each.text()).collect(Collectors.joining());
        JdbcClient.StatementSpec statement = sql.sql("select * from trail where position <= :at" + where
                        + " order by position desc limit :limit offset :offset")
                .param("at", at)
                .param("limit", limit)
                .param("offset", offset);
        for (var condition : conditions) {
            statement = statement.param(condition.name(), condition.value());
        }
        return statement.query(TrailRows::line).list();
    }

    private List<Row> shown(List<Line> lines) {
        // a replay asks for many pages, and only looks name a department in their sentence
        var looks = lines.stream().anyMatch(line -> line.kind().equals(LOOKED));
        var departments = looks ? organisation.departmentNames() : Map.<String, String>of();
        var people = new ArrayList<String>();
        lines.forEach(line -> {
            people.add(line.by());
            if (line.subject() != null) {
                people.add(line.subject());
            }
        });
        var names = organisation.names(people);
        return lines.stream()
                .map(line -> new Row(
                        line.position(),
                        line.event(),
                        line.at(),
                        names.of(line.by()),
                        line.post(),
                        line.postDepartment(),
                        line.family(),
                        line.kind(),
                        line.campaign(),
                        line.table(),
                        line.department(),
                        line.entry(),
                        names.of(line.subject()),
                        line.how(),
                        line.reason(),
                        line.device(),
                        line.correlation(),
                        summary(line, departments),
                        line.facts()))
                .toList();
    }

    private Summary summary(Line line, Map<String, String> departments) {
        var known = new LinkedHashMap<String, String>();
        line.facts().properties().forEach(fact -> known.put(fact.getKey(), written(fact.getValue())));
        know(known, "department", line.department());
        know(known, "entry", line.entry());
        know(known, "how", line.how());
        know(known, "reason", line.reason());
        know(known, "staffNo", line.subject());
        know(
                known,
                "tableCode",
                line.table() == null ? null : TableKey.of(line.table()).code());
        var inChinese = new LinkedHashMap<>(known);
        inChinese.replaceAll((name, value) ->
                name.equals("act") ? ACTS.getOrDefault(value, value) : CALLED.getOrDefault(value, value));
        if (line.kind().equals(REFUSED)) {
            var rule = known.getOrDefault("rule", "");
            titles.of(rule, false).ifPresent(title -> inChinese.put("rule", title));
            titles.of(rule, true).ifPresent(title -> known.put("rule", title));
        }
        if (line.kind().equals(LOOKED)) {
            known.computeIfPresent("share", (name, code) -> departments.getOrDefault(code, code));
            inChinese.put("place", place(known, "：", "%s 年", "表 %s", "教工号 %s"));
            known.put("place", place(known, ": ", "%s", "table %s", "staff number %s"));
        }
        return new Summary(CHINESE.of(line.kind(), inChinese), ENGLISH.of(line.kind(), known));
    }

    /** Where somebody looked: as much of campaign, table, department and person as is known; empty if it was everywhere. */
    private static String place(Map<String, String> known, String colon, String year, String table, String person) {
        var place = Stream.of(
                        Map.entry("year", year),
                        Map.entry("tableCode", table),
                        Map.entry("share", "%s"),
                        Map.entry("person", person))
                .filter(each -> !known.getOrDefault(each.getKey(), "").isEmpty())
                .map(each -> each.getValue().formatted(known.get(each.getKey())))
                .collect(Collectors.joining(" · "));
        return place.isEmpty() ? "" : colon + place;
    }

    private static void know(Map<String, String> known, String name, @Nullable Object value) {
        if (value != null) {
            known.put(name, value.toString());
        }
    }

    private static String written(JsonNode fact) {
        if (fact.isNull()) {
            return "";
        }
        if (fact.isArray()) {
            return fact.valueStream()
                    .map(item -> item.isString() ? item.stringValue() : item.toString())
                    .collect(Collectors.joining("、"));
        }
        return fact.isString() ? moment(fact.stringValue()) : fact.toString();
    }

    /** An instant as people write it, in Beijing time; anything else as it is. */
    private static String moment(String text) {
        return INSTANT.matcher(text).matches() ? BEIJING.format(Instant.parse(text)) : text;
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getLong("position"),
                row.getString("event_id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by_staff"),
                row.getString("post"),
                row.getString("post_department"),
                row.getString("family"),
                row.getString("kind"),
                row.getString("campaign"),
                row.getString("table_key"),
                row.getString("department"),
                row.getObject("entry", Integer.class),
                row.getString("subject"),
                row.getString("how"),
                row.getString("reason"),
                row.getString("device"),
                row.getString("correlation"),
                JSON.readTree(row.getString("facts")));
    }
}
