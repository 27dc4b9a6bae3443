package org.mingzhang.command.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.intake.StandingEntries.Stood;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Judge;
import org.mingzhang.events.catalogue.Table;

/**
 * 比对: a file's rows against what stands in the share. A row is known by the number it carries, else by its business key;
 * where the file went out earlier than the last change, three versions are compared and nobody's change is lost.
 */
final class Comparison {

    private static final Pattern CARRIED = Pattern.compile("(\\d{1,9})(?:@(\\d{1,9}))?");

    private final Catalogue catalogue;
    private final Table table;
    private final String department;
    private final Layout layout;
    private final Meaning meaning;
    private final boolean whole;
    private final boolean ofAll;
    private final Map<Integer, Stood> standing;
    private final Map<Integer, Stood> wentOut;
    private final Map<List<String>, Stood> byKey = new HashMap<>();

    /** What other departments reported, by business key. */
    private final Map<List<String>, List<Stood>> elsewhere = new HashMap<>();

    private final Owners owners;
    private int theirs;

    private final List<Plan.Line> lines = new ArrayList<>();
    private final List<Plan.Removal> removals = new ArrayList<>();
    private final List<Plan.Clash> clashes = new ArrayList<>();
    private final List<Plan.Tidied> tidied = new ArrayList<>();
    private final List<Plan.Bad> faults = new ArrayList<>();
    private final List<Meant.Said> remarks = new ArrayList<>();

    /** Entries without a whole key that nothing in the file was taken for yet, by all they say; those of the department first. */
    private final Map<Map<String, CellValue>, Deque<Stood>> drafts = new HashMap<>();

    private final Set<Integer> inFile = new HashSet<>();
    private final Map<List<String>, Integer> keysInFile = new HashMap<>();

    /** Who owns a new entry of a table that each teacher fills. */
    interface Owners {

        /** Nobody: entries here belong to the department. */
        Owners NONE = number -> true;

        /** Whether a teacher of that staff number fills entries here. */
        boolean has(String staffNo);
    }

    /**
     * A comparison.
     *
     * @param whole whether what is not in the file was taken out of it
     * @param ofAll whether the file holds what all departments reported
     * @param standing what stands in the whole table now
     * @param wentOut what stood in it when the file went out; empty if that is not known
     */
    Comparison(
            Catalogue catalogue,
            Table table,
            String department,
            Layout layout,
            boolean from1904,
            boolean whole,
            boolean ofAll,
            Collection<Stood> standing,
            Collection<Stood> wentOut,
            Owners owners) {
        this.catalogue = catalogue;
        this.table = table;
        this.department = department;
        this.layout = layout;
        this.meaning = new Meaning(catalogue, from1904);
        this.whole = whole;
        this.ofAll = ofAll;
        this.standing = byNumber(standing);
        this.wentOut = byNumber(wentOut);
        this.owners = owners;
        for (var stood : standing) {
            var key = key(stood.cells()).orElse(null);
            if (key == null) {
                draft(stood);
                continue;
            }
            if (!stood.department().equals(department)) {
                elsewhere.computeIfAbsent(key, none -> new ArrayList<>()).add(stood);
            }
            byKey.merge(key, stood, (one, other) -> one.department().equals(department) ? one : other);
        }
    }

