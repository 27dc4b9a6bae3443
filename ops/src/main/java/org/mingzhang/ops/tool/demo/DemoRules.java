package org.mingzhang.ops.tool.demo;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.ops.tool.demo.DemoCollege.Kind;
import org.mingzhang.ops.tool.demo.DemoCollege.Staff;

/** The cells that the catalogue's rules tie to each other, table by table; everything else is left to {@link DemoRows}. */
final class DemoRules {

    /** Sets what must not be left to chance in one row. */
    @FunctionalInterface
    interface Filler {
        void fill(Row row, int i);
    }

    /** The cells of one row that are already decided. */
    static final class Row {

        private final String department;
        private final int number;
        private final Map<String, Object> values = new HashMap<>();
        private final Set<String> blanks = new HashSet<>();

        Row(String department, int number) {
            this.department = department;
            this.number = number;
        }

        String department() {
            return department;
        }

        Row set(String field, Object value) {
            values.put(field, value);
            return this;
        }

        /** A number that differs from department to department, for texts that must be unique in the whole table. */
        String unique(String prefix) {
            return prefix + "-" + department + "-" + (number + 1);
        }

        @Nullable
        Object value(String field) {
            return values.get(field);
        }

        boolean blank(String field) {
            return blanks.contains(field);
        }
    }

    private static final List<String> CAMPUSES = List.of("东校区", "西校区");
    private static final int CLASSES = 4;
    private static final int LARGE_EQUIPMENT = 5;
    private static final int BOOKS = 85;
    private static final int MEMBERS = 8;

    private final DemoCollege college;
    private final DemoWorld world;
    private final Map<String, Filler> fillers = new HashMap<>();

    private DemoRules(DemoCollege college, DemoWorld world) {
        this.college = college;
        this.world = world;
        collegeItself();
        majorsAndCourses();
        people();
        teaching();
        graduates();
        internshipsAndPartners();
        places();
        money();
        awardsAndCertificates();
        ideology();
        training();
    }

    static Map<String, Filler> of(DemoCollege college, DemoWorld world) {
        return Map.copyOf(new DemoRules(college, world).fillers);
    }

    private void collegeItself() {
        fillers.put(
                "1.1.1",
                (row, i) -> row.set("college_name", college.name())
                        .set("school_type", "3")
                        .set("school_nature", "05")
                        .set("founder_nature", "1")
                        .set("founder_level", "1")
                        .set("high_level_school", "9")
                        .set("founded_on", "1958-09")
                        .set("current_name_from", "2004-05")
                        .set("province", college.province())
                        .set("postcode", "999999"));
        fillers.put("1.1.2", (row, i) -> {
            var department = college.departments().get(i);
            var head = college.head(department.code());
            row.set("org_code", department.code())
                    .set("org_name", department.name())
                    .set("org_type", college.kindOf(department.code()))
                    .set("campus", "1")
                    .set("head_staff_no", head.staffNo())
                    .set("head_post", head.post())
                    .set("staff_count", 4 + i % 9);
        });
        fillers.put("1.1.3", (row, i) -> {
            var leader = college.staff(Kind.LEADER).get(i);
            row.set("staff_no", leader.staffNo())
                    .set("leader_name", leader.name())
                    .set("post", leader.post())
                    .set("appointed_on", "2016-0" + (1 + i % 9))
                    .set("lecture_hours", 4 + i)
                    .set("class_visits", 8 + i);
        });
        fillers.put(
                "1.1.4",
                (row, i) -> row.set("campus_name", CAMPUSES.get(i))
                        .set("land_area", 160000 - 40000 * i)
                        .set("green_area", 50000 - 10000 * i)
                        .set("sports_area", 20000)
                        .set("building_area", 54000)
                        .set("owned_building_area", 54000)
                        .set("teaching_area", 30000)
                        .set("classroom_area", 12000)
                        .set("library_area", 5000)
                        .set("lab_area", 9000)
                        .set("gym_area", 3000)
                        .set("admin_area", 4000)
                        .set("living_area", 18000)
                        .set("dormitory_area", 14000)
                        .set("canteen_area", 3000)
                        .set("other_area", 2000)
                        .set("property_right", "1"));
        fillers.put(
                "1.1.5",
                (row, i) -> row.set("fixed_asset_value", 32000)
                        // a year's growth is what was bought in it
                        .set("equipment_value", 5200 + 380 * (world.year() - 2022))
                        .set("new_equipment_value", 380)
                        .set("equipment_count", 4600)
                        .set("large_equipment_count", LARGE_EQUIPMENT)
                        .set("data_basis", "1"));
        fillers.put(
                "1.1.6",
                (row, i) -> row.set("paper_books", 620000)
                        .set("new_paper_books", 15000)
                        .set("ebooks", 410000)
                        .set("new_ebooks", 20000)
                        .set("reading_seats", 1800)
                        .set("purchase_cost", BOOKS));
        fillers.put(
                "1.1.7",
                (row, i) -> row.set("campus_name", CAMPUSES.get(i))
                        .set("classrooms", 160)
                        .set("multimedia_classrooms", 140)
                        .set("smart_classrooms", 20)
                        .set("multimedia_seats", 9000)
                        .set("computers", 1500)
                        .set("teaching_computers", 1300)
                        .set("public_lab_computers", 600)
                        .set("major_lab_computers", 400));
        fillers.put(
                "1.5.2",
                (row, i) -> row.set("other_student_type", List.of("5", "6", "7").get(i % 3))
                        .set("headcount", 300 + i)
                        .set("female_count", 200)
                        .set("new_entrants", 100)
                        .set("graduates", 90)
                        .set("data_basis", "1"));
        fillers.put(
                "2.10.1",
                (row, i) -> row.set("bandwidth", 10000)
                        .set("backbone", 40000)
                        .set("wifi_coverage", 95)
                        .set("investment", 320)
                        .set("digital_resources", 8600));
    }

