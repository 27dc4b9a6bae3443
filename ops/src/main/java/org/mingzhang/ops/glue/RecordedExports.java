package org.mingzhang.ops.glue;

import java.security.Principal;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.org.RecordExport;
import org.mingzhang.query.export.ExportRecords;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** 导出留痕: an act like any other, committed before the file is handed out. */
@Component
final class RecordedExports implements ExportRecords {

    private final Commands commands;
    private final Directory directory;

    RecordedExports(Commands commands, Directory directory) {
        this.commands = commands;
        this.directory = directory;
    }

    @Override
    public void record(Principal reader, String college, String what, String target, String sha256) {
        var person = directory.person(reader.getName()).orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        commands.send(
                new RecordExport(college, person.staffNo(), what, target, sha256, person.staffNo()),
                new Act(
                        person.staffNo(),
                        person.department(),
                        person.post(),
                        String.valueOf(MDC.get("correlation")),
                        null,
                        "",
                        ""));
    }
}
