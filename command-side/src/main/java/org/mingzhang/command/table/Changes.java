package org.mingzhang.command.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Changed;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.command.table.ChangeEntries.Row;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Cells;
import org.mingzhang.events.KeyHashes;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.CellProblem;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Judge;
import org.mingzhang.events.catalogue.Normalised;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.table.EntryEvent;
import org.mingzhang.events.table.EntryEvent.AsWritten;
import org.mingzhang.events.table.EntryEvent.BatchClosed;
import org.mingzhang.events.table.EntryEvent.CarriedFrom;
import org.mingzhang.events.table.EntryEvent.EntriesCarried;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.events.table.EntryEvent.Origin;
import org.mingzhang.events.table.EntryEvent.ValuesTidied;
import org.mingzhang.events.table.How;

/** 一次填报: the changes of one act, judged together and made together. Reads the register of entries, never writes it. */
final class Changes {

    /** Below this the threads cost more than they save. */
    private static final int WORTH_SHARING = 200;

    private static final int MADE_AT_A_TIME = 1_024;

    /** How many places that refer to a removed entry are said in words, and how many are listed. */
    private static final int REFERRERS_IN_WORDS = 5;

    private static final int REFERRERS_NAMED = 100;

    /** An event stays small enough to be shown and proven on its own. */
    private static final int TIDIED_IN_ONE_EVENT = 500;

    private final ChangeEntries act;
    private final Catalogue catalogue;
    private final Table table;
    private final KeyedHash hash;
    private final Entries entries;
    private final Set<String> personal;
    private final List<One> all;

    /**
     * One change, resolved.
     *
     * @param number the entry it concerns; when adding, the number it will have
     * @param owner the teacher whose own entry it is; null if none
     * @param entry what stands there; null when adding
     * @param raw what was written, by field, where it is kept in another form
     */
    record One(
            Op op,
            int index,
            int number,
            String department,
            @Nullable String owner,
            Entries.@Nullable Entry entry,
            Change change,
            Cells cells,
            SortedMap<String, String> key,
            List<CellProblem> problems,
            SortedMap<String, String> raw) {

        String reason() {
            return change.reason();
        }

        /** Cells it would change, or take away, that an import brought. */
        private List<String> brought() {
            var given = Objects.requireNonNull(entry).given().keySet();
            return given.stream()
                    .filter(field -> op == Op.REMOVE || cells.containsKey(field))
                    .sorted()
                    .toList();
        }

        /** The entry's revision once it is changed. */
        int revision() {
            return entry == null ? 1 : entry.revision() + 1;
        }

        /** Its row in the pasted block or file, from 1. */
        int row() {
            return Objects.requireNonNullElse(change.row(), index + 1);
        }

        int seen() {
            return Objects.requireNonNullElse(change.ifRevision(), 0);
        }

        boolean isMerged() {
            return entry != null && seen() < entry.revision();
        }
    }

    Changes(ChangeEntries act, Catalogue catalogue, KeyedHash hash, Entries entries) {
        this.act = act;
        this.catalogue = catalogue;
        this.table = catalogue.table(act.table().code()).orElseThrow();
        this.hash = hash;
        this.entries = entries;
        this.personal = table.personalFields().stream().map(Field::name).collect(Collectors.toSet());
        var firstNew = entries.next();
        var added = 0;
        var numbers = new int[act.changes().size()];
        for (int i = 0; i < numbers.length; i++) {
            var change = act.changes().get(i);
            numbers[i] = change.op() == Op.ADD ? firstNew + added++ : Objects.requireNonNullElse(change.entry(), 0);
        }
        var indexes = IntStream.range(0, numbers.length);
        this.all = (numbers.length < WORTH_SHARING ? indexes : indexes.parallel())
                .mapToObj(i -> resolve(i, numbers[i], act.changes().get(i)))
                .toList();
    }

