package org.mingzhang.command.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;

/**
 * 接受导入: what the person decided, all or nothing.
 *
 * @param preview the plan that was looked at
 * @param choices which side counts, by the clash's id; every clash has one
 * @param removals whether entries that are not in the file any more are removed; must be said where there are any
 * @param reason the person's words; required once the share was ever submitted
 */
record Acceptance(
        String preview,
        @Nullable Map<String, Side> choices,
        @Nullable Boolean removals,
        @Nullable String reason) {

    /** Whose value counts. */
    enum Side {
        /** The file's. */
        MINE,
        /** What stands there. */
        THEIRS
    }

    /**
     * The changes that follow.
     *
     * @throws Refusal if the plan is another by now, has faults, or something is not decided
     */
    List<Change> changes(Plan plan, String digest) {
        if (!digest.equals(preview)) {
            throw new Refusal(Rule.IMPORT_OUTDATED);
        }
        if (!plan.faults().isEmpty()) {
            throw new Refusal(Rule.IMPORT_HAS_FAULTS, plan.faults().size());
        }
        mustBeDecided(plan);
        var written = written(plan);
        var amended = new LinkedHashMap<Integer, Plan.Line>();
        var changes = new ArrayList<Change>();
        plan.rows().forEach(line -> {
            if (line.entry() == null) {
                changes.add(change(line, written));
            } else {
                amended.put(line.entry(), line);
            }
        });
        plan.clashes().stream()
                .filter(clash -> side(clash) == Side.MINE)
                .forEach(clash -> chosen(clash, amended, changes, written));
        amended.values().forEach(line -> changes.add(change(line, written)));
        if (Boolean.TRUE.equals(removals)) {
            plan.removals()
                    .forEach(gone ->
                            changes.add(new Change(Op.REMOVE, gone.entry(), gone.revision(), null, Map.of(), words())));
        }
        if (changes.isEmpty()) {
            throw new Refusal(Rule.IMPORT_CHANGES_NOTHING);
        }
        return List.copyOf(changes);
    }

    private void mustBeDecided(Plan plan) {
        long open = plan.clashes().stream().filter(clash -> side(clash) == null).count();
        if (open > 0 || (!plan.removals().isEmpty() && removals == null)) {
            throw new Refusal(
                    Rule.IMPORT_UNDECIDED,
                    open,
                    removals == null ? plan.removals().size() : 0);
        }
    }

    private @Nullable Side side(Plan.Clash clash) {
        return choices == null ? null : choices.get(clash.id());
    }

    private void chosen(
            Plan.Clash clash,
            Map<Integer, Plan.Line> amended,
            List<Change> changes,
            Map<Integer, Map<String, String>> written) {
        var line = Objects.requireNonNull(clash.line());
        var field = clash.field();
        if (field == null) {
            changes.add(change(line, written));
            return;
        }
        var value = Objects.requireNonNull(clash.value());
        var before = amended.getOrDefault(clash.entry(), line);
        amended.put(clash.entry(), before.with(field, value, clash.theirs()));
    }

    /** What stood in cells of the file that were understood in another form, by row and field. */
    static Map<Integer, Map<String, String>> written(Plan plan) {
        var written = new HashMap<Integer, Map<String, String>>();
        plan.tidied()
                .forEach(each -> written.computeIfAbsent(each.row(), row -> new HashMap<>())
                        .putIfAbsent(each.field(), each.raw()));
        return written;
    }

    private Change change(Plan.Line line, Map<Integer, Map<String, String>> written) {
        var raw = new HashMap<>(written.getOrDefault(line.row(), Map.of()));
        raw.keySet().retainAll(line.values().keySet());
        return new Change(
                line.op(),
                line.entry(),
                line.revision(),
                line.owner(),
                new TreeMap<>(line.values()),
                line.op() == Op.ADD ? "" : words(),
                line.row() == 0 ? null : line.row(),
                raw);
    }

    private String words() {
        return Objects.requireNonNullElse(reason, "").strip();
    }
}