    private static Map<Integer, Stood> byNumber(Collection<Stood> entries) {
        return entries.stream().collect(Collectors.toMap(Stood::entry, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    Plan plan() {
        mergedCells();
        int hidden = 0;
        for (var row : layout.sheet().rows()) {
            if (row.number() > layout.headingRow() && !isBlank(row)) {
                hidden += row.hidden() ? 1 : 0;
                row(row);
            }
        }
        if (hidden > 0) {
            remarks.add(
                    new Meant.Said("有 " + hidden + " 个隐藏行，照样取入", hidden + " hidden rows were taken like the others"));
        }
        if (theirs > 0) {
            remarks.add(new Meant.Said(
                    "有 " + theirs + " 行与其他部门已填的记录逐格相同，视为其他部门的记录，未取入",
                    theirs + " rows are cell by cell what other departments have reported; they were left out"));
        }
        if (!layout.others().isEmpty()) {
            var others = String.join("、", layout.others());
            remarks.add(new Meant.Said(
                    "不属于本表、未取入的列：" + others, "columns that are not of this table were left out: " + others));
        }
        if (whole && layout.entryColumn() >= 0) {
            takenOut();
        }
        return new Plan(lines, removals, clashes, tidied, faults, unchanged(), remarks);
    }

    /** What a merged block says of its other cells nobody knows. */
    private void mergedCells() {
        for (var block : layout.sheet().merged()) {
            boolean inData = block.lastRow() > layout.headingRow();
            var field = layout.columns().entrySet().stream()
                    .filter(column ->
                            column.getValue() >= block.firstColumn() && column.getValue() <= block.lastColumn())
                    .findFirst();
            if (inData && field.isPresent()) {
                bad(
                        Math.max(block.firstRow(), layout.headingRow() + 1),
                        field.get().getKey(),
                        "merged",
                        "所在单元格与其他单元格合并；请取消合并，逐格填写",
                        "is merged with other cells; split it and fill in each one");
            }
        }
    }

    private boolean isBlank(RawRow row) {
        return layout.columns().values().stream()
                .allMatch(column -> isBlank(row.cells().get(column)));
    }

    private static boolean isBlank(@Nullable RawCell cell) {
        return cell == null
                || (cell instanceof RawCell.Words words && words.text().isBlank());
    }

    private void row(RawRow row) {
        var carried = carried(row);
        var stood = carried == null ? null : standing.get(carried.entry);
        if (stood != null && !stood.department().equals(department)) {
            ofAnotherShare(row, stood);
            return;
        }
        boolean copied = carried != null && !inFile.add(carried.entry);
        var read = read(row, copied ? null : stood);
        if (read == null) {
            return;
        }
        if (copied) {
            copied(row, Objects.requireNonNull(carried), read);
        } else if (carried != null && stood == null) {
            gone(row, carried, read);
        } else if (stood != null && carried != null) {
            amended(row, stood, carried.revision, read);
        } else {
            byItsKey(row, read);
        }
    }

    /** The number and revision that a row carries; a revision of 0 is not known. */
    private record Carried(int entry, int revision) {}

    private @Nullable Carried carried(RawRow row) {
        var cell = row.cells().get(layout.entryColumn());
        var matcher = CARRIED.matcher(cell == null ? "" : cell.shown().strip());
        return matcher.matches()
                ? new Carried(
                        Integer.parseInt(matcher.group(1)),
                        matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)))
                : null;
    }

    /** A file of the whole table holds what others reported as well; only a change to it is refused here. */
    private void ofAnotherShare(RawRow row, Stood stood) {
        int faultsBefore = faults.size();
        int tidiedBefore = tidied.size();
        var read = read(row, stood);
        faults.subList(faultsBefore, faults.size()).clear();
        tidied.subList(tidiedBefore, tidied.size()).clear();
        if (read != null && differences(read, stood.cells()).isEmpty()) {
            theirs++;
            return;
        }
        bad(
                row.number(),
                null,
                "other-share",
                "这条记录属于部门 " + stood.department() + "，不在本份额内",
                "belongs to the share of " + stood.department());
    }

    /** In a file of all departments, whether another one reported the very same, cell by cell. */
    private boolean isTheirs(Map<String, CellValue> read) {
        return ofAll
                && key(read).stream()
                        .flatMap(key -> elsewhere.getOrDefault(key, List.of()).stream())
                        .anyMatch(other -> differences(read, other.cells()).isEmpty());
    }

    /** The cells of a row as the catalogue keeps them; null if one cannot be taken. Covered cells that stayed are left out. */
    private @Nullable SortedMap<String, CellValue> read(RawRow row, @Nullable Stood stood) {
        int before = faults.size();
        var values = new TreeMap<String, CellValue>();
        var notes = new HashMap<String, Meant.Said>();
        for (var field : table.fields()) {
            var column = Objects.requireNonNull(layout.columns().get(field.name()));
            var cell = row.cells().get(column);
            if (stood != null && isAsItWasCovered(field, cell, stood)) {
                continue;
            }
            if (cell == null) {
                values.put(field.name(), CellValue.blank());
            } else if (field.isPersonal() && cell.shown().contains("**")) {
                bad(
                        row.number(),
                        field.name(),
                        "covered",
                        "是打了星号的遮盖值；请填写完整的值",
                        "is covered by asterisks; write the whole value");
            } else {
                take(row, field, cell, values, notes);
            }
        }
        var judged = Judge.judge(catalogue, table, values);
        judged.problems()
                .forEach(problem ->
                        judgedBad(row.number(), problem.field(), problem.rule(), problem.zh(), problem.en()));
        judged.notes()
                .forEach(note -> notes.merge(
                        note.field(),
                        new Meant.Said(note.zh(), note.en()),
                        (mine, theirs) ->
                                new Meant.Said(mine.zh() + "；" + theirs.zh(), mine.en() + "; " + theirs.en())));
        notes.forEach((field, note) -> noted(row, field, judged.cells().get(field), note));
        return faults.size() == before ? judged.cells() : null;
    }

    private void take(
            RawRow row, Field field, RawCell cell, SortedMap<String, CellValue> values, Map<String, Meant.Said> notes) {
        var meant = meaning.of(field, cell);
        if (meant.fault() != null) {
            bad(
                    row.number(),
                    field.name(),
                    meant.fault().rule(),
                    meant.fault().zh(),
                    meant.fault().en());
            return;
        }
        values.put(field.name(), meant.value());
        if (meant.note() != null) {
            notes.put(field.name(), meant.note());
        }
    }

    private void noted(RawRow row, String field, @Nullable CellValue kept, Meant.Said note) {
        var raw = row.cells().get(column(field));
        tidied.add(new Plan.Tidied(
                row.number(),
                field,
                Addresses.of(row.number(), column(field)),
                raw == null ? "" : raw.shown(),
                Shown.of(kept),
                note.zh(),
                note.en()));
    }

    private static boolean isAsItWasCovered(Field field, @Nullable RawCell cell, Stood stood) {
        var covered = stood.covered().get(field.name());
        return covered != null && cell != null && cell.shown().equals(covered);
    }

    /** A row copied in the spreadsheet brings its hidden number along; what it says decides whether it is a new entry. */
    private void copied(RawRow row, Carried carried, SortedMap<String, CellValue> read) {
        var stood = standing.get(carried.entry);
        var key = key(read);
        if (stood == null || key.isEmpty() || key.equals(key(stood.cells()))) {
            bad(
                    row.number(),
                    null,
                    "entry-twice",
                    "与上面的行是同一条记录（第 " + carried.entry + " 条），请删除其中一行",
                    "is entry " + carried.entry + " once more; delete one of the two rows");
            return;
        }
        remarks.add(new Meant.Said(
                "第 " + row.number() + " 行由第 " + carried.entry + " 条记录复制而来，内容不同，作为新记录",
                "row " + row.number() + " was copied from entry " + carried.entry
                        + " and differs from it: taken as a new one"));
        byItsKey(row, read);
    }

    /** The entry was removed since the file went out. */
    private void gone(RawRow row, Carried carried, SortedMap<String, CellValue> read) {
        var earlier = wentOut.get(carried.entry);
        if (earlier == null && !wentOut.isEmpty()) {
            bad(
                    row.number(),
                    null,
                    "unknown-entry",
                    "本表没有第 " + carried.entry + " 条记录；若为新增，请在空白行重新填写",
                    "there is no entry " + carried.entry + "; write new ones in blank rows");
            return;
        }
        if (earlier != null && differences(read, earlier.cells()).isEmpty()) {
            remarks.add(new Meant.Said(
                    "第 " + row.number() + " 行的记录（第 " + carried.entry + " 条）已被删除，文件中未改动，不再填入",
                    "row " + row.number() + " was removed meanwhile and not changed here: it stays removed"));
            return;
        }
        clashes.add(new Plan.Clash(
                carried.entry + "/",
                row.number(),
                carried.entry,
                null,
                Addresses.of(row.number(), firstColumn()),
                earlier == null ? null : label(earlier.cells()),
                label(read),
                "",
                false,
                added(row, read),
                null));
    }

    private void byItsKey(RawRow row, SortedMap<String, CellValue> read) {
        var key = key(read);
        if (key.isEmpty() && isADraft(read)) {
            return;
        }
        if (table.key().stream().allMatch(field -> isBlank(read.get(field)))) {
            bad(
                    row.number(),
                    table.key().get(0),
                    "missing-key",
                    "没有填写；缺少它就认不出是哪条记录",
                    "is blank; without it the entry cannot be told apart");
            return;
        }
        var stood = key.map(byKey::get).orElse(null);
        if (stood != null && stood.department().equals(department) && !inFile.contains(stood.entry())) {
            if (isTheirs(read) && !differences(read, stood.cells()).isEmpty()) {
                theirs++;
                return;
            }
            inFile.add(stood.entry());
            amended(row, stood, 0, read);
            return;
        }
        if (isTheirs(read)) {
            theirs++;
            return;
        }
        if (isRepeated(row, key.orElse(null), stood)) {
            return;
        }
        var line = added(row, read);
        if (line != null) {
            lines.add(line);
        }
    }

    private void draft(Stood stood) {
        boolean own = stood.department().equals(department);
        if (own || ofAll) {
            var same = drafts.computeIfAbsent(said(stood.cells()), none -> new ArrayDeque<>());
            if (own) {
                same.addFirst(stood);
            } else {
                same.addLast(stood);
            }
        }
    }

    /** What is not finished yet is known by saying the very same, cell by cell. */
    private boolean isADraft(Map<String, CellValue> read) {
        var same = drafts.getOrDefault(said(read), new ArrayDeque<>());
        var stood = same.poll();
        while (stood != null && !inFile.add(stood.entry())) {
            stood = same.poll();
        }
        if (stood == null) {
            return false;
        }
        theirs += stood.department().equals(department) ? 0 : 1;
        return true;
    }

    /** The cells in which something stands; of an erased one that it was erased, as a file says it too. */
    private static Map<String, CellValue> said(Map<String, CellValue> cells) {
        var said = new HashMap<String, CellValue>();
        cells.forEach((field, value) -> {
            if (!isBlank(value)) {
                boolean erased = Shown.of(value).contains(Shown.ERASED);
                said.put(field, erased ? CellValue.text(Shown.ERASED) : value);
            }
        });
        return said;
    }

    private Plan.@Nullable Line added(RawRow row, SortedMap<String, CellValue> read) {
        var owner = owners == Owners.NONE ? null : ownerOf(row, read);
        if (owners != Owners.NONE && owner == null) {
            return null;
        }
        var values = new TreeMap<>(read);
        values.values().removeIf(value -> value instanceof CellValue.Blank);
        return new Plan.Line(row.number(), Op.ADD, null, null, owner, values, Map.of());
    }

    private @Nullable String ownerOf(RawRow row, SortedMap<String, CellValue> read) {
        var field = table.fields().stream()
                .filter(each -> each.name().equals("staff_no")
                        || (each.reference() != null && each.reference().field().equals("staff_no")))
                .findFirst();
        var number = field.map(each -> Shown.of(read.get(each.name()))).orElse("");
        if (owners.has(number)) {
            return number;
        }
        bad(
                row.number(),
                field.map(Field::name).orElse(null),
                "not-a-teacher",
                "“" + number + "”不是本部门填报此表的教师",
                "“" + number + "” is no teacher who fills this table here");
        return null;
    }

    private boolean isRepeated(RawRow row, @Nullable List<String> key, @Nullable Stood stood) {
        if (key == null) {
            return false;
        }
        var earlier = keysInFile.putIfAbsent(key, row.number());
        if (earlier == null && (stood == null || isElsewhere(row, stood))) {
            return false;
        }
        var where = stood != null ? "第 " + stood.entry() + " 条记录（" + stood.department() + "）" : "文件第 " + earlier + " 行";
        var whereEn = stood != null ? "entry " + stood.entry() + " (" + stood.department() + ")" : "row " + earlier;
        bad(row.number(), table.key().get(0), "duplicate-key", "与" + where + "重复；同一事项只填一次", "repeats " + whereEn);
        return true;
    }

    /** What another department reports as well is taken and said: it is for both to settle. */
    private boolean isElsewhere(RawRow row, Stood other) {
        if (other.department().equals(department)) {
            return false;
        }
        remarks.add(new Meant.Said(
                "第 " + row.number() + " 行与部门 " + other.department() + " 的第 " + other.entry() + " 条记录重复；提交前请双方商定由谁填报",
                "row " + row.number() + " repeats entry " + other.entry() + " of department " + other.department()
                        + "; agree on who reports it before submitting"));
        return true;
    }

    private void amended(RawRow row, Stood now, int seen, SortedMap<String, CellValue> read) {
        key(read).ifPresent(key -> keysInFile.putIfAbsent(key, row.number()));
        var base = seen == 0 || seen == now.revision() ? now : wentOut.get(now.entry());
        var known = base != null && (seen == 0 || base.revision() == seen);
        var line = new Plan.Line(
                row.number(), Op.AMEND, now.entry(), now.revision(), null, new TreeMap<>(), new TreeMap<>());
        for (var field : differences(read, now.cells())) {
            var mine = Objects.requireNonNull(read.get(field));
            var earlier = base == null ? null : base.cells().get(field);
            if (known && isSame(mine, earlier)) {
                continue;
            }
            if (known && isSame(now.cells().get(field), earlier) && !now.confirmed()) {
                line = line.with(field, mine, shown(now, field));
            } else {
                clash(row, now, base, field, mine, line);
            }
        }
        if (!line.values().isEmpty()) {
            if (isTakenByAnother(row, now, read)) {
                return;
            }
            lines.add(line);
        }
    }

    private boolean isTakenByAnother(RawRow row, Stood now, SortedMap<String, CellValue> read) {
        var after = new TreeMap<>(now.cells());
        after.putAll(read);
        var other = key(after).map(byKey::get).orElse(null);
        if (other == null || other.entry() == now.entry() || isElsewhere(row, other)) {
            return false;
        }
        bad(
                row.number(),
                table.key().get(0),
                "duplicate-key",
                "与第 " + other.entry() + " 条记录（" + other.department() + "）重复；同一事项只填一次",
                "repeats entry " + other.entry() + " (" + other.department() + ")");
        return true;
    }

    private void clash(RawRow row, Stood now, @Nullable Stood base, String field, CellValue mine, Plan.Line line) {
        clashes.add(new Plan.Clash(
                now.entry() + "/" + field,
                row.number(),
                now.entry(),
                field,
                Addresses.of(row.number(), column(field)),
                base == null ? null : shown(base, field),
                Shown.of(mine),
                shown(now, field),
                now.confirmed(),
                new Plan.Line(
                        line.row(), Op.AMEND, line.entry(), line.revision(), null, new TreeMap<>(), new TreeMap<>()),
                mine));
    }

    /** Entries that went out with the file and are not in it any more. */
    private void takenOut() {
        for (var earlier : wentOut.values()) {
            var now = standing.get(earlier.entry());
            if (!earlier.department().equals(department) || inFile.contains(earlier.entry()) || now == null) {
                continue;
            }
            if (now.revision() == earlier.revision()) {
                removals.add(new Plan.Removal(now.entry(), now.revision(), label(now)));
            } else {
                clashes.add(new Plan.Clash(
                        now.entry() + "/",
                        0,
                        now.entry(),
                        null,
                        "",
                        label(earlier),
                        "",
                        label(now),
                        false,
                        new Plan.Line(0, Op.REMOVE, now.entry(), now.revision(), null, new TreeMap<>(), Map.of()),
                        null));
            }
        }
    }

    private int unchanged() {
        var touched = new HashSet<Integer>();
        lines.forEach(line -> touched.add(Objects.requireNonNullElse(line.entry(), 0)));
        removals.forEach(removal -> touched.add(removal.entry()));
        clashes.forEach(clash -> touched.add(clash.entry()));
        return (int) standing.values().stream()
                .filter(stood -> stood.department().equals(department) && !touched.contains(stood.entry()))
                .count();
    }

    private List<String> differences(Map<String, CellValue> read, Map<String, CellValue> cells) {
        return table.fields().stream()
                .map(Field::name)
                .filter(field -> read.containsKey(field) && !isSame(read.get(field), cells.get(field)))
                .toList();
    }

    private static boolean isSame(@Nullable CellValue one, @Nullable CellValue other) {
        if (isBlank(one) || isBlank(other)) {
            return isBlank(one) && isBlank(other);
        }
        return Objects.equals(one, other)
                || (other instanceof CellValue.Erased && Shown.of(one).contains(Shown.ERASED));
    }

    private static boolean isBlank(@Nullable CellValue value) {
        return value == null || value instanceof CellValue.Blank;
    }

    private java.util.Optional<List<String>> key(Map<String, CellValue> cells) {
        var key = new ArrayList<String>();
        for (var field : table.key()) {
            if (isBlank(cells.get(field))) {
                return java.util.Optional.empty();
            }
            key.add(Shown.of(cells.get(field)));
        }
        return java.util.Optional.of(List.copyOf(key));
    }

    private static String shown(Stood stood, String field) {
        return Objects.requireNonNullElse(
                stood.covered().get(field), Shown.of(stood.cells().get(field)));
    }

    private String label(Stood stood) {
        return table.key().stream().map(field -> shown(stood, field)).collect(Collectors.joining(" / "));
    }

    private String label(Map<String, CellValue> cells) {
        return table.key().stream().map(field -> Shown.of(cells.get(field))).collect(Collectors.joining(" / "));
    }

    private int column(String field) {
        return Objects.requireNonNullElse(layout.columns().get(field), firstColumn());
    }

    private int firstColumn() {
        return layout.columns().values().stream()
                .mapToInt(Integer::intValue)
                .min()
                .orElse(0);
    }

    private void bad(int row, @Nullable String field, String rule, String zh, String en) {
        var title = field == null ? "" : "“" + table.field(field).map(Field::zh).orElse(field) + "”";
        judgedBad(row, field, rule, title + zh, (title.isEmpty() ? "the row " : title + " ") + en);
    }

    private void judgedBad(int row, @Nullable String field, String rule, String zh, String en) {
        int column = field == null ? firstColumn() : column(field);
        faults.add(new Plan.Bad(row, field, Addresses.of(row, column), rule, zh, en));
    }
}
