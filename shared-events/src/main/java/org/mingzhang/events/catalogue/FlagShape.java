package org.mingzhang.events.catalogue;

import org.mingzhang.events.CellValue;

/** 是/否. */
record FlagShape(Field field) implements Shape {

    @Override
    public CellValue judge(CellValue value, Verdict verdict) {
        if (value instanceof CellValue.Flag) {
            return value;
        }
        if (value instanceof CellValue.Text text && text.text().isBlank()) {
            return CellValue.blank();
        }
        verdict.problem(
                field,
                "wrong-type",
                "应填 true（是）或 false（否），" + Shape.shown(value) + " 不行" + remedy(value),
                "must be true or false");
        return value;
    }

    private static String remedy(CellValue value) {
        if (!(value instanceof CellValue.Text text)) {
            return "";
        }
        return switch (text.text().strip()) {
            case "是", "有", "true", "TRUE", "1" -> "，应填 true";
            case "否", "无", "false", "FALSE", "0" -> "，应填 false";
            default -> "";
        };
    }
}
