package org.mingzhang.command.campaign;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Passwords;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.CampaignEvent;
import org.mingzhang.events.campaign.SignOffEvent;
import org.mingzhang.events.campaign.SubmissionEvent;
import org.mingzhang.events.org.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 签审与上报: presentation, signatures, submission, closing. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}")
class SignOffController {

    private final Commands commands;
    private final Passwords passwords;
    private final Permissions permissions;
    private final Directory directory;
    private final Witnessing witnessing;
    private final LeadersPapers papers;

    SignOffController(
            Commands commands,
            Passwords passwords,
            Permissions permissions,
            Directory directory,
            Witnessing witnessing,
            LeadersPapers papers) {
        this.papers = papers;
        this.witnessing = witnessing;
        this.commands = commands;
        this.passwords = passwords;
        this.permissions = permissions;
        this.directory = directory;
    }

    /**
     * A signature.
     *
     * @param packHash of the papers that the leader saw; absent for those of this moment
     */
    record Signature(
            @Nullable String contentHash,
            @Nullable String packHash,
            @Nullable String password,
            @Nullable String opinion) {}

    record Return(@Nullable List<String> tables, @Nullable String reason) {}

    record Submission(@Nullable String snapshot, @Nullable String receipt) {}

    record Reason(@Nullable String reason) {}

    @PostMapping("/presentation")
    ResponseEntity<PresentToLeaders.Presentation> present(@PathVariable int year, Act act) {
        permissions.office(act);
        return Answer.ok(
                commands.send(new PresentToLeaders(key(year), act.by()), PresentToLeaders.Presentation.class, act));
    }

    @PostMapping("/sign-offs")
    ResponseEntity<Void> sign(@PathVariable int year, @RequestBody Signature body, Act act) {
        passwords.confirm(act, Objects.requireNonNullElse(body.password(), ""));
        mustBeSeen(year, SignOffEvent.Presented.class);
        var papers = this.papers.hash(key(year));
        if (body.packHash() != null
                && !body.packHash().isBlank()
                && !body.packHash().strip().equals(papers)) {
            throw new Refusal(Rule.PAPERS_CHANGED);
        }
        return Answer.done(commands.send(
                new SignOff(key(year), text(body.contentHash()), papers, text(body.opinion()), act.by()), act));
    }

    @PostMapping("/sign-offs/return")
    ResponseEntity<Void> giveBack(@PathVariable int year, @RequestBody Return body, Act act) {
        return Answer.done(commands.send(
                new ReturnSignOff(
                        key(year), Objects.requireNonNullElse(body.tables(), List.of()), text(body.reason()), act.by()),
                act));
    }

    @PostMapping("/submission")
    ResponseEntity<Void> submit(@PathVariable int year, @RequestBody Submission body, Act act) {
        permissions.office(act);
        mustBeSeen(year, SubmissionEvent.SnapshotTaken.class);
        mustBeSeen(year, SignOffEvent.Signed.class);
        return Answer.done(commands.send(
                new RecordSubmission(key(year), text(body.snapshot()), text(body.receipt()), act.by()), act));
    }

    @PostMapping("/submission/confirmation")
    ResponseEntity<Void> confirm(@PathVariable int year, Act act) {
        permissions.office(act);
        return Answer.done(commands.send(new ConfirmSubmission(key(year), act.by()), act));
    }

    @PostMapping("/submission/return")
    ResponseEntity<Void> sentBack(@PathVariable int year, @RequestBody Reason body, Act act) {
        permissions.office(act);
        return Answer.done(commands.send(new ReturnSubmission(key(year), text(body.reason()), act.by()), act));
    }

    @PostMapping("/submission/return/confirmation")
    ResponseEntity<Void> agreeToReturn(@PathVariable int year, Act act) {
        if (!permissions.has(act, Role.LEADER, Role.FINAL_SIGNER)) {
            throw new Refusal(Rule.ROLE_REQUIRED);
        }
        return Answer.done(commands.send(new AgreeToReturn(key(year), act.by()), act));
    }

    @PostMapping("/closing")
    ResponseEntity<Void> close(@PathVariable int year, Act act) {
        permissions.office(act);
        return Answer.done(commands.send(new CloseCampaign(key(year), act.by()), act));
    }

    private void mustBeSeen(int year, Class<? extends CampaignEvent> event) {
        if (!witnessing.hasSeen(key(year), event)) {
            throw new Refusal(Rule.NOT_WITNESSED);
        }
    }

    private CampaignKey key(int year) {
        return new CampaignKey(directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP)), year);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
