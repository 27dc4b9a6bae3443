package org.mingzhang.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.campaign.PlanEvent;
import org.mingzhang.events.campaign.SignOffEvent;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.campaign.SubmissionEvent;
import org.mingzhang.events.org.AccountEvent;
import org.mingzhang.events.org.OrganisationEvent;
import org.mingzhang.events.org.Role;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.events.table.AssignmentEvent;
import org.mingzhang.events.table.EntryEvent;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.ShareEvent;
import org.mingzhang.events.table.TableStage;

/** A small college's autumn, told event by event: two departments, a source table with personal values, one approval. */
public final class Story {

    public static final String COLLEGE = "99001";
    public static final CampaignKey CAMPAIGN = CampaignKey.of("99001/2022");
    public static final TableKey STAFF = CAMPAIGN.table("1.4.1");
    public static final TableKey COURSES = CAMPAIGN.table("1.3.1");

    public static final String OFFICE = "20010001";
    public static final String COLLECTOR = "20080417";
    public static final String REVIEWER = "20030002";
    public static final String SUPERVISOR = "19990001";
    public static final String TEACHER = "20150009";
    public static final String LEADER = "19980001";
    public static final String INSPECTOR = "20000007";
    public static final String TECHNICIAN = "20110011";
    public static final String STRANGER = "20120012";

    private final List<Event> events = new ArrayList<>();
    private Instant now = Instant.parse("2022-09-01T01:00:00Z");

    public Story() {}

    /** Every event so far. */
    public Event[] events() {
        return events.toArray(Event[]::new);
    }

    public Instant now() {
        return now;
    }

    private void happens(Event event) {
        events.add(event);
        now = now.plusSeconds(60);
    }

    public Story theCollegeIsSetUp() {
        happens(new OrganisationEvent.CollegeRegistered(COLLEGE, "云岭示例护理高等专科学校（虚构）", Event.SYSTEM, now));
        department("0201", "护理系", SUPERVISOR);
        department("0301", "药学系", SUPERVISOR);
        department("0101", "科研处", null);
        staff(OFFICE, "柳示例", "0101", "处长", Role.OFFICE);
        staff(COLLECTOR, "莫示例", "0201", "秘书");
        staff(REVIEWER, "钟示例", "0201", "主任");
        staff(SUPERVISOR, "高示例", "0101", "副院长");
        staff(TEACHER, "温示例", "0201", "教师");
        staff(LEADER, "郝示例", "0101", "院长", Role.LEADER, Role.FINAL_SIGNER);
        staff(INSPECTOR, "严示例", "0101", "纪检员", Role.INSPECTOR);
        staff(TECHNICIAN, "程示例", "0101", "工程师", Role.TECHNICIAN);
        staff(STRANGER, "陌示例", "0301", "秘书");
        happens(new OrganisationEvent.HeadAppointed(COLLEGE, "0201", REVIEWER, null, "校任〔2021〕3号", OFFICE, now));
        happens(new AccountEvent.ActivationOffered(COLLEGE, COLLECTOR, now.plusSeconds(3600), OFFICE, now));
        happens(new AccountEvent.Activated(COLLEGE, COLLECTOR, COLLECTOR, now));
        happens(new AccountEvent.LoggedIn(COLLEGE, COLLECTOR, "device", COLLECTOR, now));
        return this;
    }

    public Story theCampaignIsPlanned() {
        var academic = new PlanEvent.Period(LocalDate.of(2021, 9, 1), LocalDate.of(2022, 8, 31));
        var calendar = new PlanEvent.Period(LocalDate.of(2021, 1, 1), LocalDate.of(2021, 12, 31));
        happens(new PlanEvent.CampaignPlanned(
                CAMPAIGN, "2022", academic, calendar, new TreeMap<>(Map.of("home_province", "23")), null, OFFICE, now));
        happens(new PlanEvent.StageScheduled(
                CAMPAIGN, Stage.COLLECTION, null, LocalDate.of(2022, 10, 14), "", OFFICE, now));
        happens(new PlanEvent.StageScheduled(
                CAMPAIGN, Stage.COLLECTION, null, LocalDate.of(2022, 10, 15), "依方案更正", OFFICE, now));
        happens(new PlanEvent.PointRaised(
                CAMPAIGN, "p1", "ambiguous-department", "1.3.1", "各系部", List.of("0201", "0301"), OFFICE, now));
        happens(new PlanEvent.PointSettled(CAMPAIGN, "p1", "两系分填", OFFICE, now));
        for (var table : List.of(STAFF, COURSES)) {
            happens(new AssignmentEvent.TablePlanned(
                    table, "2022", AssignmentEvent.Form.SOURCE, List.of(), OFFICE, now));
            happens(new AssignmentEvent.DueDateSet(
                    table, TableStage.COLLECTION, Instant.parse("2022-09-30T15:59:59.999Z"), "", OFFICE, now));
        }
        share(STAFF, "0201", true, List.of(COLLECTOR), REVIEWER);
        share(STAFF, "0301", false, List.of(STRANGER), null);
        share(COURSES, "0201", true, List.of(COLLECTOR), REVIEWER);
        happens(new PlanEvent.CampaignOpened(CAMPAIGN, OFFICE, now));
        happens(new AssignmentEvent.TableOpened(STAFF, Event.SYSTEM, now));
        return this;
    }