    private void majorsAndCourses() {
        fillers.put("1.2.1", (row, i) -> {
            var major = world.major(i);
            row.set("major_no", major.no())
                    .set("major_code", major.code())
                    .set("major_name", major.name())
                    .set("major_category", "52")
                    .set("major_class", major.code().substring(0, 4))
                    .set("dept_code", major.department())
                    .set("major_level", "2")
                    .set("schooling_length", "3")
                    .set("approved_on", "2006-03")
                    .set("first_enrol_on", "2006-09")
                    .set("enrolling", true)
                    .set("x_certificate_pilot", true)
                    .set("class_count", 8 + i % 5)
                    .set("order_class_count", i == 0 || i == 2 ? 1 : 0)
                    .set("has_last_graduates", true);
            if (!major.direction().isEmpty()) {
                row.set("direction_name", major.direction());
            }
        });
        fillers.put(
                "1.2.2",
                (row, i) -> row.set("granted_on", "2020-06")
                        .set("project_name", row.unique("高水平专业建设项目"))
                        .set("fund_total", 300)
                        .set("fund_arrived", 120));
        fillers.put(
                "1.2.3",
                (row, i) -> row.set("major_no", world.major(11).no())
                        .set("change_type", "1")
                        .set("change_on", world.year() + "-03")
                        .set("remaining_students", 0));
        fillers.put("1.3.1", (row, i) -> {
            var course = world.course(i);
            row.set("course_code", course.code())
                    .set("course_name", course.name())
                    .set("major_no", course.major().no())
                    .set("plan_hours", course.hours())
                    .set("practice_hours", course.practice())
                    .set("credits", course.hours() / 16)
                    .set("course_type", course.practice() == 0 ? "A" : course.practice() == course.hours() ? "C" : "B")
                    .set("course_property", "1")
                    .set("course_nature", course.nature())
                    .set("is_core", course.nature().equals("3"))
                    .set("quality_course_level", i % 20 == 2 ? "2" : "0")
                    .set("term", i % 2 == 0 ? "1" : "2")
                    .set("grade", world.firstYear());
        });
        fillers.put(
                "2.1.2",
                (row, i) -> row.set("is_leader", true)
                        .set("is_head", i == 0)
                        .set("leader_since", "2018-09")
                        .set("is_external", false));
        fillers.put(
                "2.1.3",
                (row, i) -> row.set("major_no", world.major(i).no())
                        .set("grade", world.firstYear())
                        .set("total_hours", 2700)
                        .set("public_hours", 800)
                        .set("practice_hours", 1450)
                        .set("elective_hours", 300)
                        .set("total_credits", 146)
                        .set("internship_months", 8)
                        .set("approved_on", "2020-07")
                        .set("published", true));
        fillers.put("2.4.1", (row, i) -> {
            var major = world.major(i);
            int registered = world.newStudents(major);
            row.set("major_no", major.no())
                    .set("enrol_mode", "1")
                    .set("plan_count", registered + 10)
                    .set("admitted_count", registered + 6)
                    .set("registered_count", registered)
                    .set("local_province_registered", registered - registered / 10)
                    .set("other_province_registered", registered / 10);
        });
        fillers.put(
                "2.2.4",
                (row, i) -> row.set("course_code", world.course(i * 5 + 2).code())
                        .set("build_type", "6")
                        .set("level", "60")
                        .set("approved_on", "2020-10")
                        .set("accepted_on", world.year() + "-01"));
        fillers.put(
                "2.2.5",
                (row, i) -> row.set("course_code", world.course(i * 5 + 1).code())
                        .set("isbn", "978-7-999-%04d-0".formatted(i + 1).substring(0, 16))
                        .set("edition_year", 2018 + i % 4)
                        .set("developed_by_college", i % 3 == 0)
                        .set("adopted_copies", 300 + i));
        fillers.put(
                "2.18.6",
                (row, i) -> row.set("grade", world.firstYear())
                        .set("major_no", world.major(i).no())
                        .set("reader_stage", "1")
                        .set("copies", 420)
                        .set("students", 410)
                        .set("hours", 16)
                        .set("teachers", 3)
                        .set("trained_teachers", 3));
    }

