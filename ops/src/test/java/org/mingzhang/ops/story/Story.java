package org.mingzhang.ops.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingzhang.ops.tool.demo.Deeds.newEntry;
import static org.mingzhang.ops.tool.demo.Deeds.table;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.table.How;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoCollege.Staff;
import org.mingzhang.ops.tool.demo.DemoPlan;
import org.mingzhang.ops.tool.demo.DemoRows;

/** What people do in the story, each act with its line in the {@link Book}. */
final class Story implements AutoCloseable {

    static final String INSPECTOR = "20030009";
    static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    final DemoCollege college = new DemoCollege();
    final Catalogue catalogue = Catalogues.load().edition("2022");
    final Book book = new Book();
    final DemoRows rows;
    final Installation installation;
    private final Map<String, Instant> looks = new HashMap<>();
    private Cast cast;
    private Deeds deeds;

    Story(Path data, int students) {
        rows = new DemoRows(catalogue, college, students);
        installation = Installation.on(data);
        cast = everybody(0);
        deeds = new Deeds(cast, college, rows);
    }

    /** A campaign that is open, without keeping any book of how that came about. */
    void openACampaign() {
        cast.setClock(LocalDateTime.parse("2022-09-08T09:00:00").atZone(BEIJING).toInstant());
        fine(cast.stranger("20050007").post("/setup", cast.setUp(installation.setUpCode())));
        fine(office().post("/organisation/departments", cast.departments(false)));
        fine(office().post("/organisation/staff", cast.staff()));
        fine(office().post("/organisation/departments", cast.departments(true)));
        fine(office().post("/campaigns", DemoPlan.of(college)));
        for (var division : college.divisions()) {
            for (var department : division.shares()) {
                fine(office().put(Deeds.share(division.code(), department), deeds.people(division.code(), department)));
            }
        }
        for (var point : fine(office().get(Deeds.CAMPAIGN)).json().path("points")) {
            fine(office().post(
                            Deeds.CAMPAIGN + "/points/" + point.path("point").asString("") + "/settlement",
                            Map.of("decision", "按学校任务分配表确定")));
        }
        fine(office().post(Deeds.CAMPAIGN + "/opening", null));
        quiet();
    }

    private Cast everybody(long seen) {
        var all = new Cast(installation.server(), college, Browser.Keys.RANDOM, seen);
        all.onLogIn(staffNo -> book.happened(account(staffNo), "account.logged-in"));
        return all;
    }

    Cast cast() {
        return cast;
    }

    /** The program is stopped and started again on what it left; everybody has to log in again. */
    void restart() {
        installation.stop();
        installation.start();
        var seen = cast.seen();
        cast = everybody(seen);
        deeds = new Deeds(cast, college, rows);
    }

    Browser as(String staffNo) {
        return cast.as(staffNo);
    }

    Deeds deeds() {
        return deeds;
    }

    Browser office() {
        return deeds.office();
    }

    /** The inspector looks at something of a table, which is on record once an hour. */
    Browser looking(String what, String code) {
        var now = now();
        var last = looks.get(what + code);
        if (last == null || !now.isBefore(last.plus(Duration.ofHours(1)))) {
            looks.put(what + code, now);
            book.happened(account(INSPECTOR), "account.looked-at");
        }
        return as(INSPECTOR);
    }

    Browser collector(String department) {
        return deeds.collector(department);
    }

    Browser head(String department) {
        return deeds.head(department);
    }

    /** It is this moment in Beijing now. */
    Instant at(String beijing) {
        var now = LocalDateTime.parse(beijing).atZone(BEIJING).toInstant();
        cast.setClock(now);
        book.happened("installation", "installation.test-clock-set");
        return now;
    }

    /** The moment is remembered, to come back to it at the end. */
    void remember(String name) {
        quiet();
        var head = Objects.requireNonNull(
                installation.sql().queryForObject("select coalesce(max(position), 0) from store.ledger", Long.class));
        book.remember(name, head, installation.bean(java.time.Clock.class).instant());
    }

    /** Waits until everything that follows by itself has followed, and every view has been told. */
    void quiet() {
        var sql = installation.sql();
        for (int calm = 0, turn = 0; calm < 3; turn++) {
            if (turn > 600) {
                throw new AssertionError("the policies or views do not come to rest");
            }
            boolean atRest = Boolean.TRUE.equals(sql.queryForObject("""
                    select (select count(*) from store.event) = (select count(*) from store.ledger)
                        and (select coalesce(min(substring(convert_from(token, 'UTF8') from '[0-9]+')::bigint), 0)
                                from store.token where token is not null)
                            = (select coalesce(max(position), 0) from store.ledger)""", Boolean.class));
            calm = atRest ? calm + 1 : 0;
            pause(atRest ? 15 : 50);
        }
    }

