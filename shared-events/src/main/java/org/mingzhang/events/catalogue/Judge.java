package org.mingzhang.events.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Cells;

/**
 * 单元格判定: whether each cell of a row has the shape, code and range its field demands. It looks at one row and at no other,
 * and says nothing of what is missing, for drafts may be saved.
 */
public final class Judge {

    private Judge() {}

    /** Judges the given cells and tidies them; cells that are not given are not judged. */
    public static Judged judge(Catalogue catalogue, Table table, Map<String, CellValue> cells) {
        var shapes = catalogue.shapes(table);
        var verdict = new Verdict();
        var kept = Cells.copyOf(cells).mapped((name, value) -> {
            var shape = shapes.get(name);
            if (shape == null) {
                verdict.problem(unknown(table, name));
                return value;
            }
            return judged(shape, value, verdict);
        });
        return new Judged(kept, verdict.problems(), verdict.notes());
    }

    /** The required cells that have no value, in the order of the form. */
    public static List<CellProblem> missing(Table table, Map<String, CellValue> cells) {
        var missing = new ArrayList<CellProblem>();
        for (var field : table.fields()) {
            var value = cells.get(field.name());
            if (field.required() && (value == null || value.plain() instanceof CellValue.Blank)) {
                missing.add(new CellProblem(
                        field.name(),
                        "missing-value",
                        "“" + field.zh() + "”必须填写",
                        "“" + field.zh() + "” must be filled in"));
            }
        }
        return missing;
    }

    private static CellValue judged(Shape shape, CellValue value, Verdict verdict) {
        if (value instanceof CellValue.Blank) {
            return value;
        }
        if (value instanceof CellValue.Personal personal) {
            var inner = shape.judge(personal.value(), verdict);
            return inner instanceof CellValue.Blank ? inner : new CellValue.Personal(personal.person(), inner);
        }
        return shape.judge(value, verdict);
    }

    private static CellProblem unknown(Table table, String name) {
        var near = Nearest.to(name, table.fields(), Field::name);
        var zh = near.isEmpty() ? "请对照表 " + table.code() + " 的字段" : "是否应为 " + shown(near) + "？";
        var en = near.isEmpty() ? "see the fields of table " + table.code() : "perhaps " + shown(near) + "?";
        return new CellProblem(
                name,
                "unknown-field",
                "表 " + table.code() + " 没有字段" + Shape.quoted(name) + "；" + zh,
                "table " + table.code() + " has no field " + Shape.quoted(name) + "; " + en);
    }

    private static String shown(List<Field> fields) {
        return String.join(
                "、",
                fields.stream()
                        .map(field -> field.name() + "（" + field.zh() + "）")
                        .toList());
    }
}