    private void people() {
        fillers.put(
                "1.4.1",
                (row, i) ->
                        teacher(row, world.staffInTeacherTable(row.department()).get(i), i));
        fillers.put("1.4.2", (row, i) -> {
            boolean man = i % 2 == 0;
            row.set("external_no", DemoWorld.externalNo(i))
                    .set("name", Invented.name(9000 + i))
                    .set("gender", man ? "1" : "2")
                    .set("birth_date", LocalDate.of(1975 + i % 12, 3, 1 + i))
                    .set(
                            "id_number",
                            Invented.identityNumber(LocalDate.of(1975 + i % 12, 3, 1 + i), 900 + i * 2 + (man ? 1 : 0)))
                    .set("external_teacher_type", i % 4 == 3 ? "2" : "1")
                    .set("dept_code", world.course(40 + i).major().department())
                    .set("work_start_on", (1999 + i % 12) + "-07")
                    .set("education", "21")
                    .set("degree", "4")
                    .set("title_level", "3")
                    .set("contract_from", world.firstYear() + "-09-01")
                    .set("contract_to", world.year() + "-08-31")
                    .set("signed", true)
                    .set("hours_this_year", externalHours(i));
        });
        fillers.put("1.5.1", this::student);
    }

    /** One in three; the same in every table that asks. */
    private static boolean isMaster(Staff staff) {
        return Integer.parseInt(staff.staffNo()) % 3 == 0;
    }

    private static String titleLevel(Staff staff) {
        return staff.teacher() ? Integer.parseInt(staff.staffNo()) % 2 == 0 ? "3" : "2" : "9";
    }

