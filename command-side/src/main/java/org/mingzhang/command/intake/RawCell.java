package org.mingzhang.command.intake;

import java.math.BigDecimal;

/** 单元格原样: what really stands in a cell of a file, before anybody asks what it means. A blank cell is none at all. */
sealed interface RawCell {

    /** Whether it is the cached value of a formula. */
    boolean formula();

    /** What a report shows of it. */
    String shown();

    /** A text, every character as it is in the file. */
    record Words(String text, boolean formula) implements RawCell {
        @Override
        public String shown() {
            return text;
        }
    }

    /**
     * A number.
     *
     * @param number as the file writes it
     * @param look how the cell's format shows it
     */
    record Digits(BigDecimal number, Look look, boolean formula) implements RawCell {
        @Override
        public String shown() {
            return number.toPlainString();
        }
    }

    /** TRUE or FALSE. */
    record Truth(boolean yes, boolean formula) implements RawCell {
        @Override
        public String shown() {
            return yes ? "TRUE" : "FALSE";
        }
    }

    /**
     * An error such as {@code #N/A}, or a formula that no program has computed.
     *
     * @param code empty for a formula without a value
     */
    record Failed(String code, boolean formula) implements RawCell {
        @Override
        public String shown() {
            return code;
        }
    }

    /** What a number format makes of a number. */
    enum Kind {
        PLAIN,
        DATE,
        PERCENT
    }

    /**
     * How a number is shown.
     *
     * @param zeros digits to which a format such as {@code 000000} fills up with zeros; 0 if it does not
     */
    record Look(Kind kind, int zeros) {

        static final Look PLAIN = new Look(Kind.PLAIN, 0);
    }
}
