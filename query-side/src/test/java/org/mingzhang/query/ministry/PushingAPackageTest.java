package org.mingzhang.query.ministry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.catalogue.Basis;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.query.export.APackage;
import org.mingzhang.query.export.PackedTables;
import org.mingzhang.query.ministry.DryRun.Wrong;
import tools.jackson.databind.JsonNode;

/** 推送通道与文件通道. */
class PushingAPackageTest {

    static final Catalogue FORM = Catalogues.load().edition("2022");

    @TempDir
    Path directory;

    APackage made;

    @BeforeEach
    void someTables() {
        made = new APackage(directory, FORM)
                .entry("college_profile", "college_code", "4199900000", "college_name", "示例护理高等专科学校")
                .entry("org_unit", "org_code", "0201", "org_name", "护理系")
                .entry("major", "major_no", "H1", "major_name", "护理", "dept_code", "0201", "approved_on", "2004-06")
                .entry("student", "student_no", "2020000001", "name", "学生甲", "major_no", "H1");
    }

    static Map<String, String> written(MinistryAdapter adapter, PackedTables tables) throws IOException {
        var files = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes(adapter, tables)))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    static byte[] bytes(MinistryAdapter adapter, PackedTables tables) throws IOException {
        var out = new ByteArrayOutputStream();
        adapter.write(tables, out);
        return out.toByteArray();
    }

    static DryRun.Told told(DryRun run, int number) {
        return run.tables().stream()
                .filter(each -> Integer.valueOf(number).equals(each.number()))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode record(Map<String, String> files, String batch) {
        return EventJson.mapper().readTree(files.get(batch)).path("records").path(0);
    }

    private APackage certificate(String number, String level) {
        return made.entry(
                "cert_x",
                "student_no",
                "2020000001",
                "certificate_name",
                "老年照护",
                "certificate_level",
                level,
                "major_no",
                "H1",
                "issuer",
                "示例评价组织",
                "certificate_no",
                number,
                "issued_on",
                "2022-05",
                "assess_place",
                "1");
    }

    @Test
    void writesRecordsWithTheStandardsFieldsAndCodes() throws IOException {
        certificate("X-1", "7");
        try (var tables = made.open()) {
            var files = written(new PushAdapter(), tables);
            var batch = EventJson.mapper().readTree(files.get("batches/43 1+X证书数据子类表/0001.json"));
            assertThat(batch.path("subclass").asString()).isEqualTo("ZYGXS0104");
            assertThat(batch.path("count").asInt()).isEqualTo(1);
            var record = batch.path("records").path(0);
            assertThat(record.propertyNames())
                    .containsExactlyInAnyOrder(
                            "ZJSJWYXBS", "XXDM", "ZSH", "ZYH", "FZJGMC", "ZSMC", "ZSDJ", "JDDD", "SJCJSJ");
            assertThat(record.path("ZJSJWYXBS").asString()).matches("[0-9A-F]{32}");
            assertThat(record.path("XXDM").asString()).isEqualTo("4199900000");
            assertThat(record.path("ZSDJ").asString()).as("7 中级 is 2 there").isEqualTo("2");
            assertThat(record.path("SJCJSJ").asString()).as("in Beijing").isEqualTo("20221029161530");
        }
    }

    @Test
    void followsReferencesAndWritesMonths() throws IOException {
        try (var tables = made.open()) {
            var major = record(written(new PushAdapter(), tables), "batches/13 专业设置数据子类表/0001.json");
            assertThat(major.path("ZYSSYXBMC").asString()).isEqualTo("护理系");
            assertThat(major.path("PZSZNY").asString()).isEqualTo("200406");
            assertThat(major.path("SFZDZY").asString()).isEqualTo("0");
        }
    }

    @Test
    void writesNumbersAndAmountsAsNumbers() throws IOException {
        made.entry(
                "course",
                "course_code",
                "C1",
                "major_no",
                "H1",
                "course_name",
                "基础护理",
                "course_type",
                "B",
                "coop_developed",
                true,
                "plan_hours",
                72,
                "quality_course_level",
                "0");
        made.entry(
                "course_construction",
                "course_code",
                "C1",
                "build_type",
                "5",
                "approved_on",
                "2021-03",
                "leader_staff_no",
                "20100201",
                "fund",
                "30000.50");
        try (var tables = made.open()) {
            var files = written(new PushAdapter(), tables);
            assertThat(files.get("batches/05 课程基本数据子类表/0001.json"))
                    .contains("\"JXJHGDKSS\":72")
                    .contains("\"KCLXM\":\"2\"")
                    .contains("\"SFXQHZKFKC\":\"1\"")
                    .contains("\"JPKCJBM\":\"9\"");
            assertThat(files.get("batches/06 课程建设数据子类表/0001.json"))
                    .contains("\"LXJF\":30000.5")
                    .contains("\"LXND\":\"2021\"")
                    .contains("\"KCMC\":\"基础护理\"");
        }
    }

    @Test
    void sortsGraduatesByWhatBecameOfThem() throws IOException {
        made.entry("graduate_destination", "student_no", "2020000001", "employment_status", "11");
        made.entry(
                "graduate_destination",
                "student_no",
                "2020000001",
                "employment_status",
                "3",
                "coop_employer",
                false,
                "industry",
                "Q",
                "employer_nature",
                "35",
                "employer_scale",
                "4",
                "employment_province",
                "41",
                "major_related",
                true,
                "confirmed_on",
                "2022-07-01");
        try (var tables = made.open()) {
            var files = written(new PushAdapter(), tables);
            var employed = record(files, "batches/56 毕业去向【就业】数据子类表/0001.json");
            assertThat(employed.path("SFZZCY").asString()).isEqualTo("1");
            assertThat(employed.path("JYDWXZM").asString()).isEqualTo("99");
            assertThat(employed.path("JYQYSJGBM").asString()).isEqualTo("410000");
            assertThat(employed.path("JYQYSJGMC").asString()).isEqualTo("河南省");
            assertThat(employed.path("JYRQ").asString()).isEqualTo("20220701");
            assertThat(employed.path("ZYMC").asString()).isEqualTo("护理");
            assertThat(record(files, "batches/57 毕业去向【未就业】数据子类表/0001.json")
                            .path("WJYLXM")
                            .asString())
                    .isEqualTo("11");
            assertThat(files).doesNotContainKey("batches/55 毕业去向【升学】数据子类表/0001.json");
        }
    }

    @Test
    void holdsBackWhatTheStandardWouldRefuseAndSaysWhy() throws IOException {
        certificate("X".repeat(33), "7");
        certificate("X-2", "8");
        made.entry("cert_x", "student_no", "2020000001", "certificate_name", "老年照护", "certificate_level", "6");
        made.entry("student_club", "club_no", "S1", "club_name", "志愿者协会", "head_student_no", "2099999999");
        try (var tables = made.open()) {
            var run = new PushAdapter().rehearse(tables);
            var certificates = told(run, 43);
            assertThat(certificates.records()).isEqualTo(1);
            assertThat(certificates.held()).isEqualTo(2);
            assertThat(certificates.problems())
                    .contains(
                            new DryRun.Problem("ZSH", "证书号", Wrong.TOO_LONG, 1, List.of("2.16.3/1")),
                            new DryRun.Problem("ZSH", "证书号", Wrong.MISSING, 1, List.of("2.16.3/3")));
            assertThat(told(run, 48).problems())
                    .extracting(DryRun.Problem::field, DryRun.Problem::what)
                    .containsExactly(tuple("STFZRXM", Wrong.DANGLING));
            var files = written(new PushAdapter(), tables);
            assertThat(files.get("held.csv"))
                    .contains("43,1+X证书数据子类表,2.16.3,1,ZSH,证书号,TOO_LONG")
                    .contains("48,社团（协会）基本数据子类表,2.14.1,1,STFZRXM,社团负责人姓名,DANGLING");
            assertThat(EventJson.mapper().readTree(files.get("dry-run.json")))
                    .isEqualTo(EventJson.mapper().readTree(EventJson.mapper().writeValueAsString(run)));
        }
    }

    @Test
    void doesNotTellWhatWasErased() throws IOException {
        made.entry("student_club", "club_no", "S1", "club_name", "志愿者协会", "club_type", PackedTables.ERASED);
        try (var tables = made.open()) {
            assertThat(told(new PushAdapter().rehearse(tables), 48).problems())
                    .extracting(DryRun.Problem::field, DryRun.Problem::what)
                    .containsExactly(tuple("STLXM", Wrong.ERASED));
        }
    }

    @Test
    void saysWhichFieldsStayEmptyAndWhichTablesAreNotTold() throws IOException {
        certificate("X-1", "7");
        made.entry("library_holding", "college_code", "4199900000");
        try (var tables = made.open()) {
            var run = new PushAdapter().rehearse(tables);
            assertThat(told(run, 43).gaps()).extracting(DryRun.Gap::field).containsExactly("FZJGBM", "ZSLX");
            assertThat(told(run, 48).gaps()).contains(new DryRun.Gap("CLRQ", "成立日期", false, "本目录只采集到年月"));
            assertThat(run.untold()).contains("1.1.6").doesNotContain("2.16.3");
            assertThat(run.mappings())
                    .filteredOn(each -> each.codes().equals("KCLXDM"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.basis()).isEqualTo(Basis.JUDGED));
        }
    }

    @Test
    void aBatchHoldsSoManyRecordsAndNoMore() throws IOException {
        for (int i = 1; i <= 1_001; i++) {
            certificate("X-" + i, "6");
        }
        try (var tables = made.open()) {
            assertThat(told(new PushAdapter().rehearse(tables), 43).batches()).isEqualTo(2);
            var files = written(new PushAdapter(), tables);
            assertThat(EventJson.mapper()
                            .readTree(files.get("batches/43 1+X证书数据子类表/0001.json"))
                            .path("records")
                            .size())
                    .isEqualTo(1_000);
            assertThat(EventJson.mapper()
                            .readTree(files.get("batches/43 1+X证书数据子类表/0002.json"))
                            .path("records")
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void theSamePackageGivesTheSameBytes() throws IOException {
        certificate("X-1", "7");
        try (var tables = made.open();
                var again = made.open()) {
            assertThat(bytes(new PushAdapter(), tables)).isEqualTo(bytes(new PushAdapter(), again));
            assertThat(bytes(new FileAdapter(), tables)).isEqualTo(bytes(new FileAdapter(), again));
        }
    }

    @Test
    void theFilesToUploadBearTheOfficialTitles() throws IOException {
        try (var tables = made.open()) {
            var files = written(new FileAdapter(), tables);
            assertThat(files.keySet()).contains("1.2.1 专业设置表.xlsx", "清单.csv");
            assertThat(files.get("清单.csv")).contains("1.2.1,专业设置表,1,1.2.1 专业设置表.xlsx,");
            assertThat(new FileAdapter().rehearse(tables).records()).isEqualTo(4);
        }
    }
}
