package org.mingzhang.command.inspection;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Passwords;
import org.mingzhang.command.Positions;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.org.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 督查事项: opened, asked about, answered, noted, rated and closed. */
@RestController
@RequestMapping("/api/v1")
class InspectionController {

    private static final int MOST_POSITIONS = 200;

    private final Commands commands;
    private final Permissions permissions;
    private final Passwords passwords;
    private final Positions positions;
    private final Directory directory;
    private final AssignmentBook book;

    InspectionController(
            Commands commands,
            Permissions permissions,
            Passwords passwords,
            Positions positions,
            Directory directory,
            AssignmentBook book) {
        this.commands = commands;
        this.permissions = permissions;
        this.passwords = passwords;
        this.positions = positions;
        this.directory = directory;
        this.book = book;
    }

    /**
     * A matter.
     *
     * @param department code of the department it concerns; absent if it concerns none alone
     * @param positions ledger positions of the events it is about, at most 200
     */
    record Matter(
            @Nullable Integer year,
            @Nullable String department,
            @Nullable String matter,
            @Nullable List<Long> positions) {}

    record Opened(String inspection) {}

    record Question(@Nullable String staffNo, @Nullable String text) {}

    record Words(@Nullable String text) {}

    record Accountability(
            @Nullable String staffNo,
            @Nullable String document,
            @Nullable String text,
            @Nullable String password) {}

    @PostMapping("/inspections")
    ResponseEntity<Opened> open(@RequestBody Matter matter, Act act) {
        inspector(act);
        var college = directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP));
        var campaign = new CampaignKey(college, Objects.requireNonNullElse(matter.year(), 0));
        if (book.campaign(campaign).isEmpty()) {
            throw new Refusal(Rule.NOT_FOUND);
        }
        var department = blankToNull(matter.department());
        if (department != null && directory.department(department).isEmpty()) {
            throw new Refusal(Rule.NOT_FOUND);
        }
        var about = Objects.requireNonNullElse(matter.positions(), List.<Long>of());
        long head = positions.head();
        if (about.size() > MOST_POSITIONS || about.stream().anyMatch(each -> each < 1 || each > head)) {
            throw new Refusal(Rule.UNREADABLE, "/positions");
        }
        var id = Objects.requireNonNull(act.key());
        var done = commands.send(
                new InspectionCommand.Open(id, campaign, department, text(matter.matter()), about, act.by()), act);
        return ResponseEntity.created(URI.create("/api/v1/inspections/" + id))
                .header(Answer.LEDGER_POSITION, Long.toString(done.position()))
                .body(new Opened(id));
    }

    @PostMapping("/inspections/{inspection}/questions")
    ResponseEntity<Void> ask(@PathVariable String inspection, @RequestBody Question question, Act act) {
        inspector(act);
        return Answer.done(commands.send(
                new InspectionCommand.Ask(inspection, text(question.staffNo()), text(question.text()), act.by()), act));
    }

    @PostMapping("/inspections/{inspection}/questions/{question}/answer")
    ResponseEntity<Void> answer(
            @PathVariable String inspection, @PathVariable int question, @RequestBody Words words, Act act) {
        return Answer.done(
                commands.send(new InspectionCommand.Answer(inspection, question, text(words.text()), act.by()), act));
    }

    @PostMapping("/inspections/{inspection}/notes")
    ResponseEntity<Void> note(@PathVariable String inspection, @RequestBody Words words, Act act) {
        inspector(act);
        return Answer.done(
                commands.send(new InspectionCommand.RecordFact(inspection, text(words.text()), act.by()), act));
    }

    @PostMapping("/inspections/{inspection}/accountability")
    ResponseEntity<Void> holdToAccount(@PathVariable String inspection, @RequestBody Accountability held, Act act) {
        inspector(act);
        passwords.confirm(act, Objects.requireNonNullElse(held.password(), ""));
        return Answer.done(commands.send(
                new InspectionCommand.HoldToAccount(
                        inspection,
                        text(held.staffNo()),
                        text(held.document()),
                        text(held.text()),
                        act.post(),
                        act.by()),
                act));
    }

    @PostMapping("/inspections/{inspection}/assessment")
    ResponseEntity<Void> assess(@PathVariable String inspection, @RequestBody Words words, Act act) {
        inspector(act);
        return Answer.done(
                commands.send(new InspectionCommand.Appraise(inspection, text(words.text()), act.by()), act));
    }

    @PostMapping("/inspections/{inspection}/closing")
    ResponseEntity<Void> close(@PathVariable String inspection, @RequestBody Words words, Act act) {
        inspector(act);
        return Answer.done(commands.send(new InspectionCommand.Close(inspection, text(words.text()), act.by()), act));
    }

    private void inspector(Act act) {
        if (!permissions.has(act, Role.INSPECTOR)) {
            throw new Refusal(Rule.ROLE_REQUIRED);
        }
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    private static @Nullable String blankToNull(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }
}
