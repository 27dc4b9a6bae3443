package org.mingzhang.query.print;

import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CodeList;
import org.mingzhang.events.catalogue.Field;

/** 纸上的单元格: what a cell says on paper, codes by name, an empty one nothing. */
final class CellWords {

    private CellWords() {}

    static String of(Catalogue catalogue, Field field, @Nullable CellValue value) {
        if (value instanceof CellValue.Flag flag) {
            return flag.yes() ? "是" : "否";
        }
        if (value instanceof CellValue.Whole whole) {
            return Long.toString(whole.number());
        }
        if (value instanceof CellValue.Text text) {
            return field.codeList() == null ? text.text() : named(catalogue, field.codeList(), text.text());
        }
        return value instanceof CellValue.Erased ? "（已依法删除）" : "";
    }

    private static String named(Catalogue catalogue, String codeList, String code) {
        return catalogue.codeList(codeList).code(code).map(CodeList.Code::zh).orElse(code);
    }
}
