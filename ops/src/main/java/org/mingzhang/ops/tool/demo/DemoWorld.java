package org.mingzhang.ops.tool.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mingzhang.ops.tool.demo.DemoCollege.Kind;
import org.mingzhang.ops.tool.demo.DemoCollege.Staff;

/** What the demo's tables tell about: majors, courses, students, partners, each found by number. */
final class DemoWorld {

    static final int EXTERNAL_TEACHERS = 20;

    private static final int OF_TEN_GRADUATING = 1;
    private static final int OF_TEN_SECOND_YEAR = 4;
    private static final int FEWEST_STUDENTS = 120;

    /** 专业. The first four digits of the code are its class. */
    record Major(String no, String code, String name, String direction, String department) {}

    record Course(String code, String name, Major major, int hours, int practice, String nature) {}

    record Partner(String name, String creditCode) {}

    private static final List<Major> MAJORS = List.of(
            new Major("ZY01", "520201", "护理", "", "0201"),
            new Major("ZY02", "520202", "助产", "", "0201"),
            new Major("ZY03", "520102K", "口腔医学", "", "0202"),
            new Major("ZY04", "520504", "口腔医学技术", "", "0202"),
            new Major("ZY05", "520301", "药学", "", "0203"),
            new Major("ZY06", "520410", "中药学", "", "0203"),
            new Major("ZY07", "520101K", "临床医学", "", "0204"),
            new Major("ZY08", "520601", "康复治疗技术", "", "0204"),
            new Major("ZY09", "520501", "医学检验技术", "", "0205"),
            new Major("ZY10", "520502", "医学影像技术", "", "0205"),
            new Major("ZY11", "520201", "护理", "涉外护理", "0206"),
            new Major("ZY12", "520803", "老年保健与管理", "", "0206"));

