package org.mingzhang.query.table;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * 下一页记录: where the next page of entries begins in the order of their numbers.
 *
 * @param position ledger position of all pages
 * @param after number of the last entry of this page
 * @param sent how many entries were on this page and those before
 * @param total how many there are on all
 */
record NextEntries(long position, int after, long sent, long total) {

    private static final String FORM = "n[0-9]{1,18}(:[0-9]{1,9}){3}";

    /** What a reader hands back; null if it is no such cursor. */
    static @Nullable NextEntries read(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(written), StandardCharsets.US_ASCII);
            if (text.matches(FORM)) {
                var parts = text.substring(1).split(":", -1);
                return new NextEntries(
                        Long.parseLong(parts[0]),
                        Integer.parseInt(parts[1]),
                        Long.parseLong(parts[2]),
                        Long.parseLong(parts[3]));
            }
        } catch (IllegalArgumentException another) {
            return null;
        }
        return null;
    }

    /** What the reader is given. */
    String write() {
        var text = "n" + position + ":" + after + ":" + sent + ":" + total;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