    public Story entriesAreMade() {
        happens(added(1, "0201", person(TEACHER, "温示例", "110101199001011234"), How.TYPED, null));
        happens(added(2, "0201", person("20150010", "苗示例", "110101198502021235"), How.IMPORTED, "b1"));
        happens(new EntryEvent.BatchClosed(
                STAFF,
                "0201",
                "b1",
                How.IMPORTED,
                1,
                0,
                0,
                new EntryEvent.Source("名册.xlsx", "ab".repeat(32), "人事处提供"),
                COLLECTOR,
                now));
        happens(added(3, "0301", person("20150011", "药示例", "110101198403031236"), How.TYPED, null));
        happens(new EntryEvent.EntryAmended(
                STAFF,
                "0201",
                1,
                2,
                new TreeMap<>(),
                new TreeMap<>(Map.of(
                        "title_name", CellValue.text("副教授"),
                        "industry_days", CellValue.blank(),
                        "phone", Telling.closed("13900001111"))),
                "评聘文件",
                How.TYPED,
                null,
                COLLECTOR,
                now));
        happens(new EntryEvent.EntryRemoved(STAFF, "0201", 2, 2, "重复", How.TYPED, null, COLLECTOR, now));
        return this;
    }

    public Story theShareIsApproved(String contentHash) {
        happens(new ShareEvent.ShareSubmitted(
                STAFF,
                "0201",
                4,
                1,
                contentHash,
                List.of(new ShareEvent.Explanation("R-1.4.1-09", 1, "该教师八月刚由企业调入，情况属实")),
                false,
                COLLECTOR,
                now));
        happens(new ShareEvent.ReviewOpened(STAFF, "0201", contentHash, REVIEWER, now));
        happens(new ShareEvent.BriefingRecorded(STAFF, "0201", SUPERVISOR, now, "当面", "", REVIEWER, now));
        happens(new ShareEvent.BriefingConfirmed(STAFF, "0201", SUPERVISOR, now));
        happens(new ShareEvent.ShareApproved(
                STAFF, "0201", contentHash, List.of("ALL", "NOTES"), 1, "主任", false, REVIEWER, now));
        return this;
    }

    public Story theShareIsReopenedAndAmended() {
        happens(new ShareEvent.ShareReopened(
                STAFF, "0201", "校验发现职称有误", List.of(new ShareEvent.CellAt(1, "title_name")), OFFICE, now));
        happens(new EntryEvent.EntryAmended(
                STAFF,
                "0201",
                1,
                3,
                new TreeMap<>(),
                new TreeMap<>(Map.of("title_name", CellValue.text("教授"))),
                "按评聘文件更正",
                How.TYPED,
                null,
                COLLECTOR,
                now));
        return this;
    }

