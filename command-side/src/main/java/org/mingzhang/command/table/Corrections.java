package org.mingzhang.command.table;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.CorrectionEvent.CorrectionProposed;

/** 待处理的更正: proposals that nobody has decided yet. It keeps no values, only a keyed hash to know them again. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Corrections {

    /**
     * A proposal.
     *
     * @param fields disputed cells
     * @param by the teacher
     */
    record Open(String department, int entry, Set<String> fields, String digest, String reason, String by) {}

    private Map<String, Open> open = new TreeMap<>();

    /** The proposal, if it still waits. */
    Open find(String correction) {
        var found = open.get(correction);
        if (found == null) {
            throw new Refusal(Rule.NO_SUCH_CORRECTION, correction);
        }
        return found;
    }

    /** A cell has one proposal at a time. */
    void mustNotWaitFor(int entry, Collection<String> fields) {
        if (open.values().stream()
                .anyMatch(one -> one.entry == entry && one.fields.stream().anyMatch(fields::contains))) {
            throw new Refusal(Rule.CORRECTION_WAITS, entry);
        }
    }

    /** A share is handed over once every proposal in it was decided. */
    void mustBeDecided(String department) {
        var entries = open.values().stream()
                .filter(one -> one.department.equals(department))
                .map(one -> Integer.toString(one.entry))
                .distinct()
                .toList();
        if (!entries.isEmpty()) {
            throw new Refusal(Rule.CORRECTIONS_OPEN, String.join("、", entries)).with("entries", entries);
        }
    }

    /** Keyed hash over the cells of a proposal. */
    static String digest(TableKey table, int entry, Map<String, CellValue> plain, KeyedHash hash) {
        return hash.of(
                "correction",
                table.toString(),
                Integer.toString(entry),
                EventJson.mapper().writeValueAsString(new TreeMap<>(plain)));
    }

    void add(CorrectionProposed proposed) {
        open.put(
                proposed.correction(),
                new Open(
                        proposed.department(),
                        proposed.entry(),
                        Set.copyOf(proposed.changes().keySet()),
                        proposed.digest(),
                        proposed.reason(),
                        proposed.by()));
    }

    /** The fields of a proposal that is decided and waits no more. */
    Collection<String> remove(String correction) {
        var gone = open.remove(correction);
        return gone == null ? List.of() : gone.fields;
    }

    /** An entry that is gone has nothing left to correct. */
    void removeOf(int entry) {
        open.values().removeIf(one -> one.entry == entry);
    }
}
