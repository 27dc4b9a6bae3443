package org.mingzhang.query.table;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.correction.Confirmations;
import org.mingzhang.query.correction.Corrections;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 更正与确认 for those who see the entries: what teachers dispute, where imported values came from, what is confirmed. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}")
class CorrectionController {

    /**
     * A proposal.
     *
     * @param changes each disputed cell as it stands now and as the teacher says it is
     * @param evidence id of the evidence named; null if none
     * @param state OPEN, ACCEPTED, REJECTED, WITHDRAWN or GONE
     */
    record Proposal(
            String correction,
            int entry,
            String department,
            @Nullable Who by,
            Instant at,
            String reason,
            @Nullable String evidence,
            String state,
            List<Changes.Change> changes,
            @Nullable Who decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decidedReason) {}

    record Proposals(List<Proposal> items) {}

    /**
     * Where an imported value came from.
     *
     * @param file the imported file's name
     * @param row its row in the file, from 1
     */
    record Brought(
            @Nullable Who by,
            Instant at,
            @Nullable String file,
            @Nullable Integer row) {}

    /**
     * How an entry that a teacher answers for stands.
     *
     * @param confirmed whether its teacher has confirmed every cell as it stands
     * @param fallen cells that changed since the confirmation and are to be confirmed again
     * @param imported cells that somebody else's import brought, which the teacher disputes and does not overwrite
     */
    record Standing(
            int entry,
            int revision,
            @Nullable String owner,
            boolean confirmed,
            List<String> fallen,
            Map<String, Brought> imported,
            List<Proposal> corrections) {}

    private final Tables tables;
    private final Entries entries;
    private final Corrections corrections;
    private final Confirmations confirmations;
    private final Organisation organisation;
    private final Reads reads;

    CorrectionController(
            Tables tables,
            Entries entries,
            Corrections corrections,
            Confirmations confirmations,
            Organisation organisation,
            Reads reads) {
        this.tables = tables;
        this.entries = entries;
        this.corrections = corrections;
        this.confirmations = confirmations;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/corrections")
    ResponseEntity<Proposals> list(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var position = reads.now(minPosition, Views.TABLE, Views.PROGRESS);
        var table = tables.key(year, code);
        var sight = tables.sight(principal, table);
        var found = corrections.of(table).stream()
                .filter(each -> department == null || department.equals(each.department()))
                .filter(each -> state == null || state.equals(each.state()))
                .filter(each -> sight.sees(each.department(), each.by()))
                .toList();
        return Reads.ok(position).body(new Proposals(shown(sight, table, found, position)));
    }

    @GetMapping("/entries/{id}/standing")
    ResponseEntity<Standing> standing(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable int id,
            @RequestParam(required = false) @Nullable Long minPosition) {
        var position = reads.now(minPosition, Views.TABLE, Views.PROGRESS);
        var table = tables.key(year, code);
        var sight = tables.sight(principal, table);
        var entry = entries.find(table, id, position)
                .filter(sight::sees)
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var state = confirmations.of(table, id);
        return Reads.ok(position)
                .body(new Standing(
                        id,
                        entry.revision(),
                        entry.owner(),
                        state.confirmed(),
                        state.fallen(),
                        brought(table, entry, position),
                        shown(sight, table, corrections.of(table, id), position)));
    }

    /** The same reading of history as the law's: an import over the teacher's head brings, taking it back frees again. */
    private Map<String, Brought> brought(TableKey table, Entry entry, long position) {
        var owner = entry.owner();
        if (owner == null) {
            return Map.of();
        }
        var versions = entries.versions(table, entry.id(), position);
        var names =
                organisation.names(versions.stream().map(Entries.Version::by).toList());
        var brought = new LinkedHashMap<String, Brought>();
        for (var version : versions) {
            if (version.how().equals("IMPORTED") && !version.by().equals(owner)) {
                var source = version.source();
                var from = new Brought(
                        names.of(version.by()), version.at(), source == null ? null : source.file(), version.row());
                version.changed().forEach(field -> brought.put(field, from));
            } else if (version.how().equals("RESTORED")) {
                version.changed().forEach(brought::remove);
            }
        }
        return brought;
    }

    private List<Proposal> shown(Sight sight, TableKey table, List<Corrections.Proposal> found, long position) {
        var people = new ArrayList<String>();
        for (var each : found) {
            people.add(each.by());
            if (each.decidedBy() != null) {
                people.add(each.decidedBy());
            }
        }
        var names = organisation.names(people);
        return found.stream()
                .map(each -> new Proposal(
                        each.correction(),
                        each.entry(),
                        each.department(),
                        names.of(each.by()),
                        each.at(),
                        each.reason(),
                        each.evidence(),
                        each.state(),
                        changes(sight, table, each, position),
                        names.of(each.decidedBy()),
                        each.decidedAt(),
                        each.decidedReason()))
                .toList();
    }

    private List<Changes.Change> changes(Sight sight, TableKey table, Corrections.Proposal proposal, long position) {
        var now = entries.find(table, proposal.entry(), position)
                .map(Entry::cells)
                .orElseGet(TreeMap::new);
        var mask = sight.mask(proposal.department(), proposal.by());
        return sight.table().fields().stream()
                .filter(field -> proposal.changes().containsKey(field.name()))
                .map(field -> new Changes.Change(
                        field.name(),
                        field.zh(),
                        mask.show(field, now.get(field.name())),
                        mask.show(field, proposal.changes().get(field.name()))))
                .toList();
    }
}
