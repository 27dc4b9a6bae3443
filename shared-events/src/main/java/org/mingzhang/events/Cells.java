package org.mingzhang.events;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Cells by field name, unmodifiable and sorted by UTF-16 code unit as canonical JSON wants them, so that the same content is always
 * written the same way.
 *
 * <p>Two arrays, not a tree: an import makes a few of these for each of its rows, and rows of one table have their names in common.
 */
@SuppressWarnings("JdkObsolete") // a NavigableMap has a dozen views that nobody asks of a row
public final class Cells extends AbstractMap<String, CellValue> implements SortedMap<String, CellValue> {

    private static final int LIKELY = 24;
    private static final Cells NONE = new Cells(new String[0], new CellValue[0]);

    private final String[] names;
    private final CellValue[] values;

    /** The first whose personal values are here; null if none are. Found while the values are at hand: they lie far apart. */
    private final @Nullable String person;

    private final boolean ofSeveral;

    private Cells(String[] names, CellValue[] values) {
        this.names = names;
        this.values = values;
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
    public int size() {
        return names.length;
    }

    @Override
    public @Nullable CellValue get(@Nullable Object name) {
        int at = name instanceof String text ? Arrays.binarySearch(names, text) : -1;
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super CellValue> each) {
        for (int i = 0; i < names.length; i++) {
            each.accept(names[i], values[i]);
        }
    }

    @Override
    public Set<Entry<String, CellValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, CellValue>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < names.length;
                    }

                    @Override
                    public Entry<String, CellValue> next() {
                        if (!hasNext()) {
                            throw new NoSuchElementException();
                        }
                        return Map.entry(names[next], values[next++]);
                    }
                };
            }
        };
    }

    @Override
    public @Nullable Comparator<? super String> comparator() {
        return null;
    }

    @Override
    public SortedMap<String, CellValue> subMap(String from, String to) {
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException(from + " stands after " + to);
        }
        return between(place(from), place(to));
    }

    @Override
    public SortedMap<String, CellValue> headMap(String to) {
        return between(0, place(to));
    }

    @Override
    public SortedMap<String, CellValue> tailMap(String from) {
        return between(place(from), names.length);
    }

    /** Where a name stands, or would stand. */
    private int place(String name) {
        int at = Arrays.binarySearch(names, name);
        return at < 0 ? -1 - at : at;
    }

    private Cells between(int from, int to) {
        return new Cells(Arrays.copyOfRange(names, from, to), Arrays.copyOfRange(values, from, to));
    }

    @Override
    public String firstKey() {
        return name(0);
    }

    @Override
    public String lastKey() {
        return name(names.length - 1);
    }

    private String name(int at) {
        if (names.length == 0) {
            throw new NoSuchElementException();
        }
        return names[at];
    }
}