    private One resolve(int index, int number, Change change) {
        var entry = change.op() == Op.ADD ? null : entries.find(number);
        var department = entry != null ? entry.department() : Objects.requireNonNullElse(act.department(), "");
        if (change.op() == Op.REMOVE) {
            return new One(
                    Op.REMOVE,
                    index,
                    number,
                    department,
                    entry == null ? null : entry.owner(),
                    entry,
                    change,
                    Cells.copyOf(Map.of()),
                    new TreeMap<>(),
                    List.of(),
                    new TreeMap<>());
        }
        var judged = Judge.judge(catalogue, table, change.values());
        var cells = judged.cells();
        if (change.op() == Op.ADD) {
            cells = cells.only(value -> !(value instanceof CellValue.Blank));
        }
        return new One(
                change.op(),
                index,
                number,
                department,
                change.op() == Op.ADD ? ownerOfNew(change) : entry == null ? null : entry.owner(),
                entry,
                change,
                cells,
                keyOf(cells),
                judged.problems(),
                raw(change, judged.notes()));
    }

    /** What was written where something else is kept: in the file, or else as it came here. */
    private static SortedMap<String, String> raw(Change change, List<Normalised> notes) {
        if (notes.isEmpty() && change.raw().isEmpty()) {
            return Collections.emptySortedMap();
        }
        var raw = new TreeMap<>(change.raw());
        notes.forEach(note -> raw.putIfAbsent(note.field(), note.from()));
        return raw;
    }

    /** In a per-teacher table whoever adds an entry adds the own one, unless a collector names the teacher. */
    private @Nullable String ownerOfNew(Change change) {
        if (!table.perTeacher()) {
            return null;
        }
        return Objects.requireNonNullElse(change.owner(), act.by());
    }

    private SortedMap<String, String> keyOf(Map<String, CellValue> cells) {
        var key = new TreeMap<String, String>();
        for (var field : table.key()) {
            var written = written(cells.get(field));
            if (written != null) {
                key.put(field, hash.of(table.name() + "." + field, written));
            }
        }
        return KeyHashes.copyOf(key);
    }

    private static @Nullable String written(@Nullable CellValue value) {
        if (value instanceof CellValue.Text text) {
            return text.text();
        }
        if (value instanceof CellValue.Whole whole) {
            return Long.toString(whole.number());
        }
        return value instanceof CellValue.Flag flag ? Boolean.toString(flag.yes()) : null;
    }

    List<One> all() {
        return all;
    }

    void mustNameEntries() {
        if (all.isEmpty()) {
            throw new Refusal(Rule.BATCH_EMPTY);
        }
        for (var one : all) {
            if (one.op != Op.ADD && one.entry == null) {
                throw new Refusal(Rule.NO_SUCH_ENTRY, one.number);
            }
            if (one.op == Op.AMEND && one.change.values().isEmpty()) {
                throw new Refusal(Rule.BATCH_EMPTY);
            }
        }
        var amended =
                all.stream().filter(one -> one.op != Op.ADD).map(One::number).toList();
        if (amended.size() != amended.stream().distinct().count()) {
            throw new Refusal(Rule.BATCH_NAMES_ENTRY_TWICE);
        }
    }

    /** Type, code and range of every cell; all problems are told at once. */
    void mustBeWellFormed() {
        refuseIfAny(
                Rule.VALUES_REFUSED,
                all.stream()
                        .flatMap(one -> one.problems.stream()
                                .map(problem -> new Refusal.Cell(
                                        pointer(one, problem.field()),
                                        problem.field(),
                                        problem.rule(),
                                        problem.zh(),
                                        problem.en())))
                        .toList());
    }

    /** Cells of one entry that different people changed merge; the same cell does not. */
    void mustNotConflict() {
        var conflicts = new ArrayList<Refusal.Cell>();
        for (var one : all) {
            var entry = one.entry;
            if (entry == null || one.seen() == entry.revision()) {
                continue;
            }
            var fields = one.op == Op.REMOVE || one.seen() > entry.revision()
                    ? new ArrayList<>(entry.amended().keySet())
                    : entry.changedSince(one.seen(), one.cells.keySet());
            if (one.seen() > entry.revision() && fields.isEmpty()) {
                fields.addAll(one.cells.keySet());
            }
            for (var field : fields) {
                conflicts.add(new Refusal.Cell(
                        pointer(one, field),
                        field,
                        Rule.CELL_CONFLICT.code(),
                        "第 " + one.number + " 条记录的“" + title(field) + "”已被他人修改，请核对后再保存",
                        "somebody else has changed “" + title(field) + "” of entry " + one.number
                                + "; look at both values and save again"));
            }
        }
        refuseIfAny(Rule.CELL_CONFLICT, conflicts);
    }

