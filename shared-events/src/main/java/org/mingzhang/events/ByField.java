package org.mingzhang.events;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Something for each of a row's fields, by field name: unmodifiable and sorted by UTF-16 code unit, as canonical JSON wants it.
 *
 * <p>Two arrays, not a tree: an import makes a few of these for each of its rows, and rows of one table have their names in common.
 */
@SuppressWarnings("JdkObsolete") // a NavigableMap has a dozen views that nobody asks of a row
abstract class ByField<V> extends AbstractMap<String, V> implements SortedMap<String, V> {

    final String[] names;
    final V[] values;

    /**
     * Takes the arrays, which must stay as they are.
     *
     * @param names ascending
     * @param values as many, in the order of their names
     */
    ByField(String[] names, V[] values) {
        this.names = names;
        this.values = values;
    }

    /** Those from one place, inclusive, to another, exclusive. */
    abstract ByField<V> between(int from, int to);

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public @Nullable V get(@Nullable Object name) {
        int at = name instanceof String text ? Arrays.binarySearch(names, text) : -1;
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> each) {
        for (int i = 0; i < names.length; i++) {
            each.accept(names[i], values[i]);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByField<?> same
                ? Arrays.equals(names, same.names) && Arrays.equals(values, same.values)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (int i = 0; i < names.length; i++) {
            sum += names[i].hashCode() ^ values[i].hashCode();
        }
        return sum;
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, V>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < names.length;
                    }

                    @Override
                    public Entry<String, V> next() {
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
    public SortedMap<String, V> subMap(String from, String to) {
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException(from + " stands after " + to);
        }
        return between(place(from), place(to));
    }

    @Override
    public SortedMap<String, V> headMap(String to) {
        return between(0, place(to));
    }

    @Override
    public SortedMap<String, V> tailMap(String from) {
        return between(place(from), names.length);
    }

    /** Where a name stands, or would stand. */
    private int place(String name) {
        int at = Arrays.binarySearch(names, name);
        return at < 0 ? -1 - at : at;
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
