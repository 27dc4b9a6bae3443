package org.mingzhang.ops.tool.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.Role;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * 云岭示例护理高等专科学校（虚构）: its departments, leaders, staff and division of work. Read from the resources of this
 * package and completed by rule; always the same.
 */
public final class DemoCollege {

    private static final int STUDENTS_OF_A_COUNSELLOR = 200;
    private static final int TEACHERS_FROM = 1992;
    private static final int TEACHERS_YEARS = 30;

    /** Password that every demo user has chosen. */
    public static final String PASSWORD = "Mingzhang-2022";

    /** What a member of staff is there for. */
    public enum Kind {
        LEADER,
        HEAD,
        COLLECTOR,
        SECRETARY,
        TEACHER,
        COUNSELLOR,
        OFFICE,
        TECHNICIAN,
        INSPECTOR,
        ADMINISTRATOR,
        /** works here and has nothing to do with the collection */
        CLERK
    }

    /**
     * How big the college is.
     *
     * @param students entries of table 1.5.1 when filled
     * @param staff people on the list of staff; those the story needs come first, teachers and clerks fill up the rest
     */
    public record Size(int students, int staff) {

        /** Everybody the story needs, and few others; quick to load. */
        public static final Size SMALL = new Size(600, 0);

        /** As big as a real college of its kind. */
        public static final Size FULL = new Size(9_500, 600);
    }

    /** An invented member of staff. */
    public record Staff(
            String staffNo,
            String name,
            String identityNumber,
            LocalDate birth,
            boolean man,
            String department,
            String post,
            Kind kind,
            List<Role> roles) {

        public boolean teacher() {
            return kind == Kind.TEACHER;
        }

        /** Whether the person has an entry in table 1.4.1. */
        public boolean inTeacherTable() {
            return kind == Kind.TEACHER || kind == Kind.HEAD || kind == Kind.LEADER || kind == Kind.COUNSELLOR;
        }

        /** What the first log-in asks for. */
        public String lastSixOfIdentity() {
            return identityNumber.substring(12);
        }

        /** Year in which the person came, the first four digits of the staff number. */
        int joined() {
            return Integer.parseInt(staffNo.substring(0, 4));
        }
    }

    /** A department, with the names under which a work plan may mention it. */
    public record Department(String code, String name, List<String> aliases, String supervisor, boolean teaching) {}

    /**
     * How one table is divided in the college's own plan.
     *
     * @param filling {@code department}, {@code teacher} or {@code nobody}
     * @param shares codes of the departments that fill and review; the first one leads
     * @param nilProposed whether the work plan says 本校无数据
     * @param parts row predicates that part the table, by department; null for none
     */
    public record Division(
            String code,
            String zh,
            String filling,
            List<String> shares,
            boolean nilProposed,
            @Nullable Map<String, String> parts) {

        @SuppressWarnings("NullAway") // a table that nobody fills has no shares
        public Division {
            shares = shares == null ? List.of() : List.copyOf(shares);
        }

        public boolean perTeacher() {
            return filling.equals("teacher");
        }

        /** Row predicate that parts the table, for one department; null for none. */
        public @Nullable String partOf(String department) {
            return parts == null ? null : parts.get(department);
        }
    }

    record College(String code, String name, String identifier, String province) {}

    record Leader(
            String id,
            String post,
            String staffNo,
            @Nullable String name,
            boolean signer) {}

    record Unit(
            String id,
            String orgCode,
            String zh,
            String orgType,
            String supervisingLeader,
            boolean teaching,
            List<String> aliases) {}

    record Organisation(College college, List<Leader> leaders, List<Unit> departments) {}

    record Plan(Map<String, String> parameters, List<Division> tables) {}

    private final Organisation organisation = read("organisation.yaml", Organisation.class);
    private final Plan plan = read("plan-2022.yaml", Plan.class);
    private final Map<String, Department> departments = new TreeMap<>();
    private final Map<String, Staff> staff = new TreeMap<>();
    private final Size size;

    /** The small one. */
    public DemoCollege() {
        this(Size.SMALL);
    }

