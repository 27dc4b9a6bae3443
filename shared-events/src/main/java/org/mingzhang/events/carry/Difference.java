package org.mingzhang.events.carry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CodeList;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;

/**
 * 版式差异: two editions compared table by table and field by field.
 *
 * @param from the earlier edition
 * @param to the later one
 * @param tables all tables of both, in the order of the later form, dropped ones last
 * @param codes what changed in code lists
 * @param rules rules that are new, changed or gone
 */
public record Difference(String from, String to, List<OfTable> tables, List<OfCode> codes, List<OfRule> rules) {

    /** What became of a thing. */
    public enum Kind {
        /** 不变. */
        SAME,
        /** 更名. */
        RENAMED,
        /** 类型或口径变更. */
        CHANGED,
        /** 新增. */
        NEW,
        /** 取消. */
        DROPPED,
        /** 由原字段拆分. */
        SPLIT,
        /** 由多个原字段合并, of which a person must choose. */
        MERGED
    }

    /**
     * A table.
     *
     * @param kind SAME, CHANGED, NEW or DROPPED
     */
    public record OfTable(String code, String name, String zh, Kind kind, List<OfField> fields) {}

    /**
     * A field.
     *
     * @param from earlier fields it comes from
     * @param what what changed in how it is written, in Chinese and English; empty if nothing
     * @param proposals earlier fields without a successor that it may come from; nothing is assumed
     * @param readBy of a field that is gone, the earlier edition's rules that read it
     */
    public record OfField(
            String name,
            String zh,
            Kind kind,
            List<String> from,
            List<Words> what,
            List<String> proposals,
            List<String> readBy) {

        /** Whether a person must say which earlier field its values come from. */
        public boolean toBeChosen() {
            return kind == Kind.MERGED;
        }
    }

    /** The same said twice. */
    public record Words(String zh, String en) {}

    /**
     * A code.
     *
     * @param kind RENAMED, NEW, CHANGED (it ended) or DROPPED
     * @param before what it meant in the earlier edition; null if it was not there
     */
    public record OfCode(
            String list,
            String code,
            Kind kind,
            @Nullable String zh,
            @Nullable String before,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<String> replacedBy) {}

    /**
     * A rule.
     *
     * @param readsGone what it read, in the earlier edition, that is gone, as {@code table.field}
     */
    public record OfRule(String id, String table, Kind kind, String words, List<String> readsGone) {}

    public Difference {
        tables = List.copyOf(tables);
        codes = List.copyOf(codes);
        rules = List.copyOf(rules);
    }

    public static Difference between(Catalogue from, Catalogue to) {
        return new Comparing(from, to).difference();
    }

    private record Comparing(Catalogue from, Catalogue to) {

        Difference difference() {
            var tables = new ArrayList<OfTable>();
            to.tables()
                    .forEach(table -> tables.add(from.tableNamed(table.name())
                            .map(earlier -> both(earlier, table))
                            .orElseGet(() -> added(table))));
            from.tables().stream()
                    .filter(table -> to.tableNamed(table.name()).isEmpty())
                    .forEach(table -> tables.add(dropped(table)));
            return new Difference(from.edition(), to.edition(), tables, codes(), rules());
        }

        private static OfTable added(Table table) {
            return new OfTable(
                    table.code(),
                    table.name(),
                    table.zh(),
                    Kind.NEW,
                    table.fields().stream()
                            .map(field -> field(field, Kind.NEW, List.of(), List.of(), List.of()))
                            .toList());
        }

        private OfTable dropped(Table table) {
            return new OfTable(
                    table.code(),
                    table.name(),
                    table.zh(),
                    Kind.DROPPED,
                    table.fields().stream().map(field -> gone(table, field)).toList());
        }

        private OfTable both(Table earlier, Table later) {
            var mapping = Mapping.of(from, to, earlier, later);
            var gone = mapping.withoutSuccessor();
            var fields = new ArrayList<OfField>();
            later.fields().forEach(field -> fields.add(kept(mapping, field, gone)));
            gone.forEach(field -> fields.add(gone(earlier, field)));
            var same = fields.stream().allMatch(field -> field.kind() == Kind.SAME)
                    && earlier.zh().equals(later.zh())
                    && earlier.code().equals(later.code());
            return new OfTable(later.code(), later.name(), later.zh(), same ? Kind.SAME : Kind.CHANGED, fields);
        }

