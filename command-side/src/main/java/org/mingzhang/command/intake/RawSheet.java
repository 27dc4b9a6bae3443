package org.mingzhang.command.intake;

import java.util.List;

/**
 * 工作表原样.
 *
 * @param visible whether people see it
 * @param rows those with something in them, from above
 * @param merged blocks of merged cells
 */
record RawSheet(String name, boolean visible, List<RawRow> rows, List<Block> merged) {

    /** A block of cells: rows from 1, columns from 0, both ends in it. */
    record Block(int firstRow, int firstColumn, int lastRow, int lastColumn) {}

    RawSheet {
        rows = List.copyOf(rows);
        merged = List.copyOf(merged);
    }
}
