package org.mingzhang.command.org;

import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.RefusedAttempts;
import org.mingzhang.command.guard.Directory;
import org.springframework.stereotype.Component;

/** Records refused sensitive attempts on the account of whoever tried. */
@Component
class AccountTrail implements RefusedAttempts {

    private final Commands commands;
    private final Directory directory;

    AccountTrail(Commands commands, Directory directory) {
        this.commands = commands;
        this.directory = directory;
    }

    @Override
    public void record(String by, String act, String target, String rule, String correlation) {
        directory
                .college()
                .ifPresent(college -> commands.send(
                        new RecordRefusedAttempt(college, by, act, target, rule, by), Act.ofSystem(correlation)));
    }
}
