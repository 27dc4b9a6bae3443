package org.mingzhang.command.intake;

import java.util.List;

/**
 * 文件原样: what a file holds, whatever its form.
 *
 * @param from1904 whether its days are counted from 1904 on
 * @param cells how many cells it has, blank ones with a format counted too
 */
record RawBook(FileKind kind, boolean from1904, List<RawSheet> sheets, long cells) {

    RawBook {
        sheets = List.copyOf(sheets);
    }
}