    private static final List<String> SUBJECTS = List.of("导论", "基础", "技术", "实训", "综合应用");

    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("1.1.1", 1),
            Map.entry("1.1.4", 2),
            Map.entry("1.1.5", 1),
            Map.entry("1.1.6", 1),
            Map.entry("1.1.7", 2),
            Map.entry("1.2.1", MAJORS.size()),
            Map.entry("1.2.2", 1),
            Map.entry("1.2.3", 1),
            Map.entry("1.3.1", MAJORS.size() * 5),
            Map.entry("1.4.2", EXTERNAL_TEACHERS),
            Map.entry("1.5.2", 3),
            Map.entry("2.1.2", 2),
            Map.entry("2.1.3", MAJORS.size()),
            Map.entry("2.2.2", EXTERNAL_TEACHERS),
            Map.entry("2.2.4", 3),
            Map.entry("2.2.5", 6),
            Map.entry("2.3.2", 5),
            Map.entry("2.4.1", MAJORS.size()),
            Map.entry("2.5.3", MAJORS.size()),
            Map.entry("2.5.4", 10),
            Map.entry("2.6.1", 6),
            Map.entry("2.7.1", 2),
            Map.entry("2.7.2", 1),
            Map.entry("2.7.3", 1),
            Map.entry("2.7.4", 2),
            Map.entry("2.8.1", 1),
            Map.entry("2.8.2", 8),
            Map.entry("2.9.1", 2),
            Map.entry("2.9.2", 1),
            Map.entry("2.9.3", 6),
            Map.entry("2.9.4", 2),
            Map.entry("2.9.5", 5),
            Map.entry("2.10.1", 1),
            Map.entry("2.11.1", 1),
            Map.entry("2.11.2", 4),
            Map.entry("2.11.3", 1),
            Map.entry("2.11.4", 3),
            Map.entry("2.12.1", 1),
            Map.entry("2.12.2", 1),
            Map.entry("2.13.1", 3),
            Map.entry("2.13.2", 6),
            Map.entry("2.14.1", 6),
            Map.entry("2.15.1", 2),
            Map.entry("2.16.1", 6),
            Map.entry("2.16.2", 6),
            Map.entry("2.16.3", 4),
            Map.entry("2.17.1", 4),
            Map.entry("2.17.2", 2),
            Map.entry("2.17.3", 2),
            Map.entry("2.17.4", 1),
            Map.entry("2.18.2", 3),
            Map.entry("2.18.3", 4),
            Map.entry("2.18.4", 2),
            Map.entry("2.18.5", 3),
            Map.entry("2.18.6", MAJORS.size()),
            Map.entry("2.19.1", 3));

    /** 年度 of the campaign that is collected at present; the one before it is told as well. */
    private static final int PRESENT = 2022;

    private final DemoCollege college;
    private final int students;
    private final int year;
    private final List<Staff> teachers;
    private final List<Staff> othersInTeacherTable;
    private final List<Partner> partners;

    /** The world of a campaign's year, which is the present one or the one before. */
    DemoWorld(DemoCollege college, int students, int year) {
        if (year != PRESENT && year != PRESENT - 1) {
            throw new IllegalArgumentException("nothing is told of " + year);
        }
        this.year = year;
        if (students < FEWEST_STUDENTS) {
            throw new IllegalArgumentException("a college has at least " + FEWEST_STUDENTS + " students");
        }
        this.college = college;
        this.students = students;
        teachers = college.staff(Kind.TEACHER);
        othersInTeacherTable = college.staff().stream()
                .filter(staff -> staff.inTeacherTable() && !staff.teacher())
                .toList();
        var names = DemoCollege.words().getOrDefault("partner_name", List.of());
        partners = IntStream.range(0, names.size())
                .mapToObj(i -> new Partner(names.get(i), Invented.creditCode(i + 1)))
                .toList();
    }

    /** Year of the campaign. */
    int year() {
        return year;
    }

    /** 一年级入学年份. */
    int firstYear() {
        return year - 1;
    }

    int students() {
        return students;
    }

    int size(String table, String department) {
        return switch (table) {
            case "1.1.2" -> college.departments().size();
            case "1.1.3" -> college.staff(Kind.LEADER).size();
            case "1.4.1" -> staffInTeacherTable(department).size();
            case "1.5.1" -> students;
            case "2.2.1" -> 2 * college.teachersOf(department).size();
            case "2.15.2" -> college.teachersOf(department).size();
            case "2.5.1" -> graduates();
            case "2.18.1" -> ideologyStaff(department).size();
            default -> SIZES.getOrDefault(table, 0);
        };
    }

    List<Major> majors() {
        return MAJORS;
    }

    Major major(int i) {
        return MAJORS.get(i % MAJORS.size());
    }

    /** A major of the department, or any if it has none. */
    Major majorOf(String department, int i) {
        var own = MAJORS.stream()
                .filter(major -> major.department().equals(department))
                .toList();
        return own.isEmpty() ? major(i) : own.get(i % own.size());
    }

    static int courses() {
        return MAJORS.size() * SUBJECTS.size();
    }

    Course course(int i) {
        int n = i % courses();
        var major = MAJORS.get(n / SUBJECTS.size());
        int kind = n % SUBJECTS.size();
        int hours = 48 + 16 * (n % 3);
        int practice = kind == 0 ? 0 : kind == 3 ? hours : hours / 2;
        var name = (major.direction().isEmpty() ? major.name() : major.direction()) + SUBJECTS.get(kind);
        return new Course("KC%03d".formatted(n + 1), name, major, hours, practice, kind == 2 ? "3" : "2");
    }

    Partner partner(int i) {
        return partners.get(i % partners.size());
    }

    int partners() {
        return partners.size();
    }

    Staff teacher(int i) {
        return teachers.get(i % teachers.size());
    }

    /** A teacher of the department, or any if it has none. */
    Staff teacherNear(String department, int i) {
        var own = college.teachersOf(department);
        return own.isEmpty() ? teacher(i) : own.get(i % own.size());
    }

    /** Who stands in a department's share of table 1.4.1: its teachers; in personnel's, everyone else who must be there. */
    List<Staff> staffInTeacherTable(String department) {
        return department.equals("0103") ? othersInTeacherTable : college.teachersOf(department);
    }

    List<Staff> ideologyStaff(String department) {
        return switch (department) {
            case "0209" -> college.teachersOf(department);
            case "0107" -> college.staff(Kind.COUNSELLOR);
            default -> List.of(college.head(department));
        };
    }

    static String externalNo(int i) {
        return "W%04d".formatted(i % EXTERNAL_TEACHERS + 1);
    }

    static String placeNo(String department, int i) {
        return "SX-" + department + "-" + (i + 1);
    }

    /**
     * Of every ten students one graduates this year, four are in their second year, five in their first. The year before, the
     * five were not there yet; in their places stand one who graduated then and four who left.
     */
    int gradeOf(int student) {
        int of = student % 10;
        int secondYear = OF_TEN_GRADUATING + OF_TEN_SECOND_YEAR;
        if (year == PRESENT) {
            return of < OF_TEN_GRADUATING ? PRESENT - 3 : of < secondYear ? PRESENT - 2 : PRESENT - 1;
        }
        return of == secondYear ? PRESENT - 4 : OF_TEN_GRADUATING <= of && of < secondYear ? PRESENT - 2 : PRESENT - 3;
    }

    boolean graduating(int student) {
        return gradeOf(student) == year - 3;
    }

    int graduates() {
        return (students + 9) / 10;
    }

    /** The student who is the n-th graduate. */
    int graduate(int n) {
        return n * 10 + (year == PRESENT ? 0 : OF_TEN_GRADUATING + OF_TEN_SECOND_YEAR);
    }

    Major majorOfStudent(int student) {
        return MAJORS.get(student / 10 % MAJORS.size());
    }

    String studentNo(int student) {
        return "%d%s%05d"
                .formatted(gradeOf(student), majorOfStudent(student).no().substring(2), student + 1);
    }

    /** Whether the student is trained to order (订单培养); only the first major of nursing and of stomatology do that. */
    boolean trainedToOrder(int student) {
        var no = majorOfStudent(student).no();
        return student % 10 == 1 && (no.equals("ZY01") || no.equals("ZY03"));
    }

    int trainedToOrder(Major major) {
        return (int) IntStream.range(0, students)
                .filter(i -> trainedToOrder(i) && majorOfStudent(i).equals(major))
                .count();
    }

    int newStudents(Major major) {
        return (int) IntStream.range(0, students)
                .filter(i -> gradeOf(i) == firstYear() && majorOfStudent(i).equals(major))
                .count();
    }

    /** A second-year student of one of the department's majors, or of any if it has none. */
    int studentNear(String department, int i) {
        int first = IntStream.range(0, MAJORS.size())
                .filter(m -> MAJORS.get(m).department().equals(department))
                .findFirst()
                .orElse(i % (MAJORS.size() / 2) * 2);
        int rounds = students / FEWEST_STUDENTS;
        int block = first + i % 2 + MAJORS.size() * (i / 2 % rounds);
        int before = year == PRESENT ? OF_TEN_GRADUATING : OF_TEN_GRADUATING + OF_TEN_SECOND_YEAR + 1;
        return block * 10 + before + i / (2 * rounds) % OF_TEN_SECOND_YEAR;
    }

    LocalDate birthOfStudent(int student) {
        return LocalDate.of(gradeOf(student) - 19, 9, 1).plusDays(student % 300);
    }

    boolean manStudent(int student) {
        return student % 4 == 0;
    }
}
