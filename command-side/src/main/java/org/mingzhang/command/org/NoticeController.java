package org.mingzhang.command.org;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** 通知已读: that somebody opened what he or she was told is on record, for nobody to say later that it never came. */
@RestController("readingNotices")
class NoticeController {

    private final Commands commands;
    private final Directory directory;

    NoticeController(Commands commands, Directory directory) {
        this.commands = commands;
        this.directory = directory;
    }

    /**
     * What was read.
     *
     * @param notices ids of one's own notices, 1 to 200
     */
    record Reading(@Nullable List<Long> notices) {}

    @PostMapping("/api/v1/me/notices/reading")
    ResponseEntity<Void> read(@RequestBody Reading reading, Act act) {
        var college = directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP));
        var notices = Objects.requireNonNullElse(reading.notices(), List.<Long>of());
        return Answer.done(commands.send(new ReadNotices(college, act.by(), notices, act.by()), act));
    }
}
