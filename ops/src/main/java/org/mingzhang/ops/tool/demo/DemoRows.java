package org.mingzhang.ops.tool.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CodeList;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.ops.tool.demo.DemoCollege.Kind;
import org.mingzhang.ops.tool.demo.DemoCollege.Staff;

/**
 * 示例数据: valid entries for every table that people fill, always the same for the same question. What the catalogue
 * says of a field is enough for most cells; {@link DemoRules} sets those that the rules tie together. A table filled to
 * its {@link #size} also agrees with the others.
 */
public final class DemoRows {

    private final Catalogue catalogue;
    private final DemoCollege college;
    private final DemoWorld world;
    private final Map<String, DemoRules.Filler> rules;
    private final Map<String, List<String>> words = DemoCollege.words();

    /**
     * Rows for a college with so many students.
     *
     * @param students entries of table 1.5.1 when filled
     */
    public DemoRows(Catalogue catalogue, DemoCollege college, int students) {
        this(catalogue, college, students, 2022);
    }

    /** The same for the campaign of 2022 or of the year before. */
    public DemoRows(Catalogue catalogue, DemoCollege college, int students, int year) {
        this.catalogue = catalogue;
        this.college = college;
        this.world = new DemoWorld(college, students, year);
        this.rules = DemoRules.of(college, world);
    }

    /** How many entries a department's share of a table holds when it is complete. */
    public int size(String table, String department) {
        return world.size(table, department);
    }

    /** A department's complete share of a table. */
    public List<SortedMap<String, CellValue>> rows(String table, String department) {
        return rows(table, department, size(table, department));
    }

    /** The first entries of a department's share of a table. In a table that teachers fill, of all its teachers. */
    public List<SortedMap<String, CellValue>> rows(String table, String department, int howMany) {
        var form = catalogue.table(table).orElseThrow();
        return IntStream.range(0, howMany)
                .mapToObj(i -> row(form, department, i))
                .toList();
    }

    /** The entries that one teacher owes in a table that teachers fill. */
    public List<SortedMap<String, CellValue>> rowsOf(String table, Staff teacher) {
        var all = rows(table, teacher.department());
        return all.stream()
                .filter(row -> CellValue.text(teacher.staffNo()).equals(row.get("staff_no")))
                .toList();
    }

    /** Whose entry a row is, in a table that teachers fill: the teacher named in it if he or she owes it in person. */
    public @Nullable String ownerOf(SortedMap<String, CellValue> row) {
        return row.get("staff_no") instanceof CellValue.Text number
                        && college.staff(number.text()).kind() == Kind.TEACHER
                ? number.text()
                : null;
    }

    private SortedMap<String, CellValue> row(Table table, String department, int i) {
        var set = new DemoRules.Row(department, i);
        var rule = rules.get(table.code());
        if (rule != null) {
            rule.fill(set, i);
        }
        var cells = new TreeMap<String, CellValue>();
        for (var field : table.fields()) {
            var value = set.value(field.name());
            if (value == null && field.required() && !set.blank(field.name())) {
                value = usual(table, field, department, i);
            }
            if (value != null) {
                cells.put(field.name(), cell(field, value));
            }
        }
        return cells;
    }

    private static CellValue cell(Field field, Object value) {
        if (value instanceof Boolean yes) {
            return CellValue.flag(yes);
        }
        if (field.type() == FieldType.INTEGER && value instanceof Number number) {
            return CellValue.whole(number.longValue());
        }
        if (field.type() == FieldType.DECIMAL) {
            int scale = field.scale() == null ? 2 : field.scale();
            return CellValue.text(new BigDecimal(value.toString())
                    .setScale(scale, RoundingMode.HALF_UP)
                    .toPlainString());
        }
        return CellValue.text(value.toString());
    }

    /** What a cell holds if no rule says otherwise: valid for its field, plausible, different from row to row. */
    private Object usual(Table table, Field field, String department, int i) {
        int spread = Math.floorMod(field.name().hashCode(), 17);
        return switch (field.type()) {
            case TEXT -> text(table, field, department, i);
            case INTEGER -> whole(field, i, spread);
            case DECIMAL -> new BigDecimal(whole(field, i, spread)).add(new BigDecimal("0.50"));
            case BOOLEAN -> (i + spread) % 2 == 0;
            case CODE -> code(field, i + spread);
            case DATE -> day(table, i, spread).toString();
            case YEAR_MONTH -> day(table, i, spread).toString().substring(0, 7);
            case REFERENCE -> reference(field, department, i);
        };
    }

    private String text(Table table, Field field, String department, int i) {
        if (field.name().equals("college_code")) {
            return college.identifier();
        }
        if (field.name().endsWith("credit_code")) {
            return world.partner(i).creditCode();
        }
        if (field.name().endsWith("_phone")) {
            return "0000-%07d".formatted(1000000 + i);
        }
        if (field.name().endsWith("contact_name") || field.name().equals("first_author")) {
            return Invented.name(700 + i);
        }
        var known = words.getOrDefault(table.code() + "." + field.name(), words.get(field.name()));
        var word = known == null ? field.zh() + "示例" : known.get(i % known.size());
        boolean key = table.key().contains(field.name());
        if (field.name().endsWith("_no") && known == null) {
            return (table.name().substring(0, 2) + "-" + department + "-" + (i + 1)).toUpperCase(Locale.ROOT);
        }
        var full = key ? word + "（" + college.department(department).name() + (i + 1) + "）" : word;
        return field.maxLength() == null || full.length() <= field.maxLength()
                ? full
                : full.substring(0, field.maxLength());
    }

    private static long whole(Field field, int i, int spread) {
        long low = field.min() == null ? 0 : field.min().longValue();
        long high = field.max() == null ? low + 200 : field.max().longValue() - 1;
        return Math.min(high, low + 3 + (i * 7L + spread) % 40);
    }

    private String code(Field field, int i) {
        var codes = catalogue.codeList(Objects.requireNonNull(field.codeList())).values().stream()
                .map(CodeList.Code::code)
                .toList();
        var plain = codes.stream().filter(code -> !code.startsWith("9")).toList();
        var choice = plain.isEmpty() ? codes : plain;
        return choice.get(i % choice.size());
    }

    private LocalDate day(Table table, int i, int spread) {
        long days = (i * 11L + spread * 5L) % 330;
        return switch (table.period()) {
            case ACADEMIC_YEAR -> LocalDate.of(world.year() - 1, 9, 6).plusDays(days);
            case CALENDAR_YEAR -> LocalDate.of(world.year() - 1, 1, 11).plusDays(days);
            case AS_OF -> LocalDate.of(2008 + (i + spread) % 12, 1 + spread % 12, 1 + i % 28);
        };
    }

    private String reference(Field field, String department, int i) {
        var target = Objects.requireNonNull(field.reference()).table();
        return switch (target) {
            case "org_unit" -> department;
            case "major" -> world.majorOf(department, i).no();
            case "course" -> world.course(i).code();
            case "teacher" -> world.teacherNear(department, i).staffNo();
            case "external_teacher" -> DemoWorld.externalNo(i);
            case "student" -> world.studentNo(world.studentNear(department, i));
            case "education_group" ->
                Objects.requireNonNull(words.get("group_name")).get(0);
            case "practice_place" -> DemoWorld.placeNo(department, i);
            default -> throw new IllegalStateException("nothing to refer to in " + target);
        };
    }
}
