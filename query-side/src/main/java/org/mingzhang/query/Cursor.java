package org.mingzhang.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * 翻页位置: where the next page begins, and at which ledger position all pages of one list are read.
 *
 * @param position ledger position of the first page
 * @param offset items on earlier pages; in a list by number, the last number on them
 */
public record Cursor(long position, long offset) {

    /** What a reader hands back, or null on the first page. */
    public static @Nullable Cursor read(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(written), StandardCharsets.US_ASCII).split(":", -1);
            if (parts.length == 2 && parts[0].matches("[0-9]{1,18}") && parts[1].matches("[0-9]{1,9}")) {
                return new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
        } catch (IllegalArgumentException unreadable) {
            throw new Unanswerable(Why.BAD_CURSOR);
        }
        throw new Unanswerable(Why.BAD_CURSOR);
    }

    /** What the reader is given. */
    public String write() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((position + ":" + offset).getBytes(StandardCharsets.US_ASCII));
    }
}
