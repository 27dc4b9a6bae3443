package org.mingzhang.command.table;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.CorrectionEvent;

/**
 * 提出更正. The fields mean what they mean in {@link CorrectionEvent.CorrectionProposed}.
 *
 * @param changes disputed cells as they came in, not yet judged
 */
public record ProposeCorrection(
        @TargetAggregateIdentifier TableKey table,
        int entry,
        int revision,
        String correction,
        Map<String, CellValue> changes,
        String reason,
        @Nullable String evidence,
        String by)
        implements TableCommand {}