    private void teacher(Row row, Staff staff, int i) {
        boolean teaches = staff.teacher();
        boolean ideology = staff.department().equals("0209");
        boolean general = ideology || staff.department().equals("0208");
        row.set("staff_no", staff.staffNo())
                .set("name", staff.name())
                .set("gender", staff.man() ? "1" : "2")
                .set("id_type", "1")
                .set("id_number", staff.identityNumber())
                .set("birth_date", staff.birth())
                .set("ethnicity", "01")
                .set("political_status", i % 3 == 0 ? "01" : "13")
                .set("dept_code", staff.department())
                .set("staff_category", teaches ? "1" : staff.kind() == Kind.COUNSELLOR ? "6" : "3")
                .set("post_status", "1")
                .set("admin_post", staff.post())
                .set("first_education", "21")
                .set("education", isMaster(staff) ? "14" : "21")
                .set("degree", isMaster(staff) ? "3" : "4")
                .set("joined_on", staff.joined() + "-09")
                .set("work_start_on", (staff.joined() - 2) + "-07")
                .set("teaching_since", staff.joined() + "-09")
                .set("title_level", titleLevel(staff))
                .set("has_teacher_certificate", teaches)
                .set("industry_days", 3)
                .set("is_major_teacher", teaches && !general)
                .set("is_public_teacher", teaches && general && !ideology)
                .set("is_ideology_teacher", ideology && teaches)
                .set("is_backbone", teaches && i % 2 == 0)
                .set("double_qualified_level", teaches && !general ? "2" : "0")
                .set("famous_teacher_level", "0");
        if (teaches) {
            row.set("title_series", "01")
                    .set("title_name", i % 2 == 0 ? "讲师" : "副教授")
                    .set("title_on", (staff.joined() + 5) + "-12")
                    .set("teacher_certificate_no", "2099999%07d".formatted(1000 + i))
                    .set("teacher_certificate_on", staff.joined() + "-12");
        }
        if (teaches && !general) {
            row.set("double_qualified_on", (staff.joined() + 6) + "-06");
        }
    }

    private void student(Row row, int i) {
        int grade = world.gradeOf(i);
        var birth = world.birthOfStudent(i);
        boolean man = world.manStudent(i);
        var major = world.majorOfStudent(i);
        row.set("student_no", world.studentNo(i))
                .set("name", Invented.name(20000 + i))
                .set("gender", man ? "1" : "2")
                .set("id_type", "1")
                .set("id_number", Invented.identityNumber(birth, i / 300 * 2 + (man ? 1 : 0)))
                .set("birth_date", birth)
                .set("ethnicity", i % 12 == 0 ? "11" : "01")
                .set("political_status", i % 20 == 0 ? "02" : "03")
                .set("major_no", major.no())
                .set("class_name", className(major, grade, i))
                .set("grade", grade)
                .set("schooling_length", "3")
                .set("enrolled_on", grade + "-09")
                .set("student_status", world.graduating(i) ? "4" : i % 97 == 1 ? "2" : "1")
                .set("enrol_mode", i % 7 == 0 ? "3" : "1")
                .set("student_source", i % 7 == 0 ? "2" : "1")
                .set("source_province", i % 10 == 3 ? "51" : college.province())
                .set("rural_household", i % 3 != 0)
                .set("from_army", false)
                .set("training_mode", world.trainedToOrder(i) ? "2" : "1")
                .set("financial_difficulty", i % 6 == 0)
                .set("is_graduating", world.graduating(i));
    }

    private static String className(DemoWorld.Major major, int grade, int student) {
        var name = major.direction().isEmpty() ? major.name() : major.direction();
        return grade % 100 + name + (student / 120 % CLASSES + 1) + "班";
    }

