package org.mingzhang.command.campaign;

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

/** 提问与答复: whoever fills or reviews a table asks and the office answers for all of them; a leader asks a department and its head answers. */
@RestController("askingQuestions")
@RequestMapping("/api/v1/campaigns/{year}")
class QuestionController {

    private final Commands commands;
    private final Permissions permissions;
    private final Directory directory;

    QuestionController(Commands commands, Permissions permissions, Directory directory) {
        this.commands = commands;
        this.permissions = permissions;
        this.directory = directory;
    }

    /**
     * A question.
     *
     * @param field field it is about; absent for the whole table
     */
    record Question(@Nullable String text, @Nullable String field) {}

    record Words(@Nullable String text) {}

    record Asked(String question) {}

    @PostMapping("/tables/{code}/questions")
    ResponseEntity<Asked> ask(
            @PathVariable int year, @PathVariable String code, @RequestBody Question question, Act act) {
        var id = "q-" + Objects.requireNonNull(act.key()).substring(0, 8);
        var done = commands.send(
                new AskQuestion(key(year), id, code, question.field(), text(question.text()), act.by()), act);
        return Answer.created(done, new Asked(id));
    }

    @PostMapping("/questions/{question}/answer")
    ResponseEntity<Void> answer(
            @PathVariable int year, @PathVariable String question, @RequestBody Words words, Act act) {
        permissions.office(act);
        return Answer.done(commands.send(new AnswerQuestion(key(year), question, text(words.text()), act.by()), act));
    }

    /**
     * A leader's question.
     *
     * @param indicator id of the indicator it is about; absent for the data as a whole
     * @param required whether nobody signs before it is answered
     */
    record LeadersQuestion(
            @Nullable String department,
            @Nullable String indicator,
            @Nullable String text,
            @Nullable Boolean required) {}

    @PostMapping("/leader-questions")
    ResponseEntity<Asked> askDepartment(@PathVariable int year, @RequestBody LeadersQuestion question, Act act) {
        var id = "l-" + Objects.requireNonNull(act.key()).substring(0, 8);
        var done = commands.send(
                new AskDepartment(
                        key(year),
                        id,
                        text(question.department()),
                        question.indicator(),
                        text(question.text()),
                        Boolean.TRUE.equals(question.required()),
                        act.by()),
                act);
        return Answer.created(done, new Asked(id));
    }

    @PostMapping("/leader-questions/{question}/answer")
    ResponseEntity<Void> answerLeader(
            @PathVariable int year, @PathVariable String question, @RequestBody Words words, Act act) {
        return Answer.done(commands.send(new AnswerLeader(key(year), question, text(words.text()), act.by()), act));
    }

    private CampaignKey key(int year) {
        return new CampaignKey(directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP)), year);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
