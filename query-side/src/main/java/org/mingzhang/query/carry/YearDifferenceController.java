package org.mingzhang.query.carry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.Principal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.carry.Before;
import org.mingzhang.events.carry.Mapping;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.query.Cursor;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.carry.YearComparison.Kind;
import org.mingzhang.query.carry.YearComparison.Pair;
import org.mingzhang.query.export.Csv;
import org.mingzhang.query.export.ExportRecords;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.table.Entry;
import org.mingzhang.query.table.Extracts;
import org.mingzhang.query.table.Extracts.CellChange;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * 年度对比 of a table or a share: which of last year's approved entries stand again, which differ and in what, which are gone,
 * and what is new. Last year's are read in this year's form; what cannot be compared (a date of its year, another unit, a
 * field nobody chose for) is not.
 */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}")
class YearDifferenceController {

    /**
     * One entry.
     *
     * @param entry this year's number; null if gone
     * @param lastEntry last year's number; null if new
     * @param changes cells that differ; from is last year's
     * @param values what identifies it: its key, of this year or else of the last
     */
    record Item(
            Kind kind,
            @Nullable Integer entry,
            @Nullable Integer lastEntry,
            String department,
            @Nullable String departmentName,
            Map<String, @Nullable Object> values,
            List<CellChange> changes) {}

    /**
     * A page of what is not the same.
     *
     * @param lastYear the year compared with
     * @param edition its edition of the form
     * @param counts how many entries of each kind, the same ones too
     */
    record Comparison(
            String table,
            int lastYear,
            String edition,
            Map<Kind, Integer> counts,
            List<Item> items,
            @Nullable String cursor) {}

    private record Compared(
            long position,
            Extracts.Extract extract,
            LastTables.Last last,
            Map<Kind, Integer> counts,
            List<Pair> pairs) {}

    private final Extracts extracts;
    private final Approved approved;
    private final LastTables lastTables;
    private final Catalogues catalogues;
    private final Organisation organisation;
    private final ExportRecords records;
    private final Reads reads;

    YearDifferenceController(
            Extracts extracts,
            Approved approved,
            LastTables lastTables,
            Catalogues catalogues,
            Organisation organisation,
            ExportRecords records,
            Reads reads) {
        this.extracts = extracts;
        this.approved = approved;
        this.lastTables = lastTables;
        this.catalogues = catalogues;
        this.organisation = organisation;
        this.records = records;
        this.reads = reads;
    }

    /**
     * What differs.
     *
     * @param kind only entries of this kind; null for all that are not the same
     */
    @GetMapping("/year-difference")
    ResponseEntity<Comparison> compare(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var compared = compared(principal, year, code, department, minPosition);
        var page = Cursor.read(cursor);
        int most = Reads.limit(limit);
        long offset = page == null ? 0 : page.offset();
        var wanted = compared.pairs().stream()
                .filter(pair -> kind == null ? pair.kind() != Kind.SAME : pair.kind() == kind)
                .skip(offset)
                .limit(most + 1L)
                .toList();
        var names = organisation.departmentNames();
        return Reads.ok(compared.position())
                .body(new Comparison(
                        compared.extract().key().toString(),
                        compared.last().table().year(),
                        compared.last().edition(),
                        compared.counts(),
                        wanted.stream()
                                .limit(most)
                                .map(pair -> item(compared.extract(), pair, names))
                                .toList(),
                        wanted.size() > most ? new Cursor(compared.position(), offset + most).write() : null));
    }

