package org.mingzhang.command.intake;

import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;

/**
 * 所指: what a cell of a file means in its field.
 *
 * @param value as the catalogue judges it next; blank if there is a fault
 * @param note what was written another way; null if nothing
 * @param fault why it cannot be taken; null if it can
 */
record Meant(CellValue value, @Nullable Said note, @Nullable Fault fault) {

    /** A remark in both languages. */
    record Said(String zh, String en) {}

    /**
     * Why a cell cannot be taken.
     *
     * @param rule stable code
     * @param zh what is wrong and what to do, without the field's title
     * @param en the same in English
     */
    record Fault(String rule, String zh, String en) {}

    static Meant plainly(CellValue value) {
        return new Meant(value, null, null);
    }

    static Meant noting(CellValue value, String zh, String en) {
        return new Meant(value, new Said(zh, en), null);
    }

    static Meant faulty(String rule, String zh, String en) {
        return new Meant(CellValue.blank(), null, new Fault(rule, zh, en));
    }

    /** The same with one more thing noted, the earlier first. */
    Meant after(String zh, String en) {
        if (fault != null) {
            return this;
        }
        return note == null ? noting(value, zh, en) : noting(value, zh + "；" + note.zh(), en + "; " + note.en());
    }
}
