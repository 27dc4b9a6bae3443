package org.mingzhang.ops.glue;

import java.util.List;
import org.mingzhang.command.table.ShareReports;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.table.ShareContents;
import org.springframework.stereotype.Component;

/** Hands what the view computes about a share to the law, which checks that nothing happened since. */
@Component
final class ReportedShares implements ShareReports {

    private final ShareContents contents;

    ReportedShares(ShareContents contents) {
        this.contents = contents;
    }

    @Override
    public ShareReport report(TableKey table, String department) {
        var content = contents.now(table, department);
        return new ShareReport(
                content.position(),
                content.revision(),
                content.entries(),
                content.contentHash(),
                faults(content.errors()),
                faults(content.warnings()));
    }

    private static List<Fault> faults(List<ShareContents.Fault> found) {
        return found.stream()
                .map(fault -> new Fault(fault.rule(), fault.entry(), fault.field(), fault.zh(), fault.en()))
                .toList();
    }
}