    /** The same as a file, one line for each cell that differs and for each entry that is new or gone. */
    @GetMapping("/year-difference.csv")
    ResponseEntity<byte[]> file(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var compared = compared(principal, year, code, department, minPosition);
        var names = organisation.departmentNames();
        var text = new StringBuilder(Csv.MARK);
        line(text, List.of("情况", "部门", "本年序号", "上年序号", "关键字段", "字段", "上年", "本年"));
        for (var pair : compared.pairs()) {
            if (pair.kind() == Kind.SAME) {
                continue;
            }
            var item = item(compared.extract(), pair, names);
            var start = List.of(
                    word(item.kind()),
                    shown(item.departmentName()),
                    shown(item.entry()),
                    shown(item.lastEntry()),
                    String.join(
                            " / ",
                            item.values().values().stream()
                                    .map(YearDifferenceController::shown)
                                    .toList()));
            if (item.changes().isEmpty()) {
                line(text, add(start, "", "", ""));
            }
            item.changes()
                    .forEach(change -> line(text, add(start, change.zh(), shown(change.from()), shown(change.to()))));
        }
        var bytes = text.toString().getBytes(UTF_8);
        var share = department == null ? "" : "/" + department;
        records.record(
                principal,
                compared.extract().key().campaign(),
                "year-difference",
                compared.extract().key() + share + "@" + compared.position(),
                Hash.sha256(bytes).hex());
        return Reads.ok(compared.position())
                .contentType(new MediaType("text", "csv", UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(code + " 年度对比 " + (year - 1) + "-" + year + ".csv", UTF_8)
                                .build()
                                .toString())
                .body(bytes);
    }

    private Compared compared(
            Principal principal, int year, String code, @Nullable String department, @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.TABLE, Views.PROGRESS);
        var extract = extracts.of(principal, year, code, department);
        var last = lastTables.of(extract.key(), extract.table());
        var before = catalogues.edition(last.edition());
        var mapping = Mapping.of(
                before,
                extract.catalogue(),
                before.table(last.table().code()).orElseThrow(),
                extract.table(),
                Map.of());
        var earlier = department == null ? approved.entries(last.table()) : approved.entries(last.table(), department);
        var standing = approved.standing(extract.key()).stream()
                .filter(entry -> department == null || entry.department().equals(department))
                .toList();
        var pairs = new YearComparison(extract.catalogue(), mapping)
                .compare(earlier, standing).stream()
                        .filter(pair -> extract.sees(entry(pair)))
                        .toList();
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        for (var kind : Kind.values()) {
            counts.put(kind, 0);
        }
        pairs.forEach(pair -> counts.merge(pair.kind(), 1, Integer::sum));
        return new Compared(position, extract, last, counts, pairs);
    }

    /** This year's entry, or last year's as this year's form has it. */
    private static Entry entry(Pair pair) {
        var now = pair.now();
        if (now != null) {
            return new Entry(now.entry(), now.department(), now.revision(), now.owner(), now.cells());
        }
        Before before = Objects.requireNonNull(pair.before());
        return new Entry(
                before.entry(), before.department(), before.revision(), before.owner(), new TreeMap<>(pair.was()));
    }

    private static Item item(Extracts.Extract extract, Pair pair, Map<String, String> names) {
        var entry = entry(pair);
        var shown = extract.shown(entry);
        var table = extract.table();
        var identifying = new LinkedHashMap<String, @Nullable Object>();
        (table.key().isEmpty() ? table.yearOnYearKey() : table.key())
                .forEach(field -> identifying.put(field, shown.get(field)));
        return new Item(
                pair.kind(),
                pair.now() == null ? null : pair.now().entry(),
                pair.before() == null ? null : pair.before().entry(),
                entry.department(),
                names.get(entry.department()),
                identifying,
                pair.now() == null ? List.of() : extract.changed(entry, pair.differing(), pair.was()));
    }

    private static List<String> add(List<String> start, String... more) {
        var all = new ArrayList<>(start);
        all.addAll(List.of(more));
        return all;
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(String.join(
                        ",",
                        cells.stream()
                                .map(cell -> Csv.quoted(Csv.guarded(cell)))
                                .toList()))
                .append(Csv.LINE_END);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case SAME -> "一致";
            case CHANGED -> "有变化";
            case NEAR -> "相近，待确认";
            case GONE -> "上年有今年无";
            case ADDED -> "今年新增";
        };
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
