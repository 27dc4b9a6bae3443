package org.mingzhang.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The cells of a row, or some of them, by field name; the same content is always written the same way. */
public final class Cells extends ByField<CellValue> {

    private static final int LIKELY = 24;
    private static final Cells NONE = new Cells(new String[0], new CellValue[0]);

    /** The first whose personal values are here; null if none are. Found while the values are at hand: they lie far apart. */
    private final @Nullable String person;

    private final boolean ofSeveral;

    private Cells(String[] names, CellValue[] values) {
        super(names, values);
        String first = null;
        boolean others = false;
        for (var value : values) {
            var person = personOf(value);
            if (person != null) {
                first = first == null ? person : first;
                others |= !person.equals(first);
            }
        }
        this.person = first;
        this.ofSeveral = others;
    }

    private static @Nullable String personOf(CellValue value) {
        if (value instanceof CellValue.Sealed sealed) {
            return sealed.person();
        }
        return value instanceof CellValue.Personal personal ? personal.person() : null;
    }

    /** These cells, which no longer follow what becomes of the map they were given in. */
    public static Cells copyOf(Map<String, CellValue> cells) {
        if (cells instanceof Cells already) {
            return already;
        }
        var builder = new Builder(cells.size());
        cells.forEach(builder::put);
        return builder.build();
    }

    /** Collects cells, fastest if they come in their order; of two with one name the later stays. */
    public static final class Builder {

        private String[] names;
        private CellValue[] values;
        private int size;
        private boolean ascending = true;

        /** As many cells as a row of the form has, more or less. */
        public Builder() {
            this(LIKELY);
        }

        /**
         * Cells to be.
         *
         * @param expected how many are likely
         */
        public Builder(int expected) {
            names = new String[expected];
            values = new CellValue[expected];
        }

        /** Adds a cell. */
        public void put(String name, CellValue value) {
            if (size == names.length) {
                names = Arrays.copyOf(names, size + size / 2 + 4);
                values = Arrays.copyOf(values, names.length);
            }
            ascending &= size == 0 || names[size - 1].compareTo(name) < 0;
            names[size] = name;
            values[size++] = Objects.requireNonNull(value);
        }

        /** How many cells were put. */
        int size() {
            return size;
        }

        /** The cells put so far. */
        public Cells build() {
            if (!ascending) {
                var sorted = new TreeMap<String, CellValue>();
                for (int i = 0; i < size; i++) {
                    sorted.put(names[i], values[i]);
                }
                return new Cells(
                        sorted.keySet().toArray(new String[0]), sorted.values().toArray(new CellValue[0]));
            }
            if (size == 0) {
                return NONE;
            }
            return size == names.length
                    ? new Cells(names, values)
                    : new Cells(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
        }
    }

    /** The same fields with other values; these cells themselves if all values stay. */
    public Cells mapped(BiFunction<String, CellValue, CellValue> change) {
        var changed = values;
        for (int i = 0; i < values.length; i++) {
            var value = Objects.requireNonNull(change.apply(names[i], values[i]));
            if (value != values[i]) {
                changed = changed == values ? values.clone() : changed;
                changed[i] = value;
            }
        }
        return changed == values ? this : new Cells(names, changed);
    }

    /** The cells whose value is like this. */
    public Cells only(Predicate<CellValue> wanted) {
        var builder = new Builder(values.length);
        for (int i = 0; i < values.length; i++) {
            if (wanted.test(values[i])) {
                builder.put(names[i], values[i]);
            }
        }
        return builder.size == values.length ? this : builder.build();
    }

    /** The personal values of one person that are not sealed yet. */
    Cells unsealed(String of) {
        return only(value -> value instanceof CellValue.Personal personal
                && personal.person().equals(of));
    }

    /** Whether no cell before this one holds a personal value of the same person that is not sealed yet. */
    boolean isFirstUnsealed(String name, CellValue.Personal value) {
        for (int i = 0; i < names.length && !names[i].equals(name); i++) {
            if (values[i] instanceof CellValue.Personal earlier
                    && earlier.person().equals(value.person())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a box is written at this of its cells: at the first.
     *
     * @throws IllegalArgumentException if the box is not the value of all the cells whose values lie in it
     */
    boolean isWrittenAt(String name, CellValue.Sealed box) {
        var fields = box.fields();
        if (fields.isEmpty()) {
            return true;
        }
        if (!fields.contains(name) || !fields.stream().allMatch(field -> box.equals(get(field)))) {
            throw new IllegalArgumentException("a box stands under all the fields whose values lie in it");
        }
        return fields.get(0).equals(name);
    }

    /** The first person whose personal values are here; null if none are. */
    public @Nullable String firstPerson() {
        return person;
    }

    /** Whose personal values are here, each person once unless the cells of several alternate. */
    public void forEachPerson(Consumer<String> each) {
        if (!ofSeveral) {
            if (person != null) {
                each.accept(person);
            }
            return;
        }
        var last = "";
        for (var value : values) {
            var of = personOf(value);
            if (of != null && !of.equals(last)) {
                each.accept(of);
                last = of;
            }
        }
    }

    /** Number of characters (UTF-16 code units) in all texts and names, as far as they are not sealed. */
    int characters() {
        int sum = 0;
        for (int i = 0; i < values.length; i++) {
            var value = values[i] instanceof CellValue.Personal personal ? personal.value() : values[i];
            sum += names[i].length()
                    + (value instanceof CellValue.Text text ? text.text().length() : 0);
        }
        return sum;
    }

    @Override
    Cells between(int from, int to) {
        return new Cells(Arrays.copyOfRange(names, from, to), Arrays.copyOfRange(values, from, to));
    }
}
