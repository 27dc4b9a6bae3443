package org.mingzhang.command.campaign;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.events.CampaignKey;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 整改: what the office and the departments do about the findings of the binding runs. */
@RestController("mendingFindings")
@RequestMapping("/api/v1/campaigns/{year}")
class FindingController {

    private final Commands commands;
    private final Permissions permissions;
    private final Directory directory;

    FindingController(Commands commands, Permissions permissions, Directory directory) {
        this.commands = commands;
        this.permissions = permissions;
        this.directory = directory;
    }

    /**
     * What is sent.
     *
     * @param findings ids; absent or empty for all that nobody was sent yet
     */
    record Sending(
            @Nullable List<String> findings, @Nullable String note) {}

    record Note(@Nullable String note) {}

    record Words(@Nullable String text) {}

    record Chosen(@Nullable List<String> findings) {}

    record Reason(@Nullable String reason) {}

    /**
     * 容许.
     *
     * @param number how many failures are let be; 0 ends the tolerance
     * @param lastYear last collection year; absent for this one
     */
    record Tolerance(
            @Nullable Integer number,
            @Nullable String reason,
            @Nullable Integer lastYear) {}

    /**
     * 规则问题.
     *
     * @param faulty false where the rule is right after all
     */
    record Judgement(@Nullable Boolean faulty, @Nullable String reason) {}

    @PostMapping("/findings/notices")
    ResponseEntity<Void> send(@PathVariable int year, @RequestBody Sending sending, Act act) {
        permissions.office(act);
        return done(new SendFindings(key(year), all(sending.findings()), text(sending.note()), act.by()), act);
    }

    @PostMapping("/findings/{finding}/notice")
    ResponseEntity<Void> sendOne(
            @PathVariable int year, @PathVariable String finding, @RequestBody Note note, Act act) {
        permissions.office(act);
        return done(new SendFindings(key(year), List.of(finding), text(note.note()), act.by()), act);
    }

    @PostMapping("/findings/{finding}/explanation")
    ResponseEntity<Void> explain(
            @PathVariable int year, @PathVariable String finding, @RequestBody Words words, Act act) {
        return done(new ExplainFinding(key(year), finding, text(words.text()), act.by()), act);
    }

    @PostMapping("/findings/acceptances")
    ResponseEntity<Void> accept(@PathVariable int year, @RequestBody Chosen chosen, Act act) {
        permissions.office(act);
        return done(new AcceptExplanations(key(year), all(chosen.findings()), act.by()), act);
    }

    @PostMapping("/findings/{finding}/rejection")
    ResponseEntity<Void> reject(
            @PathVariable int year, @PathVariable String finding, @RequestBody Reason reason, Act act) {
        permissions.office(act);
        return done(new RejectExplanation(key(year), finding, text(reason.reason()), act.by()), act);
    }

    @PostMapping("/findings/{finding}/tolerance")
    ResponseEntity<Void> tolerate(
            @PathVariable int year, @PathVariable String finding, @RequestBody Tolerance tolerance, Act act) {
        permissions.office(act);
        if (tolerance.number() == null) {
            throw new Refusal(Rule.TOLERANCE_NUMBER, Rectification.MOST_LISTED - 1);
        }
        return done(
                new GrantTolerance(
                        key(year),
                        finding,
                        tolerance.number(),
                        text(tolerance.reason()),
                        Objects.requireNonNullElse(tolerance.lastYear(), year),
                        act.by()),
                act);
    }

    @PostMapping("/rules/{rule}/fault")
    ResponseEntity<Void> judge(
            @PathVariable int year, @PathVariable String rule, @RequestBody Judgement judgement, Act act) {
        permissions.office(act);
        return done(
                new JudgeRule(
                        key(year), rule, !Boolean.FALSE.equals(judgement.faulty()), text(judgement.reason()), act.by()),
                act);
    }

    /**
     * A new version of a rule, or a new rule. Absent members leave what the rule said so far.
     *
     * @param table number of the table of a new rule
     * @param expr in the rule language
     */
    record Version(
            @Nullable String table,
            @Nullable String severity,
            @Nullable String expr,
            @Nullable String words,
            @Nullable String message,
            @Nullable String reason) {}

    @PostMapping("/rules/{rule}/versions")
    ResponseEntity<Void> publish(
            @PathVariable int year, @PathVariable String rule, @RequestBody Version version, Act act) {
        permissions.office(act);
        return done(
                new PublishRule(
                        key(year),
                        rule,
                        version.table(),
                        version.severity(),
                        version.expr(),
                        version.words(),
                        version.message(),
                        text(version.reason()),
                        act.by()),
                act);
    }

    /** What a parameter is worth from now on, written as text. */
    record Value(@Nullable String value, @Nullable String reason) {}

    @PostMapping("/parameters/{parameter}")
    ResponseEntity<Void> set(
            @PathVariable int year, @PathVariable String parameter, @RequestBody Value value, Act act) {
        permissions.office(act);
        return done(new SetParameter(key(year), parameter, text(value.value()), text(value.reason()), act.by()), act);
    }

    private ResponseEntity<Void> done(CampaignCommand command, Act act) {
        return Answer.done(commands.send(command, act));
    }

    private CampaignKey key(int year) {
        return new CampaignKey(directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP)), year);
    }

    private static List<String> all(@Nullable List<String> given) {
        return given == null ? List.of() : List.copyOf(given);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
