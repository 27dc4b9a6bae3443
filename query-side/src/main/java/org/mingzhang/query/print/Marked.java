package org.mingzhang.query.print;

import java.util.Optional;

/**
 * 二维码的内容: {@code MZ1|<code of the ledger>|<what is printed>|<ledger position>|<code of the content>}. It holds no name and no
 * value; the page 核验 reads it.
 */
final class Marked {

    private Marked() {}

    static String text(Optional<PaperCodes.Code> ledger, String place, long position, String content) {
        return String.join(
                "|", "MZ1", ledger.map(PaperCodes.Code::text).orElse(""), place, Long.toString(position), content);
    }
}
