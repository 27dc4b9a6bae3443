package org.mingzhang.command.table;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.ShareEvent;

/** 附佐证材料. The fields mean what they mean in {@link ShareEvent.EvidenceAttached}. */
public record AttachEvidence(
        @TargetAggregateIdentifier TableKey table,
        String department,
        String evidence,
        @Nullable Integer entry,
        String title,
        String mediaType,
        long size,
        String sha256,
        String by)
        implements TableCommand {}