    /** What other tables refer to is not removed under their feet. */
    void mustLeaveNothingDangling() {
        var found = act.referrers();
        if (!found.isEmpty()) {
            var places = found.stream()
                    .map(each -> each.table() + "《" + each.tableName() + "》" + each.departmentName())
                    .distinct()
                    .limit(REFERRERS_IN_WORDS)
                    .collect(Collectors.joining("、"));
            throw new Refusal(Rule.STILL_REFERRED_TO, found.get(0).entry(), found.size(), places)
                    .with("referrers", found.stream().limit(REFERRERS_NAMED).toList());
        }
    }

    /**
     * A share reports a thing once. What another department reports as well is a finding for both, not for one of them to be
     * turned away: see {@link Submission#keysMustBeUnique}.
     */
    void mustKeepKeysUnique() {
        var repeated = new ArrayList<Refusal.Cell>();
        var taken = new HashMap<InShare, Integer>();
        var freed = new TreeSet<Integer>();
        all.stream().filter(one -> one.op != Op.ADD).forEach(one -> freed.add(one.number));
        for (var one : all) {
            if (one.op == Op.REMOVE) {
                continue;
            }
            var key = keyAfter(one);
            if (key.size() < table.key().size()) {
                continue;
            }
            var earlier = taken.put(new InShare(one.department, key), one.number);
            var other = earlier;
            for (var number : entries.withKey(key)) {
                if (number != one.number && !freed.contains(number) && entries.standsIn(number, one.department)) {
                    other = number;
                    break;
                }
            }
            if (other != null) {
                repeated.add(repetition(one, other));
            }
        }
        refuseIfAny(Rule.VALUES_REFUSED, repeated);
    }

    /** A business key within one share. */
    private record InShare(String department, SortedMap<String, String> key) {}

    private Refusal.Cell repetition(One one, int other) {
        var field = table.key().get(0);
        var titles = table.keyTitles();
        return new Refusal.Cell(
                pointer(one, field),
                field,
                Rule.DUPLICATE_KEY.code(),
                titles + "与第 " + other + " 条记录重复；同一事项只填一次，请修改或删除其中一条",
                titles + " repeat entry " + other + "; report a thing once: amend or remove one of the two");
    }

    /** What an import brought of a teacher's entry the teacher disputes and does not overwrite. */
    void mustNotOverwriteWhatWasBrought() {
        refuseIfAny(
                Rule.VALUE_IMPORTED,
                all.stream()
                        .filter(one -> one.entry != null && act.by().equals(one.owner))
                        .flatMap(one -> one.brought().stream()
                                .map(field -> new Refusal.Cell(
                                        pointer(one, field),
                                        field,
                                        Rule.VALUE_IMPORTED.code(),
                                        "“" + title(field) + "”由人事等部门统一导入；有误请“提出更正”，不能直接修改",
                                        "“" + title(field)
                                                + "” was imported; propose a correction instead of overwriting it")))
                        .toList());
    }

    private SortedMap<String, String> keyAfter(One one) {
        if (one.entry == null) {
            return one.key;
        }
        var key = new TreeMap<>(one.entry.key());
        key.keySet().removeAll(one.cells.keySet());
        key.putAll(one.key);
        return key;
    }

    private static void refuseIfAny(Rule rule, Collection<Refusal.Cell> cells) {
        if (!cells.isEmpty()) {
            throw new Refusal(rule, List.copyOf(cells), cells.size());
        }
    }

    private String pointer(One one, String field) {
        var at = act.batch() == null ? "" : (act.how() == How.IMPORTED ? "/rows/" : "/changes/") + one.index;
        return at + "/values/" + field;
    }

    private String title(String field) {
        return table.field(field).map(found -> found.zh()).orElse(field);
    }

