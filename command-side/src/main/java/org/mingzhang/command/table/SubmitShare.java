package org.mingzhang.command.table;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.ShareEvent;

/** 提交审核: hand the share to the reviewer. */
public record SubmitShare(
        @TargetAggregateIdentifier TableKey table,
        String department,
        ShareReports.ShareReport report,
        List<ShareEvent.Explanation> explanations,
        String by)
        implements TableCommand {}
