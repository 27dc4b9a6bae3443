package org.mingzhang.events;

import java.util.List;

/**
 * 单元格的值: what one cell holds, as the ledger keeps it. The catalogue says how a field's type is written.
 *
 * <p>Text, codes, references, decimals, money and dates are {@link Text} (decimals in the field's scale, dates
 * {@code YYYY-MM-DD}, year-months {@code YYYY-MM}); counts are {@link Whole}; 是/否 is {@link Flag}; a cell without data
 * is {@link Blank}, never 0, 无 or /.
 */
public sealed interface CellValue {

    /** The empty cell. */
    static CellValue blank() {
        return new Blank();
    }

    static CellValue text(String text) {
        return new Text(text);
    }

    static CellValue whole(long number) {
        return new Whole(number);
    }

    static CellValue flag(boolean yes) {
        return new Flag(yes);
    }

    /** The value as a person may read it: {@link Personal} gives what it protects, everything else itself. */
    default CellValue plain() {
        return this;
    }

    /** JSON string. */
    record Text(String text) implements CellValue {}

    /** JSON integer within ±(2^53 − 1). */
    record Whole(long number) implements CellValue {

        private static final long LARGEST = (1L << 53) - 1;

        public Whole {
            if (!fits(number)) {
                throw new IllegalArgumentException("an integer is within 2^53 - 1, not " + number);
            }
        }

        /** Whether every JSON reader reads this number exactly. */
        public static boolean fits(long number) {
            return -LARGEST <= number && number <= LARGEST;
        }
    }

    /** JSON boolean. */
    record Flag(boolean yes) implements CellValue {}

    /** JSON null. */
    record Blank() implements CellValue {}

    /**
     * A personal value on its way into the ledger; the store seals it under the person's key and never writes it plain.
     *
     * @param person keyed hash of the person, Base64url; the same person always has the same
     * @param value what is protected, never itself personal or sealed
     */
    record Personal(String person, CellValue value) implements CellValue {

        @Override
        public CellValue plain() {
            return value;
        }

        @Override
        public String toString() {
            return "Personal[…]";
        }
    }

    /**
     * A personal value as it lies in the ledger: AES-256-GCM under the person's own key, with person, fields and event as
     * associated data. A person's values in one row lie in one box, which is the value of each of their cells; JSON
     * {@code {"box":…,"fields":[…],"person":…}} under the first of the fields. A single one lies in a box of its own,
     * {@code {"box":…,"person":…}}.
     *
     * @param person keyed hash of the person, Base64url; the same person always has the same
     * @param fields whose values lie in the box, ascending; none if only the one under which it stands
     * @param box nonce (12 bytes), ciphertext and tag (16 bytes), Base64url
     */
    record Sealed(String person, List<String> fields, String box) implements CellValue {

        public Sealed {
            fields = List.copyOf(fields);
        }

        /** A value in a box of its own. */
        public Sealed(String person, String box) {
            this(person, List.of(), box);
        }
    }

    /** A personal value whose key was destroyed under an erasure order (已依法删除). Only ever the result of opening. */
    record Erased() implements CellValue {}
}
