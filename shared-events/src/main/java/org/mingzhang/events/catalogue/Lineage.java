package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 版式沿革: where an edition says its fields come from in an earlier edition. A field it does not mention comes from the field
 * of its own name, if there was one.
 *
 * @param edition the earlier edition
 * @param version the state of work of the earlier edition that was changed
 * @param fields by English name of the table and of the new field
 */
public record Lineage(String edition, String version, Map<String, Map<String, Ancestor>> fields) {

    public Lineage {
        fields = Map.copyOf(fields);
    }

    /** Where one field comes from, if the edition says so. */
    public Optional<Ancestor> of(String table, String field) {
        return Optional.ofNullable(fields.getOrDefault(table, Map.of()).get(field));
    }

    /** Where a field comes from. */
    public sealed interface Ancestor {

        /** The earlier fields, at least one. */
        List<String> names();
    }

    /** 更名: it had another name. */
    public record Renamed(String from) implements Ancestor {

        @Override
        public List<String> names() {
            return List.of(from);
        }
    }

    /**
     * 拆分: it is one part of what was written in one field.
     *
     * @param separator what stood between the parts
     * @param part which part it is, from 0
     * @param parts how many parts there are
     */
    public record PartOf(String from, String separator, int part, int parts) implements Ancestor {

        @Override
        public List<String> names() {
            return List.of(from);
        }
    }

    /** 合并: several fields became one; which of them counts is for a person to say. */
    public record OneOf(List<String> names) implements Ancestor {

        public OneOf {
            names = List.copyOf(names);
        }
    }
}