    private void teaching() {
        fillers.put("2.2.1", (row, i) -> {
            var teachers = college.teachersOf(row.department());
            var teacher = teachers.get(i / 2);
            int before = (int) college.staff(Kind.TEACHER).stream()
                    .filter(each -> each.department().compareTo(row.department()) < 0)
                    .count();
            int taught = 2 * (before + i / 2) + i % 2;
            var course = world.course(taught);
            // a course that several teach is taught to another class each time
            int time = taught / DemoWorld.courses();
            row.set("staff_no", teacher.staffNo())
                    .set("course_code", course.code())
                    .set(
                            "class_name",
                            className(course.major(), world.firstYear() - time / CLASSES % 3, time % CLASSES * 120))
                    .set("term", i % 2 == 0 ? "1" : "2")
                    .set("hours", course.hours())
                    .set("actual_hours", course.hours())
                    .set("merged_class", false)
                    .set("student_count", 46);
        });
        fillers.put("2.2.2", (row, i) -> {
            var course = world.course(40 + i);
            row.set("external_no", DemoWorld.externalNo(i))
                    .set("course_code", course.code())
                    .set("class_name", className(course.major(), world.firstYear(), 360))
                    .set("term", i % 2 == 0 ? "1" : "2")
                    .set("hours", externalHours(i))
                    .set("is_practice", course.practice() > 0)
                    .set("student_count", 44);
        });
        fillers.put(
                "2.3.2",
                (row, i) -> row.set("staff_no", world.teacher(i * 3).staffNo())
                        .set("start_date", LocalDate.of(world.year(), 1 + i % 6, 10))
                        .set(
                                "end_date",
                                LocalDate.of(world.year(), 1 + i % 6, 10).plusDays(4 + i))
                        .set("days", 5 + i)
                        .set("hours", (5 + i) * 6)
                        .set("study_place", "1")
                        .set("level", "20"));
        fillers.put("2.15.2", (row, i) -> {
            var teacher = college.teachersOf(row.department()).get(i);
            row.set("staff_no", teacher.staffNo())
                    .set("achievement_type", i % 2 == 0 ? "2" : "1")
                    .set("title", row.unique(i % 2 == 0 ? "实训教学改革研究" : "课程思政教学实践"))
                    .set("achieved_on", world.year() + "-0" + (1 + i % 6))
                    .set("level", "20")
                    .set("rank", "1")
                    .set("is_core_journal", false)
                    .set("is_teaching_research", true);
        });
        fillers.put(
                "2.15.1",
                (row, i) -> row.set(
                                "leader_staff_no", world.teacherNear("0201", i).staffNo())
                        .set("level", "20")
                        .set("granted_on", "2020-11")
                        .set("member_count", 12)
                        .set("external_count", 3));
    }

    private static int externalHours(int i) {
        return 32 + i % 4 * 4;
    }

    private void graduates() {
        fillers.put("2.5.1", (row, i) -> {
            row.set("student_no", world.studentNo(world.graduate(i)));
            switch (i % 5) {
                case 3 -> row.set("employment_status", "7").set("further_study_school", "示例医科大学");
                case 4 -> row.set("employment_status", "10");
                default ->
                    row.set("employment_status", "1")
                            .set("employer", world.partner(i).name())
                            .set("employer_credit_code", world.partner(i).creditCode())
                            .set("employer_nature", "20")
                            .set("industry", "Q")
                            .set("employment_province", college.province())
                            .set("starting_salary", 3800 + i % 12 * 100);
            }
        });
        fillers.put(
                "2.5.3",
                (row, i) -> row.set("major_no", world.major(i).no())
                        .set("graduates", 120)
                        .set("surveyed", 80)
                        .set("employed", 110)
                        .set("promoted", 9)
                        .set("employer_satisfied", 70)
                        .set("employer_unsatisfied", 2)
                        .set("alma_mater_satisfied", 76));
        fillers.put(
                "2.5.4",
                (row, i) -> row.set("employer_credit_code", world.partner(i).creditCode())
                        .set("employer_name", world.partner(i).name())
                        .set("employer_nature", "20")
                        .set("employed_count", Math.max(1, employed(i)))
                        .set("surveyed", true));
    }

    private int employed(int partner) {
        return (int) IntStream.range(0, world.graduates())
                .filter(graduate -> graduate % 5 < 3 && graduate % world.partners() == partner % world.partners())
                .count();
    }

