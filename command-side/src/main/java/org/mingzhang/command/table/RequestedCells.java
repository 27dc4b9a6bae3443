package org.mingzhang.command.table;

import java.util.Map;
import java.util.TreeMap;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.CellValue;
import tools.jackson.databind.JsonNode;

/** Cells as a request's JSON knows them; what they may be in their field is for the catalogue to say. */
public final class RequestedCells {

    private RequestedCells() {}

    /**
     * The cells of one entry.
     *
     * @param pointer JSON pointer of the values in the request, such as {@code /rows/3/values}
     * @throws Refusal {@code unreadable} if something is neither text, number, boolean nor null
     */
    public static Map<String, CellValue> of(String pointer, Map<String, JsonNode> values) {
        var cells = new TreeMap<String, CellValue>();
        values.forEach((field, value) -> cells.put(field, cell(pointer, field, value)));
        return cells;
    }

    private static CellValue cell(String pointer, String field, JsonNode value) {
        if (value.isNull()) {
            return CellValue.blank();
        }
        if (value.isString()) {
            return CellValue.text(whole(pointer, field, value.stringValue()));
        }
        if (value.isBoolean()) {
            return CellValue.flag(value.booleanValue());
        }
        if (value.isIntegralNumber() && value.canConvertToLong() && CellValue.Whole.fits(value.longValue())) {
            return CellValue.whole(value.longValue());
        }
        if (value.isNumber()) {
            return CellValue.text(value.decimalValue().toPlainString());
        }
        throw new Refusal(Rule.UNREADABLE, pointer + "/" + field);
    }

    /** Half a surrogate pair is no character and could not be stored. */
    private static String whole(String pointer, String field, String text) {
        if (text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw new Refusal(Rule.UNREADABLE, pointer + "/" + field);
        }
        return text;
    }
}