    /**
     * Tells what happened, once everything was found to be in order; a batch ends with one event that closes it. So many events
     * are made at a time that they are still near the processor when they are applied and written.
     */
    void forEachEvent(Instant at, Consumer<EntryEvent> each) {
        var batch = act.batch();
        for (int first = 0; first < all.size(); first += MADE_AT_A_TIME) {
            var some = all.subList(first, Math.min(first + MADE_AT_A_TIME, all.size()));
            (some.size() < WORTH_SHARING ? some.stream() : some.parallelStream())
                    .map(one -> event(one, batch == null ? null : new Origin(batch, one.row()), at))
                    .toList()
                    .forEach(each);
        }
        tidied(at).forEach(each);
        if (batch != null) {
            each.accept(closing(batch, at));
        }
    }

    /** What was written in cells that are kept in another form. */
    private List<ValuesTidied> tidied(Instant at) {
        var events = new ArrayList<ValuesTidied>();
        var open = new ArrayList<AsWritten>();
        for (var one : all) {
            if (!one.raw.isEmpty()) {
                open.add(new AsWritten(one.number, one.revision(), protect(one, texts(one.raw))));
                if (open.size() == TIDIED_IN_ONE_EVENT) {
                    events.add(tidied(open, one.department, at));
                    open.clear();
                }
            }
        }
        if (!open.isEmpty()) {
            events.add(tidied(open, all.get(0).department, at));
        }
        return events;
    }

    private ValuesTidied tidied(List<AsWritten> entries, String department, Instant at) {
        return new ValuesTidied(act.table(), department, act.batch(), entries, act.by(), at);
    }

    private static Cells texts(Map<String, String> raw) {
        var texts = new Cells.Builder(raw.size());
        raw.forEach((field, text) -> texts.put(field, CellValue.text(text)));
        return texts.build();
    }

    /** Where the added entries came from, if they were carried from last year. */
    Optional<EntriesCarried> carried(Instant at) {
        var carry = act.carried();
        var batch = act.batch();
        if (carry == null || batch == null) {
            return Optional.empty();
        }
        var links = IntStream.range(0, all.size())
                .mapToObj(i -> new CarriedFrom(
                        all.get(i).number,
                        carry.links().get(i).fromEntry(),
                        carry.links().get(i).fromRevision()))
                .toList();
        return Optional.of(
                new EntriesCarried(act.table(), all.get(0).department, batch, carry.from(), links, act.by(), at));
    }

    private EntryEvent event(One one, @Nullable Origin origin, Instant at) {
        var entry = one.entry;
        if (entry == null) {
            return new EntryAdded(
                    act.table(),
                    one.department,
                    one.number,
                    one.key,
                    one.owner,
                    protect(one, one.cells),
                    act.how(),
                    origin,
                    act.by(),
                    at);
        }
        if (one.op == Op.REMOVE) {
            return new EntryRemoved(
                    act.table(),
                    one.department,
                    one.number,
                    one.revision(),
                    one.reason(),
                    act.how(),
                    origin,
                    act.by(),
                    at);
        }
        return new EntryAmended(
                act.table(),
                one.department,
                one.number,
                one.revision(),
                one.key,
                protect(one, one.cells),
                one.reason(),
                act.how(),
                origin,
                act.by(),
                at);
    }

    /** The cells of a single change as they go into the ledger. */
    Cells protectedCells() {
        return protect(all.get(0), all.get(0).cells);
    }

    /** Values of an entry as they go into the ledger: the personal ones as those of the person the entry is about. */
    private Cells protect(One one, Cells values) {
        var known = one.entry == null ? null : one.entry.person();
        var person = Persons.of(act.table(), table, one.cells, known, one.number, hash);
        return values.mapped((field, value) -> personal.contains(field) ? Persons.protect(value, person) : value);
    }

    private BatchClosed closing(String batch, Instant at) {
        return new BatchClosed(
                act.table(),
                all.get(0).department,
                batch,
                act.how(),
                count(Op.ADD),
                count(Op.AMEND),
                count(Op.REMOVE),
                act.source(),
                act.by(),
                at);
    }

    private int count(Op op) {
        return (int) all.stream().filter(one -> one.op == op).count();
    }

    /** What the person is told. To be asked before the events are applied, for the register changes with them. */
    Changed outcome() {
        return new Changed(all.stream()
                .map(one -> new Row(one.number, one.revision(), one.isMerged(), List.copyOf(one.raw.keySet())))
                .toList());
    }
}