    /** The rest of the autumn: lateness, an extension, a nil return, checks, signatures, a snapshot, the submission. */
    public Story theAutumnGoesOn() {
        happens(new AssignmentEvent.ShareFellLate(
                STAFF,
                "0301",
                TableStage.COLLECTION,
                Instant.parse("2022-09-30T15:59:59.999Z"),
                Instant.parse("2022-09-30T15:59:59.999Z"),
                Event.SYSTEM,
                now));
        happens(new AssignmentEvent.ExtensionGranted(
                STAFF,
                "0301",
                TableStage.COLLECTION,
                Instant.parse("2022-10-10T15:59:59.999Z"),
                Instant.parse("2022-09-30T15:59:59.999Z"),
                "系部搬迁",
                OFFICE,
                now));
        happens(new AssignmentEvent.TableOpened(COURSES, Event.SYSTEM, now));
        happens(new ShareEvent.NilDeclared(
                COURSES, "0201", ContentHash.ofEmptyShare(COURSES, "0201"), "本年度无此项", false, COLLECTOR, now));
        happens(new ShareEvent.ShareReturned(COURSES, "0201", "并非没有课程", List.of(), REVIEWER, now));
        happens(new EntryEvent.TeacherExcused(STAFF, "0201", TEACHER, "产假期间", COLLECTOR, now));
        happens(new AssignmentEvent.TableLocked(COURSES, "源数据表重新打开", Event.SYSTEM, now));
        happens(new AccountEvent.AttemptRefused(
                COLLEGE, COLLECTOR, "approve-share", STAFF.toString(), "not-the-reviewer", COLLECTOR, now));
        happens(new PlanEvent.CheckRunRecorded(
                CAMPAIGN, "run-1", 40, false, 161, 0, 2, List.of(), "sha256:00", "sha256:11", OFFICE, now));
        happens(new SignOffEvent.Presented(CAMPAIGN, "sha256:00", 2, 2, List.of(LEADER), OFFICE, now));
        happens(new SignOffEvent.SignedOff(CAMPAIGN, "sha256:00", "sha256:11", "院长", "同意", LEADER, now));
        happens(new SignOffEvent.Signed(CAMPAIGN, "sha256:00", LEADER, now));
        happens(new SubmissionEvent.SnapshotTaken(CAMPAIGN, "s1", 44, "sha256:00", "sha256:22", OFFICE, now));
        happens(new SubmissionEvent.SubmissionRecorded(CAMPAIGN, "s1", "sha256:00", "回执1", OFFICE, now));
        happens(new SubmissionEvent.Submitted(CAMPAIGN, "s1", "sha256:00", "回执1", LEADER, now));
        happens(new AssignmentEvent.TableFrozen(STAFF, Event.SYSTEM, now));
        return this;
    }

    /** Further entries in the staff table's second share. */
    public Story manyEntries(int from, int count) {
        for (int i = from; i < from + count; i++) {
            happens(added(
                    i,
                    "0301",
                    person("3%07d".formatted(i), "药示例", "11010119840303%04d".formatted(i % 10000)),
                    How.IMPORTED,
                    "b2"));
        }
        return this;
    }

    /** Entries, each with one of these texts as the name and as the name of its batch. */
    public Story entriesNamed(int from, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            happens(added(
                    from + i, "0301", person("5%07d".formatted(i), name, "11010119840303000X"), How.IMPORTED, name));
        }
        return this;
    }

    private EntryEvent.EntryAdded added(
            int entry, String department, Map<String, CellValue> cells, How how, @Nullable String batch) {
        return new EntryEvent.EntryAdded(
                STAFF,
                department,
                entry,
                new TreeMap<>(Map.of("staff_no", "hash")),
                null,
                new TreeMap<>(cells),
                how,
                batch == null ? null : new EntryEvent.Origin(batch, entry),
                COLLECTOR,
                now);
    }

    private static Map<String, CellValue> person(String staffNo, String name, String identity) {
        return Map.of(
                "staff_no", Telling.closed(staffNo),
                "name", Telling.closed(name),
                "id_number", Telling.closed(identity),
                "dept_code", CellValue.text("0201"),
                "industry_days", CellValue.whole(30),
                "industry_years", CellValue.text("2.5"),
                "is_backbone", CellValue.flag(true));
    }

    private void department(String code, String name, @Nullable String supervisor) {
        happens(new OrganisationEvent.DepartmentRecorded(COLLEGE, code, name, List.of(), supervisor, OFFICE, now));
    }

    private void staff(String staffNo, String name, String department, String post, Role... roles) {
        happens(new OrganisationEvent.StaffRecorded(
                COLLEGE,
                staffNo,
                Telling.closed(name),
                CellValue.blank(),
                department,
                post,
                post.equals("教师"),
                List.of(),
                List.of(roles),
                "digest",
                OFFICE,
                now));
    }

    private void share(
            TableKey table, String department, boolean lead, List<String> collectors, @Nullable String reviewer) {
        happens(new AssignmentEvent.ShareAssigned(
                table,
                department,
                lead,
                AssignmentEvent.Filling.DEPARTMENT,
                collectors,
                reviewer,
                SUPERVISOR,
                List.of(),
                null,
                false,
                "",
                OFFICE,
                now));
    }
}
