package org.mingzhang.query.export;

import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.DefaultIndexedColorMap;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.extensions.XSSFCellBorder.BorderSide;

/** The looks of a workbook: one font, thin lines, text that stays text. */
final class Styles {

    private static final String FONT = "宋体";
    private static final short POINTS = 10;
    private static final XSSFColor GREY = colour(0xed, 0xed, 0xed);
    private static final XSSFColor BLUE = colour(0xd6, 0xe6, 0xf4);
    private static final XSSFColor LINE = colour(0xbf, 0xbf, 0xbf);

    private final Workbook workbook;
    private final Map<String, CellStyle> numbers = new HashMap<>();
    private final CellStyle text;
    private final CellStyle quoted;
    private final CellStyle centred;
    private final CellStyle heading;
    private final CellStyle required;
    private final CellStyle title;
    private final CellStyle plain;
    private final CellStyle wrapped;

    Styles(Workbook workbook) {
        this.workbook = workbook;
        var font = font(POINTS, false);
        var bold = font(POINTS, true);
        text = cell(font);
        text.setDataFormat(workbook.createDataFormat().getFormat("@"));
        text.setWrapText(true);
        quoted = workbook.createCellStyle();
        quoted.cloneStyleFrom(text);
        quoted.setQuotePrefixed(true);
        centred = workbook.createCellStyle();
        centred.cloneStyleFrom(text);
        centred.setAlignment(HorizontalAlignment.CENTER);
        heading = heading(bold, GREY);
        required = heading(bold, BLUE);
        title = workbook.createCellStyle();
        title.setFont(font((short) 14, true));
        plain = workbook.createCellStyle();
        plain.setFont(font);
        plain.setVerticalAlignment(VerticalAlignment.TOP);
        wrapped = workbook.createCellStyle();
        wrapped.cloneStyleFrom(plain);
        wrapped.setWrapText(true);
    }

    /** Text that a spreadsheet must not turn into a number or a date. */
    CellStyle text() {
        return text;
    }

    /** Text that looks like a formula and is none, also after somebody has edited the cell. */
    CellStyle quoted() {
        return quoted;
    }

    CellStyle centred() {
        return centred;
    }

    CellStyle heading(boolean ofRequiredField) {
        return ofRequiredField ? required : heading;
    }

    CellStyle title() {
        return title;
    }

    /** Words beside the table. */
    CellStyle plain() {
        return plain;
    }

    /** Words that take as many lines as they need. */
    CellStyle wrapped() {
        return wrapped;
    }

    /** A number with so many digits after the point. */
    CellStyle number(int scale) {
        return numbers.computeIfAbsent(scale == 0 ? "0" : "0." + "0".repeat(scale), format -> {
            var style = cell(font(POINTS, false));
            style.setDataFormat(workbook.createDataFormat().getFormat(format));
            style.setAlignment(HorizontalAlignment.RIGHT);
            return style;
        });
    }

    private CellStyle heading(Font bold, XSSFColor colour) {
        var style = cell(bold);
        style.setWrapText(true);
        style.setAlignment(HorizontalAlignment.CENTER);
        style.setFillForegroundColor(colour);
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        return style;
    }

    private XSSFCellStyle cell(Font font) {
        if (!(workbook.createCellStyle() instanceof XSSFCellStyle style)) {
            throw new IllegalArgumentException("not an xlsx workbook");
        }
        style.setFont(font);
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        style.setBorderTop(BorderStyle.THIN);
        style.setBorderBottom(BorderStyle.THIN);
        style.setBorderLeft(BorderStyle.THIN);
        style.setBorderRight(BorderStyle.THIN);
        for (var side : BorderSide.values()) {
            style.setBorderColor(side, LINE);
        }
        return style;
    }

    private static XSSFColor colour(int red, int green, int blue) {
        return new XSSFColor(new byte[] {(byte) red, (byte) green, (byte) blue}, new DefaultIndexedColorMap());
    }

    private Font font(short points, boolean bold) {
        var existing = workbook.findFont(
                bold,
                IndexedColors.AUTOMATIC.getIndex(),
                (short) (points * 20),
                FONT,
                false,
                false,
                Font.SS_NONE,
                Font.U_NONE);
        if (existing != null) {
            return existing;
        }
        var font = workbook.createFont();
        font.setFontName(FONT);
        font.setFontHeightInPoints(points);
        font.setBold(bold);
        font.setColor(IndexedColors.AUTOMATIC.getIndex());
        return font;
    }
}
