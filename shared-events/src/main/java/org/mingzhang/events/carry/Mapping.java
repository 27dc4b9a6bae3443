package org.mingzhang.events.carry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Lineage;
import org.mingzhang.events.catalogue.Table;

/** 字段对应: where the values of each field of a table come from in an earlier edition. Nothing is guessed. */
public final class Mapping {

    /** Where one field's values come from. */
    public sealed interface Origin {

        /** The earlier fields, in the order that counts; none if it comes from nowhere. */
        List<String> names();
    }

    /** From one field, whole. */
    public record From(String field) implements Origin {

        @Override
        public List<String> names() {
            return List.of(field);
        }
    }

    /** A part of one field; see {@link Lineage.PartOf}. */
    public record Part(String field, String separator, int part, int parts) implements Origin {

        @Override
        public List<String> names() {
            return List.of(field);
        }
    }

    /** One of several, and nobody has chosen yet. */
    public record Unchosen(List<String> candidates) implements Origin {

        public Unchosen {
            candidates = List.copyOf(candidates);
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /** From nothing: the field is new, or a person said that nothing goes before it. */
    public record Nowhere() implements Origin {

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    private final Table earlier;
    private final Table later;
    private final Map<String, Origin> origins = new LinkedHashMap<>();

    private Mapping(Table earlier, Table later) {
        this.earlier = earlier;
        this.later = later;
    }

    /** What the editions say of themselves, before any person has chosen. */
    static Mapping of(Catalogue from, Catalogue to, Table earlier, Table later) {
        return of(from, to, earlier, later, Map.of());
    }

    /**
     * What the editions and the people say.
     *
     * @param chosen the earlier field that a person chose for a field, or null for none; by the later field's name
     */
    public static Mapping of(
            Catalogue from, Catalogue to, Table earlier, Table later, Map<String, @Nullable String> chosen) {
        var mapping = new Mapping(earlier, later);
        var lineage = to.lineage().filter(told -> told.edition().equals(from.edition()));
        for (var field : later.fields()) {
            var told = lineage.flatMap(known -> known.of(later.name(), field.name()));
            mapping.origins.put(
                    field.name(),
                    chosen.containsKey(field.name())
                            ? choice(chosen.get(field.name()))
                            : mapping.origin(field, told.orElse(null)));
        }
        return mapping;
    }

    private static Origin choice(@Nullable String field) {
        return field == null ? new Nowhere() : new From(field);
    }

    private Origin origin(Field field, Lineage.@Nullable Ancestor told) {
        if (told instanceof Lineage.Renamed renamed) {
            return new From(renamed.from());
        }
        if (told instanceof Lineage.PartOf part) {
            return new Part(part.from(), part.separator(), part.part(), part.parts());
        }
        if (told instanceof Lineage.OneOf several) {
            return new Unchosen(several.names());
        }
        return earlier.field(field.name()).isPresent() ? new From(field.name()) : new Nowhere();
    }

    public Table earlier() {
        return earlier;
    }

    public Table later() {
        return later;
    }

    /** Where a field of the later table comes from. */
    public Origin of(String field) {
        return Objects.requireNonNullElseGet(origins.get(field), Nowhere::new);
    }

    /** Fields for which a person must still choose, in the order of the form. */
    public List<String> unchosen() {
        return origins.entrySet().stream()
                .filter(each -> each.getValue() instanceof Unchosen)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The earlier fields that no later one comes from, in the order of the form. */
    public List<Field> withoutSuccessor() {
        var used = new HashSet<String>();
        origins.values().forEach(origin -> {
            used.addAll(origin.names());
            if (origin instanceof Unchosen unchosen) {
                used.addAll(unchosen.candidates());
            }
        });
        return new ArrayList<>(earlier.fields())
                .stream().filter(field -> !used.contains(field.name())).toList();
    }

    /** The earlier fields that a person may choose for a field: those told, or else any that has no other successor. */
    public List<String> choices(String field) {
        return of(field) instanceof Unchosen unchosen
                ? unchosen.candidates()
                : withoutSuccessor().stream().map(Field::name).toList();
    }
}