    private void internshipsAndPartners() {
        fillers.put("2.6.1", (row, i) -> {
            var host = world.partner(partnerOf(row.department()));
            var begins = LocalDate.of(world.firstYear(), 12, 1).plusDays(i);
            row.set("student_no", world.studentNo(world.studentNear(row.department(), i)))
                    .set("start_date", begins)
                    .set("end_date", begins.plusDays(239))
                    .set("days", 240)
                    .set("internship_type", "2")
                    .set("internship_arrangement", "1")
                    .set("internship_form", "1")
                    .set("host_name", host.name())
                    .set("host_credit_code", host.creditCode())
                    .set("country", "中国")
                    .set("province", college.province())
                    .set("cross_province", false)
                    .set("abroad", false)
                    .set("major_related", true)
                    .set("pay_monthly", 1200)
                    .set("insurance_type", "1")
                    .set("insurance_name", "学生实习责任保险")
                    .set("insurance_buyer", "1")
                    .set("three_party_agreement", true);
        });
        fillers.put("2.7.1", (row, i) -> {
            var partner = world.partner(partnerOf(row.department()));
            row.set("employer_credit_code", partner.creditCode())
                    .set("partner_name", partner.name())
                    .set("employer_nature", "20")
                    .set("industry", "Q")
                    .set("coop_from", "2017-05")
                    .set("coop_to", "2027-05")
                    .set("order_students", 0)
                    .set("interns_received", 3)
                    .set("graduates_hired", Math.min(1, employed(partnerOf(row.department()))));
        });
        fillers.put("2.7.2", (row, i) -> {
            var major = world.majorOf(row.department(), 0);
            var partner = world.partner(partnerOf(row.department()));
            row.set("class_name", className(major, world.firstYear() - 1, 0) + "（订单）")
                    .set("major_no", major.no())
                    .set("training_mode", "2")
                    .set("employer_credit_code", partner.creditCode())
                    .set("partner_name", partner.name())
                    .set("signed_on", "2020-07-01")
                    .set("student_count", Math.max(1, world.trainedToOrder(major)))
                    .set("level", "60");
        });
        fillers.put("2.7.3", (row, i) -> {
            var partner = world.partner(partnerOf(row.department()));
            row.set("partner_name", partner.name())
                    .set("employer_credit_code", partner.creditCode())
                    .set("founded_on", "2019-10")
                    .set("level", "60")
                    .set("college_fund", 80)
                    .set("partner_fund", 120);
        });
        fillers.put(
                "2.7.4",
                (row, i) -> row.set("contract_no", row.unique("JS-" + world.firstYear()))
                        .set("leader_staff_no", world.teacher(i).staffNo())
                        .set("signed_on", LocalDate.of(world.firstYear(), 4 + i, 12))
                        .set("contract_amount", 12)
                        .set("arrived_amount", 8)
                        .set("is_horizontal", true));
        fillers.put(
                "2.8.1",
                (row, i) -> row.set("group_name", "云岭示例护理职业教育集团")
                        .set("role", "牵头")
                        .set("level", "20")
                        .set("founded_on", "2015-11")
                        .set("member_count", MEMBERS)
                        .set("enterprise_count", MEMBERS - 2));
        fillers.put(
                "2.8.2",
                (row, i) -> row.set("org_member_type", i < MEMBERS - 2 ? "4" : "1")
                        .set("province", college.province())
                        .set("joined_on", "2015-11"));
        fillers.put("2.9.3", (row, i) -> {
            boolean inside = row.department().equals("0106");
            row.set("base_no", row.unique("XW"))
                    .set("host_name", world.partner(i).name())
                    .set("host_credit_code", world.partner(i).creditCode())
                    .set("in_province", inside)
                    .set(
                            "province",
                            inside
                                    ? college.province()
                                    : List.of("51", "52", "31").get(i % 3))
                    .set("major_no", world.major(2 * i).no())
                    .set("established_on", "2018-0" + (1 + i % 9))
                    .set("agreement_to", "2024-12-31")
                    .set("students_received", 40 + i)
                    .set("half_year_interns", 3)
                    .set("use_days", 240)
                    .set("graduates_hired", 2);
        });
    }

    private static int partnerOf(String department) {
        return Math.floorMod(Integer.parseInt(department) - 201, 6);
    }

