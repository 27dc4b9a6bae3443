package org.mingzhang.query.ministry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipOutputStream;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.catalogue.PushForm;
import org.mingzhang.events.catalogue.PushForm.Origin;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.export.Csv;
import org.mingzhang.query.export.FixedZip;
import org.mingzhang.query.export.PackedTables;
import org.springframework.stereotype.Component;

/**
 * 推送通道: records in the push form of the ministry's data standard, in batches. A record that the standard would refuse is held back and
 * listed with its reason; a field that this form does not collect is left out and listed. How batches travel, by which
 * address and with which token, is not this program's affair: it opens no connection.
 */
@Component
public final class PushAdapter implements MinistryAdapter {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final int EXAMPLES = 5;

    @Override
    public String name() {
        return "push";
    }

    @Override
    public DryRun rehearse(PackedTables tables) {
        var run = new Run(tables, new Sink() {});
        run.go();
        return run.result();
    }

    @Override
    public void write(PackedTables tables, OutputStream into) throws IOException {
        try (var files = new Files(tables, into)) {
            var run = new Run(tables, files);
            run.go();
            files.finish(run);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** Where what is told goes to. */
    private interface Sink {

        /** A batch is full, or the last of its table. */
        default void batch(PushForm.Target target, int number, List<Map<String, Object>> records) {}

        /** An entry cannot go out. */
        default void held(PushForm.Target target, Table table, int entry, Telling.Wronged wrong) {}
    }

    private static String standard(PushForm form) {
        return form.standard() + " " + form.version();
    }

    /** One telling of a package. */
    private static final class Run {

        private final PushForm form;
        private final PackedTables packed;
        private final Telling telling;
        private final Sink sink;
        private final Map<Integer, OfOne> tables = new TreeMap<>();

        Run(PackedTables packed, Sink sink) {
            this.form = packed.catalogue().push().orElseThrow();
            this.packed = packed;
            this.telling = new Telling(form, packed);
            this.sink = sink;
        }

        void go() {
            var byNumber = form.targets().stream()
                    .collect(Collectors.groupingBy(PushForm.Target::number, TreeMap::new, Collectors.toList()));
            byNumber.forEach((number, targets) -> {
                var one = new OfOne(targets);
                tables.put(number, one);
                targets.forEach(one::tell);
                one.finish();
            });
        }

        DryRun result() {
            var told = tables.values().stream().map(OfOne::told).toList();
            var from = told.stream().flatMap(each -> each.from().stream()).collect(Collectors.toSet());
            return new DryRun(
                    "push",
                    standard(form),
                    told.stream().mapToInt(DryRun.Told::records).sum(),
                    told.stream().mapToInt(DryRun.Told::held).sum(),
                    told.stream().mapToInt(DryRun.Told::batches).sum(),
                    told,
                    packed.tables().stream()
                            .filter(table -> packed.entries(table) > 0 && !from.contains(table.code()))
                            .map(Table::code)
                            .toList(),
                    form.codes().stream().map(Run::mapping).toList());
        }

        private static DryRun.Mapping mapping(PushForm.Codes codes) {
            return new DryRun.Mapping(
                    codes.id(),
                    codes.list(),
                    codes.basis(),
                    codes.map().entrySet().stream()
                            .map(each -> new DryRun.Pair(each.getKey(), each.getValue()))
                            .toList());
        }

        /** A table of the standard, from one table of the form or several. */
        private final class OfOne {

            private final List<PushForm.Target> targets;
            private final Set<String> from = new LinkedHashSet<>();
            private final Map<String, DryRun.Gap> gaps = new LinkedHashMap<>();
            private final Map<Telling.Wronged, List<String>> problems = new LinkedHashMap<>();
            private List<Map<String, Object>> open = new ArrayList<>();
            private int records;
            private int held;
            private int batches;

            OfOne(List<PushForm.Target> targets) {
                this.targets = targets;
            }

            void tell(PushForm.Target target) {
                var table = telling.source(target);
                from.add(table.code());
                for (var field : telling.fields(target)) {
                    telling.gap(target, field)
                            .ifPresent(why -> gaps.putIfAbsent(
                                    field.name(), new DryRun.Gap(field.name(), field.zh(), field.must(), why)));
                }
                for (var row : packed.rows(table)) {
                    if (Telling.takes(target, row)) {
                        add(target, table, row.entry(), telling.tell(target, row));
                    }
                }
            }

            private void add(PushForm.Target target, Table table, int entry, Telling.Told told) {
                if (told.wrong().isEmpty()) {
                    records++;
                    open.add(told.values());
                    if (open.size() == form.batch()) {
                        finish();
                    }
                    return;
                }
                held++;
                for (var wrong : told.wrong()) {
                    problems.computeIfAbsent(wrong, each -> new ArrayList<>()).add(table.code() + "/" + entry);
                    sink.held(target, table, entry, wrong);
                }
            }

            void finish() {
                if (!open.isEmpty()) {
                    batches++;
                    sink.batch(targets.get(0), batches, open);
                    open = new ArrayList<>();
                }
            }

            DryRun.Told told() {
                var first = targets.get(0);
                return new DryRun.Told(
                        first.number(),
                        first.subclass(),
                        first.zh(),
                        List.copyOf(from),
                        records,
                        held,
                        batches,
                        List.copyOf(gaps.values()),
                        problems.entrySet().stream()
                                .map(each -> new DryRun.Problem(
                                        each.getKey().field().name(),
                                        each.getKey().field().zh(),
                                        each.getKey().what(),
                                        each.getValue().size(),
                                        each.getValue().stream().limit(EXAMPLES).toList()))
                                .toList());
            }
        }
    }

    /** The files of a push, as they are written. */
    private static final class Files implements Sink, AutoCloseable {

        private final PackedTables packed;
        private final PushForm form;
        private final ZipOutputStream zip;
        private final LocalDateTime time;
        private final List<String> held = new ArrayList<>();

        Files(PackedTables packed, OutputStream into) {
            this.packed = packed;
            this.form = packed.catalogue().push().orElseThrow();
            this.zip = new ZipOutputStream(into);
            this.time = LocalDateTime.ofInstant(packed.at(), BEIJING);
        }

        @Override
        public void batch(PushForm.Target target, int number, List<Map<String, Object>> records) {
            var content = new LinkedHashMap<String, Object>();
            content.put("standard", standard(form));
            content.put("table", target.number());
            content.put("subclass", target.subclass() == null ? "" : target.subclass());
            content.put("title", target.zh());
            content.put("batch", number);
            content.put("count", records.size());
            content.put("records", records);
            file(
                    String.format("batches/%02d %s/%04d.json", target.number(), target.zh(), number),
                    EventJson.mapper().writeValueAsString(content));
        }

        @Override
        public void held(PushForm.Target target, Table table, int entry, Telling.Wronged wrong) {
            held.add(line(
                    Integer.toString(target.number()),
                    target.zh(),
                    table.code(),
                    Integer.toString(entry),
                    wrong.field().name(),
                    wrong.field().zh(),
                    wrong.what().name()));
        }

        void finish(Run run) {
            file("dry-run.json", EventJson.mapper().writeValueAsString(run.result()));
            file(
                    "held.csv",
                    Csv.MARK
                            + line("standard_table", "title", "table", "entry", "field", "field_title", "problem")
                            + String.join("", held));
            file("mapping.csv", Csv.MARK + mapping());
            file(
                    "source.json",
                    EventJson.mapper()
                            .writeValueAsString(new Source(
                                    packed.campaign(),
                                    packed.catalogue().edition(),
                                    packed.at().toString(),
                                    packed.contentHash())));
        }

        /** What the records were made of. */
        private record Source(String campaign, String edition, String at, String contentHash) {}

        private String mapping() {
            var lines = new StringBuilder(line(
                    "standard_table",
                    "title",
                    "field",
                    "field_title",
                    "type",
                    "length",
                    "must",
                    "table",
                    "from",
                    "codes",
                    "not_collected"));
            var telling = new Telling(form, packed);
            for (var target : form.targets()) {
                for (var field : telling.fields(target)) {
                    var cell = field.origin() instanceof Origin.Cell it ? it : null;
                    lines.append(line(
                            Integer.toString(target.number()),
                            target.zh(),
                            field.name(),
                            field.zh(),
                            field.type().name(),
                            length(field),
                            field.must() == null ? "" : field.must().toString(),
                            telling.source(target).code(),
                            cell == null ? "" : String.join(".", cell.path()),
                            cell == null || cell.codes() == null ? "" : cell.codes(),
                            telling.gap(target, field).orElse("")));
                }
            }
            return lines.toString();
        }

        private static String length(PushForm.Field field) {
            return field.length() == null ? "" : field.length() + (field.scale() == null ? "" : "," + field.scale());
        }

        private static String line(String... cells) {
            return List.of(cells).stream()
                            .map(cell -> Csv.quoted(Csv.guarded(cell)))
                            .collect(Collectors.joining(","))
                    + Csv.LINE_END;
        }

        private void file(String name, String content) {
            try {
                FixedZip.begin(zip, name, time);
                zip.write(content.getBytes(UTF_8));
                zip.closeEntry();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
