package org.mingzhang.command.table;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.TableKey;

/**
 * 审核通过: sign exactly the content that was shown.
 *
 * @param opened which parts of the review page were opened before: ALL, CHANGES, NOTES
 */
public record ApproveShare(
        @TargetAggregateIdentifier TableKey table,
        String department,
        String contentHash,
        List<String> opened,
        String by)
        implements TableCommand {

    public ApproveShare {
        opened = List.copyOf(opened);
    }
}