    /** Waits until an event has happened so many times. */
    void until(String type, long times) {
        for (int turn = 0; count(type) < times; turn++) {
            if (turn > 300) {
                throw new AssertionError(type + " happened " + count(type) + " times, not " + times);
            }
            pause(50);
        }
        quiet();
    }

    private long count(String type) {
        return Objects.requireNonNull(installation
                .sql()
                .queryForObject("select count(*) from store.event where event_type = ?", Long.class, type));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String key(String code) {
        return "99001/2022/" + code;
    }

    /** The answer must be this refusal. */
    static Answer refused(Answer answer, int status, String problem) {
        assertThat(answer.status() + " " + answer.problem())
                .as(answer::toString)
                .isEqualTo(status + " " + problem);
        assertThat(answer.json().path("title").asString(""))
                .as("said in Chinese")
                .matches(".*\\p{IsHan}.*");
        return answer;
    }

    /** The answer must be this refusal, and the attempt is on record. */
    Answer refusedAndRecorded(Browser who, Answer answer, int status, String problem) {
        refused(answer, status, problem);
        book.happened(account(who.staffNo()), "account.attempt-refused");
        return answer;
    }

    static Answer fine(Answer answer) {
        assertThat(answer.ok()).as(answer::toString).isTrue();
        return answer;
    }

    static String account(String staffNo) {
        return "99001/account/" + staffNo;
    }

    /** One entry, typed in. */
    int type(Browser who, String table, String department, SortedMap<String, CellValue> cells) {
        var answer = fine(who.post(table(table) + "/entries", newEntry(department, null, cells)));
        assertThat(answer.status()).isEqualTo(201);
        int entry = answer.json().path("id").asInt();
        var owner = perTeacher(table) ? who.staffNo() : null;
        book.added(table, entry, department, owner, cells, who.staffNo(), How.TYPED);
        book.happened(key(table), "table.entry-added");
        book.stands(table, department, "DRAFT");
        return entry;
    }

    /** A block is pasted: all of it stands, in order, under one batch. */
    List<Integer> paste(Browser who, String table, String department, List<SortedMap<String, CellValue>> lines) {
        return paste(who, table, department, lines, UUID.randomUUID().toString());
    }

    List<Integer> paste(
            Browser who, String table, String department, List<SortedMap<String, CellValue>> lines, String key) {
        var answer = fine(who.post(table(table) + "/entries/batch", deeds.block(table, department, lines), key));
        var stored = answer.json().path("entries");
        assertThat(stored.size()).isEqualTo(lines.size());
        var entries = IntStream.range(0, lines.size())
                .map(i -> stored.get(i).path("id").asInt())
                .boxed()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            var owner =
                    perTeacher(table) ? Objects.requireNonNullElse(rows.ownerOf(lines.get(i)), who.staffNo()) : null;
            book.added(table, entries.get(i), department, owner, lines.get(i), who.staffNo(), How.PASTED);
        }
        book.happened(key(table), "table.entry-added", lines.size());
        book.happened(key(table), "table.batch-closed");
        book.stands(table, department, "DRAFT");
        return entries;
    }

    /** The body of an import: one file with all its rows. */
    static Map<String, Object> file(String department, List<SortedMap<String, CellValue>> lines) {
        return Deeds.file(department, "全日制在校生信息表.xlsx", "学生处学籍科", lines);
    }

    /** Waits until something that takes a while is no longer running. */
    static Answer settled(Browser who, String path) {
        for (int turn = 0; turn < 2400; turn++) {
            var answer = fine(who.get(path));
            if (!answer.json().path("state").asString("").equals("RUNNING")) {
                return answer;
            }
            pause(25);
        }
        throw new AssertionError(path + " goes on and on");
    }

    /** A file is imported: all of its rows stand, in order, under one batch. */
    void importFile(
            Browser who, String table, String department, List<SortedMap<String, CellValue>> lines, String key) {
        var accepted = fine(who.post(table(table) + "/imports", file(department, lines), key));
        assertThat(accepted.status()).isEqualTo(202);
        var done = settled(
                who, table(table) + "/imports/" + accepted.json().path("id").asString(""));
        assertThat(done.json().path("state").asString("")).as(done::toString).isEqualTo("DONE");
        var stored = done.json().path("entries");
        assertThat(stored.size()).isEqualTo(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            var stand = stored.get(i);
            int entry = stand.isNumber() ? stand.asInt() : stand.path("id").asInt();
            book.added(table, entry, department, null, lines.get(i), who.staffNo(), How.IMPORTED);
        }
        book.happened(key(table), "table.entry-added", lines.size());
        book.happened(key(table), "table.batch-closed");
        book.stands(table, department, "DRAFT");
    }