    private void places() {
        fillers.put(
                "2.9.1",
                (row, i) -> row.set("place_no", DemoWorld.placeNo(row.department(), i))
                        .set("place_name", college.department(row.department()).name() + "实训室" + (i + 1))
                        .set("place_type", "2")
                        .set("built_on", "2014-0" + (1 + i))
                        .set("coop_built", i % 2 == 0)
                        .set("partner_name", world.partner(i).name())
                        .set("area", 180 + 10 * i)
                        .set("equipment_value", 45 + i)
                        .set("new_equipment_value", 4)
                        .set("equipment_count", 60 + i)
                        .set("large_equipment_count", 0)
                        .set("workstations", 48)
                        .set("use_hours_campus", 42000)
                        .set("use_hours_social", 1200));
        fillers.put("2.9.2", (row, i) -> row.set("level", "20").set("granted_on", "2017-06"));
        fillers.put(
                "2.9.4",
                (row, i) -> row.set("certificate_level", i % 2 == 0 ? "4" : "5")
                        .set("founded_level", "20")
                        .set("approved_on", "2016-04")
                        .set("students_appraised", 200)
                        .set("social_appraised", 60)
                        .set("pass_count", 230));
        fillers.put(
                "2.9.5",
                (row, i) -> row.set("asset_no", row.unique("SB"))
                        .set("unit_price", 12 + 6 * i)
                        .set("equipment_source", "2")
                        .set("asset_use_status", "1")
                        .set("dept_code", world.major(2 * i).department())
                        .set("bought_on", "201" + (4 + i) + "-06")
                        .set(
                                "manager_staff_no",
                                world.teacherNear(world.major(2 * i).department(), i)
                                        .staffNo())
                        .set("teaching_hours", 900 + i)
                        .set("research_hours", 60)
                        .set("social_hours", 40)
                        .set("students_trained", 420));
    }

    private void money() {
        fillers.put(
                "2.11.1",
                (row, i) -> row.set("fiscal_year", world.firstYear())
                        .set("total_income", 15120)
                        .set("fiscal_appropriation", 9000)
                        .set("special_central", 300)
                        .set("special_local", 500)
                        .set("tuition", 5200)
                        .set("social_donation", 20)
                        .set("other_income", 100)
                        .set("loan", 0)
                        .set("loan_balance", 0)
                        .set("data_basis", "2"));
        fillers.put(
                "2.11.2",
                (row, i) -> row.set("fiscal_year", world.firstYear())
                        .set("income_item", List.of("5", "3", "4", "1").get(i % 4))
                        .set("amount", 25));
        fillers.put(
                "2.11.3",
                (row, i) -> row.set("fiscal_year", world.firstYear())
                        .set("total_expense", 13275)
                        .set("land", 0)
                        .set("infrastructure", 600)
                        .set("equipment_purchase", 420)
                        .set("teaching_daily", 1500)
                        .set("training_materials", 400)
                        .set("internship_fund", 350)
                        .set("part_time_teacher_pay", 250)
                        .set("sports", 100)
                        .set("teaching_other", 400)
                        .set("teaching_reform", 260)
                        .set("faculty", 340)
                        .set("teacher_training_fund", 180)
                        .set("books", BOOKS)
                        .set("personnel", 9800)
                        .set("party_ideology", 150)
                        .set("other_expense", 120)
                        .set("repayment", 0));
        fillers.put(
                "2.11.4",
                (row, i) -> row.set("fiscal_year", world.firstYear())
                        .set("expense_item", List.of("1", "2", "6").get(i % 3))
                        .set("amount", 40));
        fillers.put("2.12.1", (row, i) -> row.set("start_year", 2019).set("students", 20));
        fillers.put("2.12.2", (row, i) -> row.set("start_year", 2019));
        fillers.put(
                "2.13.2",
                (row, i) -> row.set(
                                "aid_type",
                                List.of("1", "2", "1", "5", "4", "1").get(i % 6))
                        .set("headcount", 40 + i)
                        .set("amount", 8));
    }

