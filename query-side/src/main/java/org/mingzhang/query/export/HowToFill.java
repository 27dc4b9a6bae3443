package org.mingzhang.query.export;

import java.util.List;
import org.apache.poi.ss.usermodel.Workbook;

/** 说明: the sheet that tells people how to fill in a workbook so that it can be read again. */
final class HowToFill {

    private static final int WIDTH = 96;

    private static final List<String> LINES = List.of(
            "1. 在第一张表中填写，从表头下一行开始，一行一条记录。列的先后可以调整，表头文字不能改、不能重复。",
            "2. 蓝底表头为必填。没有数据的单元格留空，不要填 0、无 或 /。",
            "3. 代码列从下拉列表选择（代码加名称），也可以只填代码。是/否列填“是”或“否”。",
            "4. 证件号码、学号、工号等按文本填写（本表已设为文本格式）。以数字格式输入的长号码，末几位会丢失，导入时会被拒绝。",
            "5. 日期写成 2022-09-01，年月写成 2022-09；1980年9月、1980.09、198009 也能识别。",
            "6. 数字只写数字和小数点，不加逗号和单位；单位见“指标注释”。",
            "7. 最左侧隐藏的一列是记录号，请不要删除或改动：有它的行是对原有记录的修改，没有它的行是新增。",
            "8. 从表中删去一行，导入时默认不删除账上的记录；需要删除时在导入预览中勾选并写明理由。",
            "9. 脱敏显示的内容（带 * 号）原样保留即可，导入时视为未改。",
            "10. 上传后先看预览，确认后一次写入；有错误时可下载标注了错误的原文件，改好后直接再传。",
            "",
            "How to fill in: keep the headings and the hidden first column as they are; one row is one entry; leave cells without",
            "data empty; choose codes from the lists; write dates as 2022-09-01 and year-months as 2022-09; identifiers are text.");

    private final Workbook workbook;
    private final Styles styles;

    HowToFill(Workbook workbook, Styles styles) {
        this.workbook = workbook;
        this.styles = styles;
    }

    void write() {
        var sheet = workbook.createSheet("说明");
        sheet.setColumnWidth(0, (WIDTH + 2) * 256);
        TableWorkbook.put(sheet.createRow(0), 0, "填写说明").setCellStyle(styles.title());
        for (int i = 0; i < LINES.size(); i++) {
            var row = sheet.createRow(i + 1);
            TableWorkbook.put(row, 0, LINES.get(i)).setCellStyle(styles.wrapped());
            row.setHeightInPoints((float) TableWorkbook.LINE_HEIGHT * Math.max(1, Written.lines(LINES.get(i), WIDTH)));
        }
        TableWorkbook.print(sheet, WIDTH);
    }
}