    public DemoCollege(Size size) {
        this.size = size;
        var leaders = organisation.leaders().stream().collect(Collectors.toMap(Leader::id, Function.identity()));
        for (var unit : organisation.departments()) {
            var supervisor = leaders.get(unit.supervisingLeader());
            departments.put(
                    unit.orgCode(),
                    new Department(
                            unit.orgCode(),
                            unit.zh(),
                            unit.aliases(),
                            supervisor == null ? "" : supervisor.staffNo(),
                            unit.teaching()));
        }
        appointLeaders();
        departments.values().forEach(this::people);
        appointOthers();
        fillUp();
    }

    public Size size() {
        return size;
    }

    public String code() {
        return organisation.college().code();
    }

    public String name() {
        return organisation.college().name();
    }

    /** 学校标识码, ten digits. */
    public String identifier() {
        return organisation.college().identifier();
    }

    /** Code of the province the college says it is in. */
    public String province() {
        return organisation.college().province();
    }

    /** Rule parameters of this college. */
    public Map<String, String> parameters() {
        return plan.parameters();
    }

    /** The tables that somebody fills, in the order of the form. */
    public List<Division> divisions() {
        return plan.tables().stream().filter(table -> !table.shares().isEmpty()).toList();
    }

    public Division division(String table) {
        return plan.tables().stream()
                .filter(each -> each.code().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /** All departments, by code. */
    public List<Department> departments() {
        return List.copyOf(departments.values());
    }

    public Department department(String code) {
        return Optional.ofNullable(departments.get(code)).orElseThrow();
    }

    /** 机构类型 of a department, a code of the list {@code org_type}. */
    String kindOf(String department) {
        return organisation.departments().stream()
                .filter(unit -> unit.orgCode().equals(department))
                .findFirst()
                .orElseThrow()
                .orgType();
    }

    /** Everybody, by staff number. */
    public List<Staff> staff() {
        return List.copyOf(staff.values());
    }

    public Staff staff(String staffNo) {
        return Optional.ofNullable(staff.get(staffNo)).orElseThrow();
    }

    public List<Staff> staff(Kind kind) {
        return staff.values().stream().filter(each -> each.kind() == kind).toList();
    }

    public List<Staff> staff(Kind kind, String department) {
        return staff(kind).stream()
                .filter(each -> each.department().equals(department))
                .toList();
    }

    public Staff head(String department) {
        return staff(Kind.HEAD, department).get(0);
    }

    public Staff collector(String department) {
        return staff(Kind.COLLECTOR, department).get(0);
    }

    public List<Staff> teachersOf(String department) {
        return staff(Kind.TEACHER, department);
    }

    public Staff supervisorOf(String department) {
        return staff(department(department).supervisor());
    }

    /** The text of the work plan, the college's own. */
    public String workPlan() {
        return text("work-plan.txt");
    }

    /** The assignment table of the work plan (附件 1), tab-separated, with its heading. */
    public String assignmentTable() {
        return text("assignment.tsv");
    }

    private void appointLeaders() {
        for (var leader : organisation.leaders()) {
            var office = departments.keySet().iterator().next();
            var roles = leader.signer() ? List.of(Role.LEADER, Role.FINAL_SIGNER) : List.of(Role.LEADER);
            add(leader.staffNo(), leader.name(), office, leader.post(), Kind.LEADER, roles);
        }
    }

    private void people(Department department) {
        var code = department.code();
        add(
                code.equals("0201") ? "20000001" : "2002" + code,
                named(code, "0201", "钱审"),
                code,
                headPost(code),
                Kind.HEAD);
        var collector = code.equals("0201") ? "20150101" : code.equals("0202") ? "20160102" : "2017" + code;
        var name = named(code, "0201", "李采");
        add(collector, name == null ? named(code, "0202", "王辅") : name, code, "干事", Kind.COLLECTOR);
        if (department.teaching()) {
            add(
                    code.equals("0201") ? "20180103" : "2018" + code,
                    named(code, "0201", "孙秘"),
                    code,
                    "秘书",
                    Kind.SECRETARY);
            int teachers = code.equals("0201") ? 5 : 3;
            for (int i = 0; i < teachers; i++) {
                add((2010 + i) + code, i == 0 ? named(code, "0201", "赵师") : null, code, "教师", Kind.TEACHER);
            }
        }
    }

    private static @Nullable String named(String code, String wanted, String name) {
        return code.equals(wanted) ? name : null;
    }

    private void appointOthers() {
        addCounsellors(1, 5);
        add("20050007", "吴数", "0110", "采集办公室负责人", Kind.OFFICE, List.of(Role.OFFICE));
        add("20110015", "韩务", "0110", "采集办公室成员", Kind.OFFICE, List.of(Role.OFFICE));
        add("20080011", "郑技", "0114", "平台技术员", Kind.TECHNICIAN, List.of(Role.TECHNICIAN));
        add("20130016", "许管", "0114", "系统管理员", Kind.ADMINISTRATOR, List.of(Role.ADMINISTRATOR));
        add("20030009", "陈监", "0105", "纪检监察员", Kind.INSPECTOR, List.of(Role.INSPECTOR));
        add("20120010", "卫监", "0105", "纪检监察员", Kind.INSPECTOR, List.of(Role.INSPECTOR));
    }

    /** One counsellor for two hundred students, a clerk in every office; all others teach. */
    private void fillUp() {
        if (staff.size() >= size.staff()) {
            return;
        }
        addCounsellors(6, size.students() / STUDENTS_OF_A_COUNSELLOR);
        departments.values().stream()
                .filter(department -> !department.teaching())
                .forEach(department -> add("2007" + department.code(), null, department.code(), "科员", Kind.CLERK));
        var teaching =
                departments.values().stream().filter(Department::teaching).toList();
        for (int i = 0; staff.size() < size.staff(); i++) {
            var department = teaching.get(i % teaching.size()).code();
            add(teacherNo(department, i / teaching.size()), null, department, "教师", Kind.TEACHER);
        }
    }

    private void addCounsellors(int first, int last) {
        for (int i = first; i <= last; i++) {
            add("201901%02d".formatted(i), null, "0107", "辅导员", Kind.COUNSELLOR);
        }
    }

    /** The years in which further teachers came, each year one to a department, and then each year one more. */
    private static String teacherNo(String department, int i) {
        int year = TEACHERS_FROM + i % TEACHERS_YEARS;
        return "%d%04d".formatted(year, Integer.parseInt(department) + 1000 * (1 + i / TEACHERS_YEARS));
    }

    private static String headPost(String department) {
        return department.startsWith("02") || department.startsWith("03") ? "主任" : "处长";
    }

    private void add(String staffNo, @Nullable String name, String department, String post, Kind kind) {
        add(staffNo, name, department, post, kind, List.of());
    }

    private void add(
            String staffNo, @Nullable String name, String department, String post, Kind kind, List<Role> roles) {
        int number = staff.size() + 1;
        boolean man = number % 3 == 0;
        var birth = LocalDate.of(Integer.parseInt(staffNo.substring(0, 4)) - 27, 1, 15)
                .plusDays(number * 2L);
        var person = new Staff(
                staffNo,
                name == null ? Invented.name(number * 131) : name,
                Invented.identityNumber(birth, number * 2 + (man ? 1 : 0)),
                birth,
                man,
                department,
                post,
                kind,
                roles);
        if (staff.put(staffNo, person) != null) {
            throw new IllegalStateException("two people have the number " + staffNo);
        }
    }

    private static <T> T read(String name, Class<T> type) {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build()
                .convertValue(yaml.<Object>load(text(name)), type);
    }

    /** One of the resources of the demo, as text. */
    static String text(String name) {
        try (InputStream in = DemoCollege.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("resource demo/" + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Lists of words by field, for the texts of the demo's entries. */
    static Map<String, List<String>> words() {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        var words = new TreeMap<String, List<String>>();
        yaml.<Map<String, List<Object>>>load(text("words.yaml"))
                .forEach((field, list) -> words.put(
                        field, list.stream().map(String::valueOf).collect(Collectors.toCollection(ArrayList::new))));
        return words;
    }
}