    private void awardsAndCertificates() {
        fillers.put(
                "2.13.1",
                (row, i) -> row.set("award_on", world.year() + "-0" + (4 + i % 3))
                        .set("level", "20")
                        .set("is_team", false)
                        .set("student_nos", world.studentNo(world.studentNear(row.department(), i)))
                        .set(
                                "tutor_staff_nos",
                                world.teacherNear(row.department(), i).staffNo()));
        fillers.put(
                "2.14.1",
                (row, i) -> row.set("club_no", row.unique("ST"))
                        .set("registered_on", "2019-10")
                        .set("member_count", 36 + i)
                        .set("activity_count", 12)
                        .set("participants", 320)
                        .set("fund", 2000));
        fillers.put(
                "2.16.1", (row, i) -> certificate(row, i, world.year() + "-06").set("is_entry_required", true));
        fillers.put("2.16.2", (row, i) -> certificate(row, i, world.year() + "-05"));
        fillers.put("2.16.3", (row, i) -> certificate(row, i, world.year() + "-05"));
    }

    private Row certificate(Row row, int i, String issued) {
        int student = world.studentNear(row.department(), i);
        return row.set("student_no", world.studentNo(student))
                .set("major_no", world.majorOfStudent(student).no())
                .set("certificate_level", "4")
                .set("issued_on", issued)
                .set("assess_place", "1")
                .set("major_related", true);
    }

    private void ideology() {
        fillers.put("2.17.3", (row, i) -> row.set("activity_on", LocalDate.of(world.year(), 5, 9 + i)));
        fillers.put(
                "2.17.4",
                (row, i) -> row.set("occurred_on", world.year() + "-03-05")
                        .set("closed_on", world.year() + "-03-08")
                        .set("opinion_level", "4")
                        .set("opinion_nature", "1"));
        fillers.put("2.18.1", (row, i) -> {
            var staff = world.ideologyStaff(row.department()).get(i);
            var type = row.department().equals("0209") ? "1" : row.department().equals("0107") ? "3" : "6";
            row.set("staff_no", staff.staffNo())
                    .set("staff_type", type)
                    .set("dept_code", row.department())
                    .set("is_full_time", true)
                    .set("appointed_on", staff.joined() + "-09")
                    .set("years", Math.max(0, world.firstYear() - staff.joined()))
                    .set("education", isMaster(staff) ? "14" : "21")
                    .set("degree", isMaster(staff) ? "3" : "4")
                    .set("title_level", titleLevel(staff))
                    .set("students_managed", type.equals("3") ? 190 : 0);
        });
        fillers.put(
                "2.18.2",
                (row, i) -> row.set("staff_no", world.teacherNear("0208", i).staffNo())
                        .set("is_full_time", true)
                        .set("years", 6 + i)
                        .set("training_hours", 48));
        fillers.put("2.18.3", (row, i) -> row.set("hazards_found", 2 + i).set("hazards_fixed", 2 + i));
        fillers.put(
                "2.18.4",
                (row, i) -> row.set("start_on", LocalDate.of(world.year(), 3 + i, 4))
                        .set("end_on", LocalDate.of(world.year(), 3 + i, 6))
                        .set("students", 260)
                        .set("teachers", 8));
        fillers.put(
                "2.18.5",
                (row, i) -> row.set("topic", topics(row.department()).get(i % 3))
                        .set("held_on", LocalDate.of(world.year(), 4, 12 + i))
                        .set("students", 300)
                        .set("teachers", 9)
                        .set("hours", 4));
    }

    private static List<String> topics(String department) {
        return switch (department) {
            case "0209" -> List.of("2", "3", "1");
            case "0113" -> List.of("6", "7", "10");
            case "0208" -> List.of("4", "11", "5");
            default -> List.of("1", "8", "9");
        };
    }

    private void training() {
        fillers.put(
                "2.19.1",
                (row, i) -> row.set("start_on", LocalDate.of(world.year(), 4 + i, 11))
                        .set("end_on", LocalDate.of(world.year(), 4 + i, 20))
                        .set("headcount", 50 + i)
                        .set("days", 10)
                        .set("person_days", (50 + i) * 10)
                        .set("hours", 60)
                        .set("fee_mode", "2")
                        .set("income_arrived", 5)
                        .set("certificate_count", 45));
    }
}
