package org.mingzhang.command.intake;

import org.apache.poi.ss.util.CellReference;

/** 单元格地址, such as {@code D7}. */
final class Addresses {

    private Addresses() {}

    /** The address of a cell: row from 1, column from 0. */
    static String of(int row, int column) {
        return CellReference.convertNumToColString(column) + row;
    }

    static String column(int column) {
        return CellReference.convertNumToColString(column);
    }

    /** The column of an address, from 0; -1 if it has none. */
    static int columnIn(String address) {
        int column = 0;
        int at = 0;
        while (at < address.length() && Character.isLetter(address.charAt(at)) && at < 4) {
            column = column * 26 + Character.toUpperCase(address.charAt(at)) - 'A' + 1;
            at++;
        }
        return column - 1;
    }

    /** The row of an address, from 1; 0 if it has none. */
    static int rowIn(String address) {
        int row = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c >= '0' && c <= '9') {
                row = Math.min(row * 10 + (c - '0'), 99_999_999);
            }
        }
        return row;
    }
}
