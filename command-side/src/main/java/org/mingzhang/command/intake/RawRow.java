package org.mingzhang.command.intake;

import java.util.SortedMap;

/**
 * 一行原样.
 *
 * @param number as spreadsheets count, from 1
 * @param hidden whether the program does not show it
 * @param cells by column, from 0; blank ones are absent
 */
record RawRow(int number, boolean hidden, SortedMap<Integer, RawCell> cells) {}
