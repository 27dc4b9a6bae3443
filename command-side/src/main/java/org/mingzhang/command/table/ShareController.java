package org.mingzhang.command.table;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.BeijingTime;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Passwords;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.ShareEvent.CellAt;
import org.mingzhang.events.table.ShareEvent.Explanation;
import org.mingzhang.events.table.TableStage;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 提交与审核: handing a share over, reporting it, reviewing it, sending it back, and joining the shares of a table. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}")
class ShareController {

    private final Commands commands;
    private final Directory directory;
    private final ShareReports reports;
    private final Passwords passwords;
    private final Permissions permissions;

    ShareController(
            Commands commands,
            Directory directory,
            ShareReports reports,
            Passwords passwords,
            Permissions permissions) {
        this.permissions = permissions;
        this.commands = commands;
        this.directory = directory;
        this.reports = reports;
        this.passwords = passwords;
    }

    /** Explanations of the warnings that stay. */
    record Handover(@Nullable List<Explanation> explanations) {}

    /** Words that say why. */
    record Reason(String reason) {}

    /** Words that say why, and the cells meant. */
    record Marked(String reason, @Nullable List<CellAt> cells) {}

    /**
     * The report to the supervising leader.
     *
     * @param leader staff number
     * @param heldAt when it took place
     * @param manner 当面, 电话, 会议 …
     */
    record Briefing(
            String leader,
            OffsetDateTime heldAt,
            String manner,
            @Nullable String note) {}

    /**
     * The reviewer's signature.
     *
     * @param contentHash the content the reviewer was shown
     * @param password entered again
     */
    /**
     * A reviewer's signature.
     *
     * @param opened which parts of the review page were opened: ALL, CHANGES, NOTES; absent for a program
     */
    record Signature(
            String contentHash, String password, @Nullable List<Part> opened) {}

    /** A part of the review page. */
    enum Part {
        ALL,
        CHANGES,
        NOTES
    }

    @PostMapping("/shares/{department}/submission")
    ResponseEntity<Void> submit(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Handover handover,
            Act act) {
        var table = key(year, code);
        return Answer.done(commands.send(
                new SubmitShare(
                        table,
                        department,
                        reports.report(table, department),
                        Objects.requireNonNullElse(handover.explanations(), List.of()),
                        act.by()),
                act));
    }

    /**
     * More time that is asked for.
     *
     * @param stage COLLECTION or REVIEW
     * @param until the last day
     */
    record Wish(
            @Nullable TableStage stage,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    @PostMapping("/shares/{department}/extension-request")
    ResponseEntity<Void> requestExtension(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Wish wish,
            Act act) {
        if (wish.stage() == null || wish.until() == null) {
            throw new Refusal(Rule.UNREADABLE, "/stage, /until");
        }
        return Answer.done(commands.send(
                new RequestExtension(
                        key(year, code),
                        department,
                        wish.stage(),
                        BeijingTime.endOf(wish.until()),
                        Objects.requireNonNullElse(wish.reason(), ""),
                        act.by()),
                act));
    }

    @PostMapping("/shares/{department}/extension-request/refusal")
    ResponseEntity<Void> declineExtension(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Wish wish,
            Act act) {
        permissions.office(act);
        if (wish.stage() == null) {
            throw new Refusal(Rule.UNREADABLE, "/stage");
        }
        return Answer.done(commands.send(
                new DeclineExtension(
                        key(year, code),
                        department,
                        wish.stage(),
                        Objects.requireNonNullElse(wish.reason(), ""),
                        act.by()),
                act));
    }

    @PostMapping("/shares/{department}/withdrawal")
    ResponseEntity<Void> withdraw(
            @PathVariable int year, @PathVariable String code, @PathVariable String department, Act act) {
        return Answer.done(commands.send(new WithdrawShare(key(year, code), department, act.by()), act));
    }

    @PostMapping("/shares/{department}/nil-return")
    ResponseEntity<Void> declareNil(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Reason reason,
            Act act) {
        return Answer.done(commands.send(new DeclareNil(key(year, code), department, reason.reason(), act.by()), act));
    }

    @PostMapping("/shares/{department}/review")
    ResponseEntity<Void> openReview(
            @PathVariable int year, @PathVariable String code, @PathVariable String department, Act act) {
        return Answer.done(commands.send(new OpenReview(key(year, code), department, act.by()), act));
    }

    @PostMapping("/shares/{department}/briefing")
    ResponseEntity<Void> brief(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Briefing briefing,
            Act act) {
        return Answer.done(commands.send(
                new RecordBriefing(
                        key(year, code),
                        department,
                        briefing.leader(),
                        briefing.heldAt().toInstant(),
                        briefing.manner(),
                        Objects.requireNonNullElse(briefing.note(), ""),
                        act.by()),
                act));
    }

    @PostMapping("/shares/{department}/briefing/confirmation")
    ResponseEntity<Void> confirmBriefing(
            @PathVariable int year, @PathVariable String code, @PathVariable String department, Act act) {
        return Answer.done(commands.send(new ConfirmBriefing(key(year, code), department, act.by()), act));
    }

    @PostMapping("/shares/{department}/briefing/contest")
    ResponseEntity<Void> contestBriefing(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Reason reason,
            Act act) {
        return Answer.done(
                commands.send(new ContestBriefing(key(year, code), department, reason.reason(), act.by()), act));
    }

    @PostMapping("/shares/{department}/approval")
    ResponseEntity<Void> approve(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Signature signature,
            Act act) {
        passwords.confirm(act, signature.password());
        return Answer.done(commands.send(
                new ApproveShare(
                        key(year, code), department, signature.contentHash(), opened(signature.opened()), act.by()),
                act));
    }

    private static List<String> opened(@Nullable List<Part> parts) {
        return parts == null
                ? List.of()
                : parts.stream().distinct().sorted().map(Enum::name).toList();
    }

    @PostMapping("/shares/{department}/return")
    ResponseEntity<Void> sendBack(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Marked marked,
            Act act) {
        return Answer.done(commands.send(
                new ReturnShare(
                        key(year, code),
                        department,
                        marked.reason(),
                        Objects.requireNonNullElse(marked.cells(), List.of()),
                        act.by()),
                act));
    }

    @PostMapping("/shares/{department}/reopening")
    ResponseEntity<Void> reopen(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Marked marked,
            Act act) {
        permissions.office(act);
        return Answer.done(commands.send(
                new ReopenShare(
                        key(year, code),
                        department,
                        marked.reason(),
                        Objects.requireNonNullElse(marked.cells(), List.of()),
                        act.by()),
                act));
    }

    @PostMapping("/shares/{department}/own-nil")
    ResponseEntity<Void> declareNilMyself(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Reason reason,
            Act act) {
        return Answer.done(
                commands.send(new DeclareNilMyself(key(year, code), department, reason.reason(), act.by()), act));
    }

    @PostMapping("/shares/{department}/teachers/{teacher}/excuse")
    ResponseEntity<Void> excuse(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @PathVariable String teacher,
            @RequestBody Reason reason,
            Act act) {
        return Answer.done(
                commands.send(new ExcuseTeacher(key(year, code), department, teacher, reason.reason(), act.by()), act));
    }

    @PostMapping("/consolidation")
    ResponseEntity<Void> consolidate(@PathVariable int year, @PathVariable String code, Act act) {
        return Answer.done(commands.send(new ConsolidateTable(key(year, code), act.by()), act));
    }

    private TableKey key(int year, String code) {
        var college = directory.college().orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        return new TableKey(college, year, code);
    }
}
