package org.mingzhang.query.ministry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Basis;

/**
 * 预演结果: what an adapter would write of a package.
 *
 * @param adapter its name
 * @param standard what it follows; null if nothing but the form itself
 * @param records how many records would go out
 * @param held how many are held back, for the standard would refuse them
 * @param batches how many files they make
 * @param tables one after another
 * @param untold codes of tables that hold entries and of which nothing is told this way
 * @param mappings how codes are mapped to the standard's
 */
public record DryRun(
        String adapter,
        @Nullable String standard,
        int records,
        int held,
        int batches,
        List<Told> tables,
        List<String> untold,
        List<Mapping> mappings) {

    public DryRun {
        tables = List.copyOf(tables);
        untold = List.copyOf(untold);
        mappings = List.copyOf(mappings);
    }

    /**
     * A table as it would be told.
     *
     * @param number its place among the standard's tables; null if it is told as it is
     * @param subclass the standard's number of it; null if not known
     * @param from codes of the tables it is told from
     * @param gaps fields of the standard that this form does not collect
     * @param problems why records are held back
     */
    public record Told(
            @Nullable Integer number,
            @Nullable String subclass,
            String zh,
            List<String> from,
            int records,
            int held,
            int batches,
            List<Gap> gaps,
            List<Problem> problems) {

        public Told {
            from = List.copyOf(from);
            gaps = List.copyOf(gaps);
            problems = List.copyOf(problems);
        }
    }

    /**
     * A field of the standard that stays empty.
     *
     * @param must whether the standard demands it; null if it is not known
     */
    public record Gap(String field, String zh, @Nullable Boolean must, String why) {}

    /**
     * What is wrong with some records.
     *
     * @param what the kind of thing
     * @param count in how many records
     * @param entries the first of them, as table number and entry number, such as {@code 2.16.3/17}
     */
    public record Problem(String field, String zh, Wrong what, int count, List<String> entries) {

        public Problem {
            entries = List.copyOf(entries);
        }
    }

    /** Why the standard would refuse a value. */
    public enum Wrong {
        /** It must be filled and is blank. */
        MISSING,
        /** It has more characters or digits than fit. */
        TOO_LONG,
        /** It has more decimal places than fit. */
        TOO_PRECISE,
        /** The entry that it refers to is not in the package. */
        DANGLING,
        /** It was erased by law. */
        ERASED
    }

    /**
     * How one code list is mapped.
     *
     * @param codes the standard's code list
     * @param list the form's code list
     * @param basis judged ones are to be confirmed with the authority before use
     */
    public record Mapping(String codes, String list, Basis basis, List<Pair> pairs) {

        public Mapping {
            pairs = List.copyOf(pairs);
        }
    }

    /** A code here and the standard's. */
    public record Pair(String from, String to) {}
}