        private OfField kept(Mapping mapping, Field field, List<Field> gone) {
            var origin = mapping.of(field.name());
            if (origin instanceof Mapping.Nowhere) {
                return field(field, Kind.NEW, List.of(), List.of(), Likeness.proposals(field, gone));
            }
            if (origin instanceof Mapping.Unchosen unchosen) {
                return field(field, Kind.MERGED, unchosen.candidates(), List.of(), List.of());
            }
            var names = origin.names();
            var what = Likeness.changes(mapping.earlier().field(names.get(0)).orElseThrow(), field);
            if (origin instanceof Mapping.Part) {
                return field(field, Kind.SPLIT, names, what, List.of());
            }
            if (!names.get(0).equals(field.name())) {
                return field(field, Kind.RENAMED, names, what, List.of());
            }
            return field(field, what.isEmpty() ? Kind.SAME : Kind.CHANGED, names, what, List.of());
        }

        private static OfField field(
                Field field, Kind kind, List<String> names, List<Words> what, List<String> proposals) {
            return new OfField(field.name(), field.zh(), kind, names, what, proposals, List.of());
        }

        private OfField gone(Table table, Field field) {
            var readBy = from.rules().stream()
                    .filter(rule -> Reading.by(rule).contains(table.name() + "." + field.name()))
                    .map(Rule::id)
                    .toList();
            return new OfField(field.name(), field.zh(), Kind.DROPPED, List.of(), List.of(), List.of(), readBy);
        }

        private List<OfCode> codes() {
            var codes = new ArrayList<OfCode>();
            for (var list : to.codeLists()) {
                var earlier = find(from, list.id());
                list.values().forEach(code -> code(list, earlier, code).ifPresent(codes::add));
                earlier.ifPresent(known -> known.values().stream()
                        .filter(code -> !list.has(code.code()))
                        .forEach(code -> codes.add(new OfCode(
                                list.id(), code.code(), Kind.DROPPED, null, code.zh(), null, null, List.of()))));
            }
            return codes;
        }

        private static Optional<OfCode> code(CodeList list, Optional<CodeList> earlier, CodeList.Code code) {
            var before = earlier.flatMap(known -> known.code(code.code()));
            var kind = before.isEmpty()
                    ? Kind.NEW
                    : !Objects.equals(before.get().validTo(), code.validTo())
                            ? Kind.CHANGED
                            : before.get().zh().equals(code.zh()) ? Kind.SAME : Kind.RENAMED;
            return kind == Kind.SAME
                    ? Optional.empty()
                    : Optional.of(new OfCode(
                            list.id(),
                            code.code(),
                            kind,
                            code.zh(),
                            before.map(CodeList.Code::zh).orElse(null),
                            code.validFrom(),
                            code.validTo(),
                            code.replacedBy()));
        }

        private static Optional<CodeList> find(Catalogue catalogue, String id) {
            return catalogue.codeLists().stream()
                    .filter(list -> list.id().equals(id))
                    .findFirst();
        }

        private List<OfRule> rules() {
            var ids = new LinkedHashSet<String>();
            Stream.of(from, to).forEach(edition -> edition.rules().forEach(rule -> ids.add(rule.id())));
            var rules = new ArrayList<OfRule>();
            for (var id : ids) {
                var before = from.rule(id);
                var now = to.rule(id);
                var kind = before.isEmpty()
                        ? Kind.NEW
                        : now.isEmpty() ? Kind.DROPPED : same(before.get(), now.get()) ? Kind.SAME : Kind.CHANGED;
                if (kind != Kind.SAME) {
                    var shown = now.or(() -> before).orElseThrow();
                    rules.add(new OfRule(
                            id,
                            shown.table(),
                            kind,
                            shown.words(),
                            before.map(this::readsGone).orElse(List.of())));
                }
            }
            return rules;
        }

        private static boolean same(Rule before, Rule now) {
            return before.check().text().equals(now.check().text()) && before.severity() == now.severity();
        }

        private List<String> readsGone(Rule rule) {
            var gone = new TreeSet<String>();
            for (var read : Reading.by(rule)) {
                var parts = read.split("\\.", 2);
                var later = to.tableNamed(parts[0]);
                if (later.isEmpty() || later.get().field(parts[1]).isEmpty()) {
                    gone.add(read);
                }
            }
            return List.copyOf(gone);
        }
    }
}
