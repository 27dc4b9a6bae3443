package org.mingzhang.ops.glue;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.mingzhang.command.Acts;
import org.mingzhang.command.Commands;
import org.mingzhang.command.org.RecordExport;
import org.mingzhang.query.export.ExportRecords;
import org.springframework.stereotype.Component;

/** 导出留痕: an act like any other, committed before the file is handed out. */
@Component
final class RecordedExports implements ExportRecords {

    private final Commands commands;
    private final Acts acts;

    /** The one at hand. */
    private final HttpServletRequest request;

    RecordedExports(Commands commands, Acts acts, HttpServletRequest request) {
        this.commands = commands;
        this.acts = acts;
        this.request = request;
    }

    @Override
    public void record(Principal reader, String college, String what, String target, String sha256) {
        var act = acts.of(request);
        commands.send(new RecordExport(college, act.by(), what, target, sha256, act.by()), act);
    }
}