    /** Cells of an entry are changed by somebody who saw it at a revision. */
    Answer amend(Browser who, String table, int entry, int revision, Map<String, CellValue> changes, String reason) {
        var answer = fine(
                who.patch(table(table) + "/entries/" + entry, revision, Map.of("values", changes, "reason", reason)));
        book.amended(table, entry, changes, who.staffNo(), How.TYPED, reason);
        book.happened(key(table), "table.entry-amended");
        book.stands(table, book.line(table, entry).department(), "DRAFT");
        return answer;
    }

    void remove(Browser who, String table, int entry, int revision, String reason) {
        fine(who.delete(
                table(table) + "/entries/" + entry + "?reason="
                        + java.net.URLEncoder.encode(reason, java.nio.charset.StandardCharsets.UTF_8),
                revision));
        book.removed(table, entry, who.staffNo(), How.TYPED, reason);
        book.happened(key(table), "table.entry-removed");
        book.stands(table, book.line(table, entry).department(), "DRAFT");
    }

    /** A teacher fills the own entries and confirms them. */
    void fillOwn(Staff teacher, String table) {
        var who = as(teacher.staffNo());
        for (var row : rows.rowsOf(table, teacher)) {
            int entry = type(who, table, teacher.department(), row);
            confirm(who, table, entry);
        }
    }

    void confirm(Browser who, String table, int entry) {
        fine(Deeds.confirm(who, table, entry));
        book.happened(key(table), "table.entry-confirmed");
    }

    /** The collector hands the share over; what rules of experience find strange is explained, each in its own words. */
    void submit(String table, String department) {
        fine(deeds.submit(table, department));
        book.happened(key(table), "table.share-submitted");
        book.stands(table, department, "SUBMITTED");
    }

    void declareNil(String table, String department) {
        fine(deeds.declareNil(table, department));
        book.happened(key(table), "table.nil-declared");
        book.stands(table, department, "SUBMITTED");
    }

    void openReview(String table, String department) {
        fine(deeds.openReview(table, department));
        book.happened(key(table), "table.review-opened");
    }

    void brief(String table, String department) {
        fine(deeds.brief(table, department, now()));
        book.happened(key(table), "table.briefing-recorded");
        book.stands(table, department, "BRIEFED");
    }

    Instant now() {
        return installation.bean(java.time.Clock.class).instant();
    }

    /** The head signs what he or she was shown. */
    void approve(String table, String department) {
        fine(deeds.approve(table, department));
        book.happened(key(table), "table.share-approved");
        book.stands(table, department, "APPROVED");
        boolean whole = college.division(table).shares().stream()
                .allMatch(each -> book.stageOf(table, each).equals("APPROVED"));
        boolean joinsByItself =
                perTeacher(table) || college.division(table).shares().size() == 1;
        if (whole && joinsByItself) {
            book.happened(key(table), "table.consolidated");
        }
        if (whole && form(table).kind() == Table.Kind.SOURCE) {
            gatesOpen(table);
            quiet();
        }
    }

    /** Looks, reports and signs. */
    void review(String table, String department) {
        openReview(table, department);
        brief(table, department);
        approve(table, department);
    }

    /** Tables whose last source table this was open by themselves. */
    private void gatesOpen(String source) {
        for (var table : catalogue.tables()) {
            var sources = table.sources(catalogue);
            if (sources.contains(source)
                    && table.kind() == Table.Kind.COLLECTED
                    && sources.stream().allMatch(this::approved)) {
                book.happened(key(table.code()), "table.opened");
            }
        }
    }

    private boolean approved(String table) {
        return college.division(table).shares().stream()
                .allMatch(department -> "APPROVED".equals(book.shares().get(table + "/" + department)));
    }

    void consolidate(String table) {
        var lead = college.division(table).shares().get(0);
        fine(collector(lead).post(table(table) + "/consolidation", null));
        book.happened(key(table), "table.consolidated");
    }

    boolean perTeacher(String table) {
        return form(table).perTeacher();
    }

    Table form(String table) {
        return catalogue.table(table).orElseThrow();
    }

    @Override
    public void close() {
        installation.close();
    }
}
