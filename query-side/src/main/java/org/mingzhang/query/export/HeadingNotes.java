package org.mingzhang.query.export;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Drawing;
import org.apache.poi.ss.usermodel.Sheet;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;

/** 批注: what the ministry says of a field, at its heading. */
final class HeadingNotes {

    private static final int COLUMNS = 3;
    private static final int CHARACTERS_A_LINE = 36;

    private final Sheet sheet;
    private final Drawing<?> drawing;
    private final Catalogue catalogue;

    HeadingNotes(Sheet sheet, Catalogue catalogue) {
        this.sheet = sheet;
        this.drawing = sheet.createDrawingPatriarch();
        this.catalogue = catalogue;
    }

    void add(Cell heading, Field field) {
        var text = text(field);
        var helper = sheet.getWorkbook().getCreationHelper();
        var anchor = helper.createClientAnchor();
        anchor.setCol1(heading.getColumnIndex());
        anchor.setCol2(heading.getColumnIndex() + COLUMNS);
        anchor.setRow1(heading.getRowIndex());
        anchor.setRow2(heading.getRowIndex() + 1 + Written.lines(text, CHARACTERS_A_LINE));
        var note = drawing.createCellComment(anchor);
        note.setString(helper.createRichTextString(text));
        note.setAuthor("明账");
        note.setAddress(heading.getAddress());
    }

    private String text(Field field) {
        var said = new StringBuilder(field.zh());
        said.append(field.required() ? "（必填）" : "（可不填）");
        said.append("\n").append(Guide.typeOf(field));
        if (field.unit() != null) {
            said.append("，单位：").append(field.unit());
        }
        var values = Guide.values(catalogue, field);
        if (!values.isEmpty()) {
            said.append("\n").append(values);
        }
        if (field.note() != null) {
            said.append("\n").append(field.note());
        }
        return said.toString();
    }
}
