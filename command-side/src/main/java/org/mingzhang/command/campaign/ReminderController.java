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
import org.springframework.web.bind.annotation.RestController;

/** 催办 by hand, at most once per person in four hours. */
@RestController
class ReminderController {

    private final Commands commands;
    private final Permissions permissions;
    private final Directory directory;

    ReminderController(Commands commands, Permissions permissions, Directory directory) {
        this.commands = commands;
        this.permissions = permissions;
        this.directory = directory;
    }

    /**
     * Whom to remind.
     *
     * @param people staff numbers; absent for everybody for whom something waits
     * @param note words to go with it; may be absent
     */
    record Wanted(@Nullable List<String> people, @Nullable String note) {}

    @PostMapping("/api/v1/campaigns/{year}/reminders")
    ResponseEntity<RemindPeople.Reminded> remind(@PathVariable int year, @RequestBody Wanted wanted, Act act) {
        permissions.office(act);
        var college = directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP));
        var command = new RemindPeople(
                new CampaignKey(college, year),
                Objects.requireNonNullElse(wanted.people(), List.of()),
                Objects.requireNonNullElse(wanted.note(), "").strip(),
                act.by());
        var done = commands.send(command, RemindPeople.Reminded.class, act);
        return Answer.ok(done);
    }
}
