package org.mingzhang.query.ministry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CodeList;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.PushForm;
import org.mingzhang.events.catalogue.PushForm.As;
import org.mingzhang.events.catalogue.PushForm.Origin;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.proof.PlainTable;
import org.mingzhang.query.export.PackedTables;
import org.mingzhang.query.ministry.DryRun.Wrong;

/** 写成标准记录: one entry of a package as a record of the standard, and what the standard would not take of it. */
final class Telling {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private final PushForm form;
    private final PackedTables packed;
    private final Catalogue catalogue;
    private final Map<String, Map<String, PlainTable.Row>> indexes = new HashMap<>();

    Telling(PushForm form, PackedTables packed) {
        this.form = form;
        this.packed = packed;
        this.catalogue = packed.catalogue();
    }

    /**
     * A record.
     *
     * @param values by the standard's names, in its order; numbers as {@link BigDecimal}, all else as text; blank ones left out
     * @param wrong what the standard would refuse it for, by field; empty if it can go out
     */
    record Told(Map<String, Object> values, List<Wronged> wrong) {}

    /** A field and what is wrong with it. */
    record Wronged(PushForm.Field field, Wrong what) {}

    /** All fields of a target, those that every record has included. */
    List<PushForm.Field> fields(PushForm.Target target) {
        var all = new ArrayList<>(form.first());
        all.addAll(target.fields());
        all.addAll(form.last());
        return all;
    }

    Table source(PushForm.Target target) {
        return catalogue.tableNamed(target.from()).orElseThrow();
    }

    /** Whether a target takes an entry. */
    static boolean takes(PushForm.Target target, PlainTable.Row row) {
        var where = target.where();
        if (where == null) {
            return true;
        }
        var text = row.cells().get(where.field());
        return text != null && (where.in().isEmpty() || where.in().contains(text));
    }

    /** Why a field stays empty in every record; empty if it does not. */
    Optional<String> gap(PushForm.Target target, PushForm.Field field) {
        if (field.origin() instanceof Origin.None none) {
            return Optional.of(none.why());
        }
        if (field.origin() instanceof Origin.Cell cell
                && cell.as() == As.DAY
                && fieldOf(source(target), cell).type() == FieldType.YEAR_MONTH) {
            return Optional.of("本目录只采集到年月");
        }
        return Optional.empty();
    }

    Told tell(PushForm.Target target, PlainTable.Row row) {
        var values = new LinkedHashMap<String, Object>();
        var wrong = new ArrayList<Wronged>();
        for (var field : fields(target)) {
            if (gap(target, field).isPresent()) {
                continue;
            }
            var text = new Value(target, row, field, wrong).text();
            if (text == null) {
                if (Boolean.TRUE.equals(field.must())) {
                    wrong.add(new Wronged(field, Wrong.MISSING));
                }
            } else {
                values.put(field.name(), checked(field, text, wrong));
            }
        }
        // a value that cannot be found is not missing as well
        return new Told(values, wrong.stream().distinct().toList());
    }

    private static Object checked(PushForm.Field field, String text, List<Wronged> wrong) {
        var length = field.length();
        if (field.type() == PushForm.Type.C || field.type() == PushForm.Type.T) {
            if (length != null && text.codePointCount(0, text.length()) > length) {
                wrong.add(new Wronged(field, Wrong.TOO_LONG));
            }
            return text;
        }
        var number = new BigDecimal(text).stripTrailingZeros();
        var whole = number.scale() < 0 ? number.setScale(0) : number;
        if (length != null && whole.precision() > length) {
            wrong.add(new Wronged(field, Wrong.TOO_LONG));
        }
        // a number whose length is given without a scale is a whole one; an amount of money may have any
        var places = field.scale() != null || length == null || field.type() == PushForm.Type.M
                ? field.scale()
                : Integer.valueOf(0);
        if (places != null && whole.scale() > places) {
            wrong.add(new Wronged(field, Wrong.TOO_PRECISE));
        }
        return whole;
    }

    private Field fieldOf(Table table, Origin.Cell cell) {
        var here = table;
        Field last = null;
        for (var name : cell.path()) {
            if (last != null) {
                here = catalogue
                        .tableNamed(Objects.requireNonNull(last.reference()).table())
                        .orElseThrow();
            }
            last = here.field(name).orElseThrow();
        }
        return Objects.requireNonNull(last);
    }

