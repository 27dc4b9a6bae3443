package org.mingzhang.events.catalogue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * 推送表单: how an edition's tables are told in the push form of the ministry's data standard. It is data, as the tables are: a standard
 * of next year needs no Java.
 *
 * @param standard title of the standard
 * @param version of the standard, such as {@code V3.0.2}
 * @param batch how many records one batch holds at most
 * @param first fields that every record begins with
 * @param last fields that every record ends with
 * @param codes how code lists of the edition are mapped to the standard's
 * @param targets tables of the standard, each from one table of the edition; several may feed the same table
 */
public record PushForm(
        String standard,
        String version,
        int batch,
        List<Field> first,
        List<Field> last,
        List<Codes> codes,
        List<Target> targets) {

    public PushForm {
        first = List.copyOf(first);
        last = List.copyOf(last);
        codes = List.copyOf(codes);
        targets = List.copyOf(targets);
    }

    /** A mapping by the name of the standard's code list. */
    public Optional<Codes> codes(@Nullable String id) {
        return codes.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /**
     * 代码映射.
     *
     * @param id the standard's code list, such as {@code KCLXDM}
     * @param list the edition's code list
     * @param basis whether the mapping is published or judged, and then to be confirmed before use
     * @param map the standard's code by the edition's; a code that is not here is the same in both
     */
    public record Codes(String id, String list, Basis basis, SortedMap<String, String> map) {

        public Codes {
            map = Collections.unmodifiableSortedMap(new TreeMap<>(map));
        }
    }

    /**
     * 数据子类表: a table of the standard.
     *
     * @param number its place among the standard's tables
     * @param subclass the beginning that its field numbers have in common, such as {@code ZYGXS0104}; null if it is not known
     * @param from English name of the edition's table
     * @param where which of its entries; null for all
     */
    public record Target(
            int number,
            @Nullable String subclass,
            String zh,
            String from,
            @Nullable Filter where,
            List<Field> fields) {

        public Target {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Which entries a table of the standard takes.
     *
     * @param in texts of the field; empty for any that is filled
     */
    public record Filter(String field, List<String> in) {

        public Filter {
            in = List.copyOf(in);
        }
    }

    /** The standard's types of data. */
    public enum Type {
        /** Characters. */
        C,
        /** A number. */
        N,
        /** An amount of money in yuan. */
        M,
        /** Long text. */
        T
    }

    /**
     * A field of the standard.
     *
     * @param name such as {@code ZSH}
     * @param length characters, or digits of a number; null if it is not known
     * @param scale decimal places of a number; null if any
     * @param must whether it must be filled; null if it is not known
     */
    public record Field(
            String name,
            String zh,
            Type type,
            @Nullable Integer length,
            @Nullable Integer scale,
            @Nullable Boolean must,
            Origin origin) {}

    /** Where a field's value comes from. */
    public sealed interface Origin {

        /**
         * A cell of the entry, or of another that it refers to.
         *
         * @param path names of fields; each but the last is a reference to the table that the next stands in
         * @param as how it is written
         * @param codes name of the mapping of its codes; null if they are the same
         * @param equal for {@link As#IS}, the text to compare with
         */
        record Cell(
                List<String> path,
                As as,
                @Nullable String codes,
                @Nullable String equal) implements Origin {

            public Cell {
                path = List.copyOf(path);
            }
        }

        /** This form does not collect it. */
        record None(String why) implements Origin {}

        /** What every record has. */
        record The(Common what) implements Origin {}
    }

    /** How a cell is written. */
    public enum As {
        /** As the standard writes its type. */
        PLAIN,
        /** {@code YYYY}. */
        YEAR,
        /** {@code YYYYMM}. */
        MONTH,
        /** {@code YYYYMMDD}, which a cell that only knows the month does not give. */
        DAY,
        /** 1 if the cell is filled, else 0. */
        FILLED,
        /** 1 if the cell has a certain text, else 0. */
        IS,
        /** A province's two digits as a region of six. */
        REGION,
        /** The words of a code instead of the code. */
        WORDS
    }

    /** What every record has. */
    public enum Common {
        /** The college's code, as its profile tells it. */
        SCHOOL,
        /** 32 capital letters and digits that are the entry's as long as it lives. */
        ID,
        /** When what is told was so: the time of the package, {@code YYYYMMDDhhmmss}. */
        TIME
    }
}
