package org.mingzhang.ops.glue;

import java.security.Principal;
import java.util.List;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.org.RecordPersonalRead;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.table.ReadRecords;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** 查看留痕: an act like any other, committed before the values are shown. */
@Component
final class PersonalReads implements ReadRecords {

    private final Commands commands;
    private final Directory directory;

    PersonalReads(Commands commands, Directory directory) {
        this.commands = commands;
        this.directory = directory;
    }

    @Override
    public void record(
            Principal reader,
            TableKey table,
            String department,
            List<Integer> entries,
            List<String> fields,
            String purpose) {
        var person = directory.person(reader.getName()).orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        commands.send(
                new RecordPersonalRead(
                        table.college(),
                        person.staffNo(),
                        table,
                        department,
                        entries,
                        fields,
                        purpose,
                        person.staffNo()),
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
