package org.mingzhang.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 新增行: rows of a table of the views of which each follows from one event and is never written twice. A few are inserted; many are
 * copied, without a round through parameters and conflicts for each.
 */
public final class NewRows {

    /** So many rows are worth a copy. */
    static final int WORTH_COPYING = 8;

    private static final String NULL = "\\N";

    private final String insert;
    private final String copy;

    private NewRows(String table, List<String> names, List<String> parameters) {
        var columns = " (" + String.join(", ", names) + ")";
        insert = "insert into " + table + columns + " values (" + String.join(", ", parameters)
                + ") on conflict do nothing";
        copy = "copy " + table + columns + " from stdin";
    }

    /**
     * Rows of a table.
     *
     * @param columns their names, each with a type after a blank if PostgreSQL does not see it from the value, as in {@code cells jsonb}
     */
    public static NewRows into(String table, String... columns) {
        var split = Arrays.stream(columns).map(column -> column.split(" ")).toList();
        return new NewRows(
                table,
                split.stream().map(column -> column[0]).toList(),
                split.stream()
                        .map(column -> column.length == 1 ? "?" : "?::" + column[1])
                        .toList());
    }

    /** One row, which is there already if its group was told of this position before. */
    record OfEvent(long position, Batch.Row row) implements Batch.Row {

        @Override
        public @Nullable Object[] arguments() {
            return row.arguments();
        }
    }

    /** The statement for one of them. */
    String insert() {
        return insert;
    }

    /** The statement for many, which takes what {@link #text} makes. */
    String copy() {
        return copy;
    }

    /** Rows in the text form of COPY. */
    static byte[] text(List<? extends Batch.Row> rows) {
        var text = new StringBuilder(1024 * rows.size());
        for (var row : rows) {
            var arguments = row.arguments();
            for (int i = 0; i < arguments.length; i++) {
                if (i > 0) {
                    text.append('\t');
                }
                value(text, arguments[i]);
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void value(StringBuilder text, @Nullable Object value) {
        if (value == null) {
            text.append(NULL);
        } else if (value instanceof Collection<?> texts) {
            escaped(
                    text,
                    texts.stream()
                            .map(each -> '"'
                                    + String.valueOf(each).replace("\\", "\\\\").replace("\"", "\\\"")
                                    + '"')
                            .collect(Collectors.joining(",", "{", "}")));
        } else if (value instanceof Enum<?> constant) {
            text.append(constant.name());
        } else {
            escaped(text, value.toString());
        }
    }

    private static void escaped(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