    private PlainTable.@Nullable Row referred(Field reference, String key) {
        var to = Objects.requireNonNull(reference.reference());
        return indexes.computeIfAbsent(to.table() + "." + to.field(), name -> {
                    var index = new HashMap<String, PlainTable.Row>();
                    for (var row : packed.rows(catalogue.tableNamed(to.table()).orElseThrow())) {
                        var text = row.cells().get(to.field());
                        if (text != null) {
                            index.putIfAbsent(text, row);
                        }
                    }
                    return index;
                })
                .get(key);
    }

    /** One value in the making. */
    private final class Value {

        private final PushForm.Target target;
        private final PlainTable.Row row;
        private final PushForm.Field field;
        private final List<Wronged> wrong;

        Value(PushForm.Target target, PlainTable.Row row, PushForm.Field field, List<Wronged> wrong) {
            this.target = target;
            this.row = row;
            this.field = field;
            this.wrong = wrong;
        }

        /** As the standard writes it; null if there is none. */
        @Nullable
        String text() {
            if (field.origin() instanceof Origin.The the) {
                return switch (the.what()) {
                    case ID -> id();
                    case SCHOOL -> school();
                    case TIME -> TIME.format(packed.at().atZone(BEIJING));
                };
            }
            return field.origin() instanceof Origin.Cell cell ? cell(cell) : null;
        }

        private @Nullable String cell(Origin.Cell cell) {
            var source = fieldOf(source(target), cell);
            var text = followed(cell);
            if (PackedTables.ERASED.equals(text)) {
                wrong.add(new Wronged(field, Wrong.ERASED));
                return null;
            }
            if (cell.as() == As.FILLED) {
                return text == null ? "0" : "1";
            }
            if (text == null) {
                return null;
            }
            return switch (cell.as()) {
                case IS -> text.equals(cell.equal()) ? "1" : "0";
                case YEAR -> text.substring(0, 4);
                case MONTH -> text.substring(0, 4) + text.substring(5, 7);
                case DAY -> text.replace("-", "");
                case REGION -> text + "0000";
                case WORDS -> words(source, text);
                case PLAIN, FILLED -> plain(source, cell, text);
            };
        }

        private String plain(Field source, Origin.Cell cell, String text) {
            return switch (source.type()) {
                case BOOLEAN -> text.equals("true") ? "1" : "0";
                case DATE, YEAR_MONTH -> text.replace("-", "");
                default ->
                    form.codes(cell.codes())
                            .map(codes -> codes.map().getOrDefault(text, text))
                            .orElse(text);
            };
        }

        private String words(Field source, String code) {
            return catalogue.codeList(Objects.requireNonNull(source.codeList())).values().stream()
                    .filter(each -> each.code().equals(code))
                    .findFirst()
                    .map(CodeList.Code::zh)
                    .orElse(code);
        }

        /** The cell at the end of a path. */
        private @Nullable String followed(Origin.Cell cell) {
            var here = row;
            var table = source(target);
            for (int i = 0; i < cell.path().size() - 1; i++) {
                var reference = table.field(cell.path().get(i)).orElseThrow();
                var key = here.cells().get(reference.name());
                if (key == null) {
                    return null;
                }
                here = referred(reference, key);
                if (here == null) {
                    wrong.add(new Wronged(field, Wrong.DANGLING));
                    return null;
                }
                table = catalogue
                        .tableNamed(
                                Objects.requireNonNull(reference.reference()).table())
                        .orElseThrow();
            }
            return here.cells().get(cell.path().get(cell.path().size() - 1));
        }

        /** The same for an entry whenever it is pushed, another for any other. */
        private String id() {
            try {
                var name = packed.campaign() + "/" + source(target).code() + "/" + row.entry() + "/" + target.number();
                var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
                return HexFormat.of().formatHex(digest, 0, 16).toUpperCase(Locale.ROOT);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }

        private String school() {
            return catalogue
                    .tableNamed("college_profile")
                    .flatMap(profile -> packed.rows(profile).stream().findFirst())
                    .map(profile -> profile.cells().get("college_code"))
                    .orElseGet(() ->
                            packed.campaign().substring(0, packed.campaign().indexOf('/')));
        }
    }
}
