package org.mingzhang.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 目录有误: an edition of next year's with one mistake is refused with file, place and reason. */
class RefusingACatalogueTest {

    @TempDir
    Path editions;

    Path next;

    @BeforeEach
    void nextYearsEdition() throws IOException {
        next = Files.createDirectory(editions.resolve("2099"));
        try (var files = Files.list(Path.of("src/main/resources/catalogue/2022"))) {
            files.forEach(this::copy);
        }
        change("edition.yaml", "edition: '2022'", "edition: '2099'");
    }

    void copy(Path file) {
        try {
            Files.copy(file, next.resolve(file.getFileName()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void change(String file, String from, String to) throws IOException {
        var path = next.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(from);
        var at = text.indexOf(from);
        Files.writeString(path, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    CatalogueRefused refused() {
        var refused = catchThrowableOfType(CatalogueRefused.class, () -> Catalogues.load(editions));
        assertThat(refused).isNotNull();
        assertThat(refused).hasMessageContaining(refused.file()).hasMessageContaining(refused.reason());
        return refused;
    }

    @Test
    void acceptsItWithoutAMistake() {
        var all = Catalogues.load(editions);
        assertThat(all.editions()).extracting(Catalogue::edition).containsExactly("2022", "2023", "2099");
        assertThat(all.edition("2099").tables()).hasSize(70);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # what a file looks like
            groups.yaml | groups:\\n | groups: [\\n | 第 2 行 | 不是合法的 YAML
            groups.yaml | part: basic | part: !!java.net.URL [x] | 第 4 行 | Global tag is not allowed
            groups.yaml | part: basic | part: base | groups[0].part | base 不是可用的值
            groups.yaml | part: basic | part: basic\\n  part: basic | groups[0].part | 键重复
            groups.yaml | code: '1.2' | code: '1.1' | groups[1].code | 表组 1.1 重复
            # keys and types
            1.5.1_student.yaml | grain: | grian: | 第 10 行 grian | 未知的键 grian
            1.5.1_student.yaml | kind: source\\n | "" | 第 2 行 | 缺少键 kind
            1.5.1_student.yaml | required: true | required: 'yes' | fields.student_no.required | 应为 true 或 false
            1.5.1_student.yaml | required: true | required: yes | fields.student_no.required | 应为 true 或 false
            1.5.1_student.yaml | max_length: 20 | max_length: '20' | fields.student_no.max_length | 应为整数
            1.5.1_student.yaml | max_length: 20 | max_length: 0 | fields.student_no.max_length | 应在 1 到 10000 之间
            1.5.1_student.yaml | required: true\\n  max_length: 20 | required: true | fields.student_no | 缺少键 max_length
            1.5.1_student.yaml | max_length: 20 | max_length: 20\\n  scale: 2 | fields.student_no.scale | 未知的键 scale
            1.5.1_student.yaml | code: '1.5.1' | code: 151 | 第 2 行 code | 应为文本
            1.5.1_student.yaml | type: text | type: string | fields.student_no.type | string 不是可用的值
            1.5.1_student.yaml | pii: personal | pii: secret | fields.student_no.pii | secret 不是可用的值
            1.5.1_student.yaml | basis: seed | basis: guessed | basis | guessed 不是可用的值
            1.5.1_student.yaml | as_of: '08-31' | as_of: '08-32' | as_of | 应为 MM-DD
            1.5.1_student.yaml | as_of: '08-31'\\n | "" | period | 时点表须且仅须有 as_of
            1.5.1_student.yaml | name: student_no | name: 学号 | fields.学号.name | 字段名须为
            1.5.1_student.yaml | name: student\\n | name: 学生\\n | name | 表名须为
            1.2.1_major.yaml | pattern: '^\\d{6} | pattern: '^(\\d{6} | fields.major_code.pattern | 不是合法的正则表达式
            1.5.1_student.yaml | max: 2035 | max: 2000 | fields.grade.max | 最大值小于最小值
            1.5.1_student.yaml | scale: 2 | scale: 2.5 | fields.arrears.scale | 应为整数
            # names and references within a table
            1.5.1_student.yaml | - name: name | - name: student_no | fields.student_no.name | 字段 student_no 重复
            1.5.1_student.yaml | key:\\n- student_no | key:\\n- student_id | key[0] | student_id 不是本表字段
            1.5.1_student.yaml | key:\\n- student_no | key: [] | key | 没有业务主键
            1.5.1_student.yaml | year_on_year_key:\\n- student_no | year_on_year_key:\\n- name | year_on_year_key[0] | name 不在业务主键中
            1.5.1_student.yaml | field: student_no | field: student_id | subject | student_id 不是本表字段
            1.5.1_student.yaml | field: student_no | field: disabled | subject | disabled 可为空
            1.5.1_student.yaml | subject:\\n  kind: student\\n  field: student_no\\n | "" | fields | 有个人信息字段，须有 subject
            1.1.4_land_building.yaml | fields: | subject: {kind: place}\\nfields: | subject | 没有个人信息字段
            # references between files
            1.5.1_student.yaml | group: '1.5' | group: '9.9' | group | 表组 9.9 不存在
            1.5.1_student.yaml | code_list: gender | code_list: sex | fields.gender.code_list | 代码表 sex 不存在
            1.5.1_student.yaml | table: major | table: majors | fields.major_no.references | 表 majors 不存在
            1.5.1_student.yaml | field: major_no | field: major_number | fields.major_no.references | 表 major 没有字段 major_number
            1.5.1_student.yaml | field: major_no | field: major_name | fields.major_no.references | major.major_name 不是业务主键字段
            1.5.1_student.yaml | code: '1.5.1' | code: '1.4.1' | code | 表号 1.4.1 重复
            1.5.1_student.yaml | name: student\\n | name: teacher\\n | name | 表名 teacher 重复
            edition.yaml | 1.5.1_student.yaml | 1.5.1_student.yaml\\n- 1.5.3_students.yaml | 第 1 行 | 文件不存在
            edition.yaml | '2099' | '2098' | 第 2 行 edition | 与所在目录 2099 不一致
            codelists.yaml | id: gender | id: yes_no | codelists[1].id | 代码表 yes_no 重复
            codelists.yaml | code: '2' | code: '1' | codelists.gender[1].code | 代码 1 重复
            codelists.yaml | code: '1' | code: 1 | codelists.yes_no[0].code | 应为文本
            # rules
            rules.yaml | id: R-1.1.4-02 | id: R-1.1.4-01 | rules[2] | 规则 R-1.1.4-01 重复
            rules.yaml | table: org_unit | table: org_units | rules.R-1.1.2-01.table | 表 org_units 不存在
            rules.yaml | tables:\\n  - org_unit | tables:\\n  - org_units | rules.R-1.1.2-01.tables[0] | 表 org_units 不存在
            rules.yaml | tables:\\n  - org_unit | tables:\\n  - major | rules.R-1.1.2-01.tables | 未列出所用的表 [org_unit]
            rules.yaml | severity: error | severity: fatal | rules.R-1.1.2-01.severity | fatal 不是可用的值
            rules.yaml | nature: contradiction | nature: compliance | rules.R-1.1.2-01.severity | 合规性规则只能是 warning
            rules.yaml | scope: row | scope: table | rules.R-1.1.2-01.expr | 整表规则没有当前行
            rules.yaml | {org_name} | {orgname} | rules.R-1.1.2-01.message | 占位符 {orgname} 无从填写
            rules.yaml | {prev.land_area} | {prev.land} | rules.Y-1.1.4-01.message | 占位符 {prev.land} 无从填写
            rules.yaml | {param.yoy_student_pct} | {param.yoy} | rules.T-1.5.1-01.message | 占位符 {param.yoy} 无从填写
            rules.yaml | parent_org_code != org_code | parent_org_code != org_cod | rules.R-1.1.2-01.expr | 第 47 字：表 org_unit 没有字段 org_cod
            rules.yaml | parent_org_code != org_code | parent_org_code != 1 | rules.R-1.1.2-01.expr | 第 47 字：文本与数不能比较
            rules.yaml | parent_org_code != org_code | parent_org_code ~ org_code | rules.R-1.1.2-01.expr | 第 44 字：读不懂 ~ org_code
            rules.yaml | change_type = ''3'' | change_type = ''33'' | rules.R-1.2.3-03.expr | 代码 33 不在该字段的代码表中
            rules.yaml | 'practice_hours <= plan_hours' | 'practice_hours <= max(course.plan_hours)' | rules.R-1.3.1-01.expr | 行内规则只能用本行的字段
            rules.yaml | 'practice_hours <= plan_hours' | 'practice_hours + plan_hours' | rules.R-1.3.1-01.expr | 第 1 字：应得到真假，实为数
            facts.yaml | id: F-person-gender | id: F-person-name | facts[3].id | 编号 F-person-name 重复
            facts.yaml | table: employer, key | table: employers, key | facts[0].columns[1].table | 没有由人填报的表 employers
            facts.yaml | table: employer, key | table: major_student_stat, key | facts[0].columns[1].table | 没有由人填报的表
            facts.yaml | value: employer_name | value: employer_nam | facts[0].columns[1].value | 表 employer 没有字段 employer_nam
            facts.yaml | value: employer_name | value: employed_count | facts[0].columns | 各表中的字段类型不同
            examples.yaml | rule: R-1.1.2-01 | rule: R-1.1.2-99 | examples[0].rule | 没有规则 R-1.1.2-99
            push.yaml | from: course\\n | from: courses\\n | tables[0].from | 没有表 courses
            push.yaml | cell: course_name | cell: course_nam | tables[0].fields[0].cell | 表 course 没有字段 course_nam
            push.yaml | cell: course_code.course_name | cell: build_type.course_name | tables[1].fields[0].cell | 字段 build_type 不是引用
            push.yaml | codes: KCLXDM | codes: DWXZDM | tables[0].fields[2].codes | 代码集 DWXZDM 不是字段 course_type 的
            push.yaml | list: course_type | list: course_types | codes[0].list | 没有代码表 course_types
            push.yaml | {A: '1', | {D: '1', | codes[0].map.D | 代码表 course_type 没有代码 D
            push.yaml | length: '20,1' | length: '20;1' | length | 长度应为 20 或 20,1
            push.yaml | as: is, value: '3' | as: is | cell | as: is 与 value 须一起写
            push.yaml | batch: 1000 | batch: 0 | batch | 每批至少一条
            examples.yaml | row: {org_code: | row: {org_cod: | examples[0].holds.row.org_cod | 表 org_unit 没有字段 org_cod
            rules.yaml | name: period_end | name: period_start | parameters[1].name | 参数 period_start 重复
            rules.yaml | value: '2021-09-01' | value: '2021-09-31' | parameters[0].value | 与参数类型不符
            rules.yaml | type: date | type: code | parameters[0].type | 参数不能是这种类型
            1.1.2_org_unit.yaml | - R-1.1.2-01 | - R-1.1.2-99 | row_rules[0] | 规则 R-1.1.2-99 不存在
            1.1.2_org_unit.yaml | - R-1.1.2-01 | - R-1.1.4-01 | row_rules[0] | 属于另一表或另一类
            1.1.4_land_building.yaml | - R-1.1.4-01\\n | - R-1.1.4-02\\n | row_rules[1] | 重复列出
            1.1.4_land_building.yaml | - R-1.1.4-01\\n | "" | rules.R-1.1.4-01 | 未列入所属的表
            # computed tables
            2.2.3_teacher_workload_stat.yaml | kind: computed | kind: collected | kind | 自动统计表须且仅须有 definition
            2.2.3_teacher_workload_stat.yaml | row_source: teacher | row_source: teachers | definition.row_source | 表 teachers 不存在
            2.2.3_teacher_workload_stat.yaml | group_by:\\n  - staff_no | group_by:\\n  - name | definition.group_by | 须与业务主键 [staff_no] 相同
            2.2.3_teacher_workload_stat.yaml | group_by:\\n  - staff_no | group_by:\\n  - hours | definition.group_by[0] | hours 不是表 teacher 的字段
            2.2.3_teacher_workload_stat.yaml | class_count: count | classcount: count | definition.columns.classcount | 不是本表的统计列
            2.2.3_teacher_workload_stat.yaml | where: count( | where: sum( | definition.where | 第 1 字：sum 须指明字段
            2.4.2_enrolment_stat.yaml | row_source: enrolment | row_source: enrolment_stat | definition | 自动统计表互相依赖
            # indicators
            indicators.yaml | id: full_time_students | id: converted_students | indicators.converted_students.id | 指标 converted_students 重复
            indicators.yaml | ind.converted_students, | ind.converted, | indicators.student_teacher_ratio.expr | 没有指标 converted
            indicators.yaml | expr: ratio(ind.converted_students, | expr: ratio(ind.student_teacher_ratio, | indicators.student_teacher_ratio.expr | 指标互相依赖：student_teacher_ratio
            indicators.yaml | medical: 16 | medicine: 16 | indicators.student_teacher_ratio.thresholds.qualified.medicine | 未知的键 medicine
            indicators.yaml | medical: 16 | medical: '16' | indicators.student_teacher_ratio.thresholds.qualified.medical | 应为数字
            indicators.yaml | '05' | '55' | categories[2].school_nature[0] | 代码 55 不在代码表 school_nature 中
            """)
    void isRefused(String file, String from, String to, String place, String reason) throws IOException {
        change(file, from.replace("\\n", "\n"), to == null ? "" : to.replace("\\n", "\n"));
        var refused = refused();
        assertThat(refused.place()).contains(place);
        assertThat(refused.reason()).contains(reason);
        assertThat(refused.place()).matches("第 \\d+ 行.*");
        assertThat(refused.reason()).matches("(?s).*\\(.*\\)");
        if (!reason.equals("文件不存在") && !reason.contains("未列入")) {
            assertThat(refused.file()).isEqualTo("2099/" + file);
        }
    }

    @Test
    void isRefusedWhenColumnsDependOnEachOther() throws IOException {
        change(
                "2.2.3_teacher_workload_stat.yaml",
                "total_hours: sum(teaching_assignment.hours where staff_no = this.staff_no)",
                "total_hours: weekly_hours * 36");
        change(
                "2.2.3_teacher_workload_stat.yaml",
                "weekly_hours: round(sum(teaching_assignment.hours where staff_no = this.staff_no) / param.teaching_weeks, 2)",
                "weekly_hours: total_hours / 36");
        assertThat(refused().reason()).contains("统计列互相依赖：total_hours → weekly_hours");
    }

    @Test
    void isRefusedWhenItIsNotText() throws IOException {
        Files.write(next.resolve("groups.yaml"), "groups: 部门".getBytes(java.nio.charset.Charset.forName("GB18030")));
        assertThat(refused().reason()).contains("UTF-8");
    }

    @Test
    void isRefusedWhenAFileIsEmptyOrMissing() throws IOException {
        Files.writeString(next.resolve("groups.yaml"), "", StandardCharsets.UTF_8);
        assertThat(refused().reason()).contains("文件是空的");
        Files.delete(next.resolve("groups.yaml"));
        assertThat(refused().file()).isEqualTo("2099/groups.yaml");
    }

    @Test
    void isRefusedWhenATableIsNotListed() throws IOException {
        change("edition.yaml", "- 2.19.1_training.yaml\n", "");
        assertThat(refused().reason()).contains("未列出文件 2.19.1_training.yaml");
    }

    @Test
    void isRefusedUnderTheNameOfAnother() throws IOException {
        Files.move(next, editions.resolve("2022"));
        assertThat(refused().reason()).contains("不能替换");
    }

    @Test
    void saysWhenThereIsNoSuchEdition() {
        var refused = catchThrowableOfType(
                CatalogueRefused.class, () -> Catalogues.load().edition("1999"));
        assertThat(refused.reason()).contains("没有年度 1999 的数据表目录");
    }
}
