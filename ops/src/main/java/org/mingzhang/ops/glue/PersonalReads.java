package org.mingzhang.ops.glue;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.mingzhang.command.Acts;
import org.mingzhang.command.Commands;
import org.mingzhang.command.org.RecordPersonalRead;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.table.ReadRecords;
import org.springframework.stereotype.Component;

/** 查看留痕: an act like any other, committed before the values are shown. */
@Component
final class PersonalReads implements ReadRecords {

    private final Commands commands;
    private final Acts acts;

    /** The one at hand. */
    private final HttpServletRequest request;

    PersonalReads(Commands commands, Acts acts, HttpServletRequest request) {
        this.commands = commands;
        this.acts = acts;
        this.request = request;
    }

    @Override
    public void record(
            Principal reader,
            TableKey table,
            String department,
            List<Integer> entries,
            List<String> fields,
            String purpose) {
        var act = acts.of(request);
        commands.send(
                new RecordPersonalRead(
                        table.college(), act.by(), table, department, entries, fields, purpose, act.by()),
                act);
    }
}
