package org.mingzhang.query.table;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;

/**
 * 分填条件: which entries of a parted table are a department's, such as {@code in_province = true}.
 *
 * @param field name of the field that parts the table
 * @param value what it must hold
 */
record Part(String field, CellValue value) {

    private static final Pattern WRITTEN =
            Pattern.compile("\\s*([a-z][a-z0-9_]*)\\s*=\\s*(true|false|\"([^\"]*)\"|'([^']*)')\\s*");

    /** What a plan says; empty if the table is not parted. */
    static Optional<Part> read(@Nullable String written) {
        var parts = WRITTEN.matcher(written == null ? "" : written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var text = parts.group(3) != null ? parts.group(3) : parts.group(4);
        var value = text == null ? CellValue.flag(parts.group(2).equals("true")) : CellValue.text(text);
        return Optional.of(new Part(parts.group(1), value));
    }

    /** An entry that says nothing is not at fault here; that the cell is required is another matter. */
    boolean excludes(Entry entry) {
        var stands = entry.cells().get(field);
        return stands != null && !stands.equals(value);
    }
}
