package org.mingzhang.query.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Privacy;
import org.mingzhang.events.catalogue.Reference;
import org.mingzhang.events.catalogue.Table;

/** 指标注释与代码表: the two sheets that say what the columns mean and what the codes stand for. */
final class Guide {

    private static final Map<FieldType, String> TYPES = Map.of(
            FieldType.TEXT, "文本",
            FieldType.INTEGER, "整数",
            FieldType.DECIMAL, "小数",
            FieldType.DATE, "日期（年-月-日）",
            FieldType.YEAR_MONTH, "年月（年-月）",
            FieldType.BOOLEAN, "是/否",
            FieldType.CODE, "代码",
            FieldType.REFERENCE, "关联");

    private static final Map<Privacy, String> PRIVACY =
            Map.of(Privacy.NONE, "", Privacy.PERSONAL, "个人信息", Privacy.SENSITIVE, "敏感个人信息");

    private static final Map<Table.Period, String> PERIODS = Map.of(
            Table.Period.ACADEMIC_YEAR, "学年",
            Table.Period.CALENDAR_YEAR, "自然年",
            Table.Period.AS_OF, "时点");

    private static final List<String> FIELD_TITLES = List.of("序号", "字段", "英文名", "类型", "必填", "单位", "取值", "个人信息", "指标注释");
    private static final int[] FIELD_WIDTHS = {6, 24, 26, 16, 6, 10, 34, 14, 44};

    private static final List<String> CODE_TITLES = List.of("代码表", "代码", "名称");
    private static final int[] CODE_WIDTHS = {28, 14, 48};

    private final Workbook workbook;
    private final Styles styles;
    private final Catalogue catalogue;
    private final Table table;
    private final int entries;

    Guide(Workbook workbook, Styles styles, Catalogue catalogue, Table table, int entries) {
        this.workbook = workbook;
        this.styles = styles;
        this.catalogue = catalogue;
        this.table = table;
        this.entries = entries;
    }

    void write() {
        fields();
        codes();
    }

    private void fields() {
        var sheet = workbook.createSheet("指标注释");
        int at = 0;
        var title = sheet.createRow(at++);
        TableWorkbook.put(title, 0, table.code() + " " + table.zh()).setCellStyle(styles.title());
        for (var line : about()) {
            TableWorkbook.put(sheet.createRow(at++), 0, line).setCellStyle(styles.plain());
        }
        head(sheet, at++, FIELD_TITLES, FIELD_WIDTHS);
        sheet.setRepeatingRows(new CellRangeAddress(at - 1, at - 1, -1, -1));
        for (int i = 0; i < table.fields().size(); i++) {
            line(sheet, at++, lineOf(i + 1, table.fields().get(i)), FIELD_WIDTHS);
        }
    }

    private List<String> about() {
        var lines = new ArrayList<String>();
        lines.add("目录版本：" + catalogue.edition() + "　　记录数：" + entries);
        var asOf = table.asOf();
        lines.add("统计时段：" + PERIODS.get(table.period())
                + (asOf == null ? "" : "（" + asOf.getMonthValue() + " 月 " + asOf.getDayOfMonth() + " 日）"));
        lines.add("每行：" + table.grain());
        if (table.kind() == Table.Kind.COMPUTED) {
            lines.add("本表由平台自动统计，不由部门填报。");
        }
        if (table.note() != null) {
            lines.add("说明：" + table.note());
        }
        lines.add("");
        return lines;
    }

    private List<String> lineOf(int number, Field field) {
        return List.of(
                Integer.toString(number),
                field.zh(),
                field.name(),
                typeOf(field),
                field.required() ? "是" : "",
                field.unit() == null ? "" : field.unit(),
                values(catalogue, field),
                PRIVACY.getOrDefault(field.privacy(), ""),
                field.note() == null ? "" : field.note());
    }

    /** What a field's type is called. */
    static String typeOf(Field field) {
        return TYPES.getOrDefault(field.type(), "");
    }

    /** What a field may hold. */
    static String values(Catalogue catalogue, Field field) {
        var said = new ArrayList<String>();
        if (field.codeList() != null) {
            said.add("代码表：" + catalogue.codeList(field.codeList()).zh());
        }
        if (field.reference() != null) {
            said.add(pointed(catalogue, field.reference()));
        }
        if (field.maxLength() != null) {
            said.add("不超过 " + field.maxLength() + " 字");
        }
        if (field.scale() != null) {
            said.add(field.scale() + " 位小数");
        }
        if (field.min() != null || field.max() != null) {
            said.add((field.min() == null ? "" : "≥ " + field.min().toPlainString())
                    + (field.min() != null && field.max() != null ? "，" : "")
                    + (field.max() == null ? "" : "≤ " + field.max().toPlainString()));
        }
        return String.join("；", said);
    }

    private static String pointed(Catalogue catalogue, Reference reference) {
        var target = catalogue.tableNamed(reference.table()).orElseThrow();
        var field = target.field(reference.field()).map(Field::zh).orElse(reference.field());
        return "取自 " + target.code() + " " + target.zh() + "的“" + field + "”";
    }

    private void codes() {
        var ids = new LinkedHashSet<String>();
        table.fields().forEach(field -> {
            if (field.codeList() != null) {
                ids.add(field.codeList());
            }
        });
        if (ids.isEmpty()) {
            return;
        }
        var sheet = workbook.createSheet("代码表");
        head(sheet, 0, CODE_TITLES, CODE_WIDTHS);
        sheet.createFreezePane(0, 1);
        sheet.setRepeatingRows(CellRangeAddress.valueOf("1:1"));
        int at = 1;
        for (var id : ids) {
            var list = catalogue.codeList(id);
            for (var code : list.values()) {
                line(sheet, at++, List.of(list.zh(), code.code(), code.zh()), CODE_WIDTHS);
            }
        }
    }

    private void head(Sheet sheet, int at, List<String> titles, int[] widths) {
        var row = sheet.createRow(at);
        for (int i = 0; i < titles.size(); i++) {
            TableWorkbook.put(row, i, titles.get(i)).setCellStyle(styles.heading(false));
            sheet.setColumnWidth(i, (widths[i] + 1) * 256);
        }
        TableWorkbook.print(sheet, 0);
    }

    private void line(Sheet sheet, int at, List<String> texts, int[] widths) {
        var row = sheet.createRow(at);
        int lines = 1;
        for (int i = 0; i < texts.size(); i++) {
            TableWorkbook.put(row, i, texts.get(i)).setCellStyle(styles.text());
            lines = Math.max(lines, Written.lines(texts.get(i), widths[i]));
        }
        row.setHeightInPoints((float) TableWorkbook.LINE_HEIGHT * lines);
    }
}
