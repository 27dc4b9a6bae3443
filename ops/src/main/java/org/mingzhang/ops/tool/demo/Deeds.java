package org.mingzhang.ops.tool.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.ops.tool.demo.Browser.Answer;

/** 经办: what collectors, heads and the office of the demo college do in a campaign, request by request. */
public final class Deeds {

    public static final String CAMPAIGN = "/campaigns/2022";

    private final String campaign;
    private final Cast cast;
    private final DemoCollege college;
    private final DemoRows rows;

    public Deeds(Cast cast, DemoCollege college, DemoRows rows) {
        this(cast, college, rows, CAMPAIGN);
    }

    /**
     * The deeds of another campaign.
     *
     * @param campaign its address below {@code /api/v1}
     */
    Deeds(Cast cast, DemoCollege college, DemoRows rows, String campaign) {
        this.campaign = campaign;
        this.cast = cast;
        this.college = college;
        this.rows = rows;
    }

    public static String table(String code) {
        return CAMPAIGN + "/tables/" + code;
    }

    public static String share(String code, String department) {
        return table(code) + "/shares/" + department;
    }

    String campaign() {
        return campaign;
    }

    String tableOf(String code) {
        return campaign + "/tables/" + code;
    }

    String shareOf(String code, String department) {
        return tableOf(code) + "/shares/" + department;
    }

    /** The person in charge of the collection office. */
    public Browser office() {
        return cast.as("20050007");
    }

    public Browser collector(String department) {
        return cast.as(college.collector(department).staffNo());
    }

    public Browser head(String department) {
        return cast.as(college.head(department).staffNo());
    }

    /** The people of a share as the college's plan has them. */
    public Map<String, Object> people(String table, String department) {
        var division = college.division(table);
        var people = new LinkedHashMap<String, Object>();
        people.put("collectors", List.of(college.collector(department).staffNo()));
        people.put("reviewer", college.head(department).staffNo());
        people.put("supervisor", college.supervisorOf(department).staffNo());
        var part = division.partOf(department);
        if (part != null) {
            people.put("part", part);
        }
        if (division.nilProposed()) {
            people.put("nilProposed", true);
        }
        return people;
    }

    /** Body of one new entry. */
    public static Map<String, Object> newEntry(String department, @Nullable String owner, Map<String, ?> cells) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("department", department);
        if (owner != null) {
            entry.put("owner", owner);
        }
        entry.put("values", cells);
        return entry;
    }

    /** Body of a block of new entries, as it comes from a spreadsheet. */
    public Map<String, Object> block(String table, String department, List<SortedMap<String, CellValue>> lines) {
        var changes = new ArrayList<Map<String, Object>>();
        for (var line : lines) {
            var change = owned(table, line);
            change.put("op", "ADD");
            changes.add(change);
        }
        return Map.of("department", department, "changes", changes);
    }

    public Answer paste(String table, String department, List<SortedMap<String, CellValue>> lines) {
        return collector(department).post(tableOf(table) + "/entries/batch", block(table, department, lines));
    }

    /** Body of an import: one file with all its rows. */
    public static Map<String, Object> file(
            String department, String fileName, String preparedBy, List<? extends SortedMap<String, CellValue>> lines) {
        return importing(
                department,
                fileName,
                preparedBy,
                lines.stream().map(line -> Map.of("values", line)).toList());
    }

    private static Map<String, Object> importing(
            String department, String fileName, String preparedBy, List<? extends Map<String, ?>> rows) {
        var source = Map.of("fileName", fileName, "sha256", "5a".repeat(32), "preparedBy", preparedBy);
        return Map.of("department", department, "source", source, "rows", rows);
    }

    /** Rows with the teacher whose own entry each will be, where teachers fill the table. */
    private List<Map<String, Object>> owned(String table, List<SortedMap<String, CellValue>> lines) {
        return lines.stream().map(line -> owned(table, line)).toList();
    }

    private Map<String, Object> owned(String table, SortedMap<String, CellValue> line) {
        var row = new LinkedHashMap<String, Object>();
        var owner = college.division(table).perTeacher() ? rows.ownerOf(line) : null;
        if (owner != null) {
            row.put("owner", owner);
        }
        row.put("values", line);
        return row;
    }

    /** The office imports what a department sent as one file, and waits until all of it stands. */
    public Answer importFile(
            Browser office, String table, String department, String file, List<SortedMap<String, CellValue>> lines) {
        var preparedBy = college.collector(department).name();
        var accepted = office.post(
                        tableOf(table) + "/imports", importing(department, file, preparedBy, owned(table, lines)))
                .mustBeOk();
        var at = tableOf(table) + "/imports/" + accepted.json().path("id").asString("");
        while (true) {
            var stands = office.get(at).mustBeOk();
            switch (stands.json().path("state").asString("")) {
                case "RUNNING" -> LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                case "DONE" -> {
                    return stands;
                }
                default -> throw new IllegalStateException("import of " + table + " failed: " + stands);
            }
        }
    }

    public static Answer confirm(Browser teacher, String table, int entry) {
        return teacher.post(table(table) + "/entries/" + entry + "/confirmation", null);
    }

    /** The collector hands the share over; what rules of experience find strange is explained. */
    public Answer submit(String table, String department) {
        var who = collector(department);
        var path = shareOf(table, department) + "/submission";
        var answer = who.post(path, Map.of("explanations", List.of()));
        return answer.problem().equals("explanation-required")
                ? who.post(path, Map.of("explanations", explanations(answer)))
                : answer;
    }

    private static List<Map<String, Object>> explanations(Answer warned) {
        var said = new TreeMap<String, Map<String, Object>>();
        for (var error : warned.json().path("errors")) {
            var rule = error.path("rule").asString("");
            said.put(rule, Map.of("rule", rule, "words", "学校目前的实际情况如此，" + rule + "所指事项已列入明年改进计划"));
        }
        return List.copyOf(said.values());
    }

    public Answer declareNil(String table, String department) {
        return collector(department).post(shareOf(table, department) + "/nil-return", Map.of("reason", "本校本学年未开展该项业务"));
    }

    public Answer openReview(String table, String department) {
        return head(department).post(shareOf(table, department) + "/review", null);
    }

    /** The head reports to the supervising leader. */
    public Answer brief(String table, String department, Instant heldAt) {
        return head(department)
                .post(
                        shareOf(table, department) + "/briefing",
                        briefing(college.supervisorOf(department).staffNo(), heldAt));
    }

    public static Map<String, Object> briefing(String leader, Instant heldAt) {
        return Map.of("leader", leader, "heldAt", heldAt.toString(), "manner", "当面", "note", "");
    }

    /** What a reader is shown as the content that a signature would bind. */
    public static String contentHash(Browser reader, String table, String department) {
        return contentHashAt(reader, table(table), department);
    }

    private static String contentHashAt(Browser reader, String table, String department) {
        for (var share : reader.get(table).mustBeOk().json().path("shares")) {
            if (share.path("department").asString("").equals(department)) {
                return share.path("contentHash").asString("");
            }
        }
        throw new IllegalStateException("table " + table + " shows no share of " + department);
    }

    public static Map<String, Object> signature(String contentHash, String password) {
        return Map.of("contentHash", contentHash, "password", password);
    }

    /** The head signs what he or she was shown. */
    public Answer approve(String table, String department) {
        var who = head(department);
        var hash = contentHashAt(who, tableOf(table), department);
        return who.post(shareOf(table, department) + "/approval", signature(hash, DemoCollege.PASSWORD));
    }
}
