package org.mingzhang.ops.store;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it lies in {@code store.event}, but for what the database adds.
 *
 * @param at whole milliseconds
 * @param payload canonical JSON of data, metadata and salt; empty where only the header was asked for
 */
@SuppressWarnings("ArrayRecordComponent")
record EventRow(
        UUID id,
        String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String type,
        int revision,
        Instant at,
        String actor,
        String role,
        String command,
        byte[] payload,
        byte[] mac) {}
