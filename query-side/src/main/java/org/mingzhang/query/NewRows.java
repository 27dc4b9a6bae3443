package org.mingzhang.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.ByteBuilder;

/**
 * 新增行: rows of a table of the views of which each follows from one event and is never written twice. A few are inserted; many are
 * copied, without a round through parameters and conflicts for each.
 */
public final class NewRows {

    /** So many rows are worth a copy. */
    static final int WORTH_COPYING = 8;

    private static final String NULL = "\\N";
    private static final String ESCAPED = "\\\t\n\r";
    private static final String LETTERS = "\\tnr";
    private static final int LIKELY_ROW = 1_024;

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
    static ByteBuilder text(List<? extends Batch.Row> rows) {
        var text = new ByteBuilder(LIKELY_ROW * rows.size());
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
        return text;
    }

    private static void value(ByteBuilder text, @Nullable Object value) {
        if (value == null) {
            text.append(NULL);
        } else if (value instanceof ByteBuilder json) {
            escaped(text, json.array(), json.size());
        } else if (value instanceof Collection<?> texts) {
            array(text, texts);
        } else if (value instanceof Enum<?> constant) {
            text.append(constant.name());
        } else {
            escaped(text, value.toString());
        }
    }

    private static void array(ByteBuilder text, Collection<?> texts) {
        var array = new ByteBuilder(32 * texts.size() + 2).append('{');
        var between = "";
        for (var each : texts) {
            var quoted = String.valueOf(each).replace("\\", "\\\\").replace("\"", "\\\"");
            array.append(between).append('"').append(quoted).append('"');
            between = ",";
        }
        array.append('}');
        escaped(text, array.array(), array.size());
    }

    private static void escaped(ByteBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (isEscaped(value.charAt(i))) {
                var bytes = value.getBytes(StandardCharsets.UTF_8);
                escaped(text, bytes, bytes.length);
                return;
            }
        }
        text.append(value);
    }

    private static void escaped(ByteBuilder text, byte[] bytes, int size) {
        int from = 0;
        for (int i = 0; i < size; i++) {
            if (isEscaped((char) bytes[i])) {
                text.write(bytes, from, i - from);
                text.append('\\').append(LETTERS.charAt(ESCAPED.indexOf(bytes[i])));
                from = i + 1;
            }
        }
        text.write(bytes, from, size - from);
    }

    // no byte of a character beyond ASCII is one of these
    private static boolean isEscaped(char c) {
        return c == '\\' || c == '\t' || c == '\n' || c == '\r';
    }
}
