package org.mingzhang.command.table;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.TableKey;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** 提出更正: a teacher disputes imported values of the own entry; who answers for them accepts or rejects. */
@RestController("correctingEntries")
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}")
class CorrectionController {

    /**
     * A proposal.
     *
     * @param values disputed cells by field, as they should be; null for one that should be empty
     * @param evidence id of evidence of the entry; may be absent
     */
    record Proposal(
            Map<String, JsonNode> values,
            @Nullable String reason,
            @Nullable String evidence) {}

    /** The id under which a proposal is decided. */
    record Proposed(String correction) {}

    /** Why a proposal is not accepted. */
    record Reason(@Nullable String reason) {}

    private final Commands commands;
    private final Directory directory;
    private final StandingCorrections standing;

    CorrectionController(Commands commands, Directory directory, StandingCorrections standing) {
        this.commands = commands;
        this.directory = directory;
        this.standing = standing;
    }

    @PostMapping("/entries/{id}/corrections")
    ResponseEntity<Proposed> propose(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable int id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Proposal proposal,
            Act act) {
        var correction = Objects.requireNonNull(act.key());
        var done = commands.send(
                new ProposeCorrection(
                        key(year, code),
                        id,
                        Answer.ifMatch(ifMatch),
                        correction,
                        RequestedCells.of("/values", proposal.values()),
                        Objects.requireNonNullElse(proposal.reason(), "").strip(),
                        proposal.evidence(),
                        act.by()),
                act);
        return Answer.created(done, new Proposed(correction));
    }

    @PostMapping("/corrections/{correction}/acceptance")
    ResponseEntity<Void> accept(
            @PathVariable int year, @PathVariable String code, @PathVariable String correction, Act act) {
        var table = key(year, code);
        var changes =
                standing.changes(table, correction).orElseThrow(() -> new Refusal(Rule.NO_SUCH_CORRECTION, correction));
        return Answer.done(commands.send(new AcceptCorrection(table, correction, changes, act.by()), act));
    }

    @PostMapping("/corrections/{correction}/rejection")
    ResponseEntity<Void> reject(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String correction,
            @RequestBody Reason reason,
            Act act) {
        return Answer.done(commands.send(
                new RejectCorrection(
                        key(year, code),
                        correction,
                        Objects.requireNonNullElse(reason.reason(), "").strip(),
                        act.by()),
                act));
    }

    @PostMapping("/corrections/{correction}/withdrawal")
    ResponseEntity<Void> withdraw(
            @PathVariable int year, @PathVariable String code, @PathVariable String correction, Act act) {
        return Answer.done(commands.send(new WithdrawCorrection(key(year, code), correction, act.by()), act));
    }

    private TableKey key(int year, String code) {
        return new TableKey(directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP)), year, code);
    }
}
