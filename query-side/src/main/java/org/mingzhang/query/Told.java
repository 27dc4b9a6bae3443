package org.mingzhang.query;

import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;

/**
 * How an event was told: where it stands in the ledger and what its metadata say of the person who acted.
 *
 * @param position ledger position
 * @param event the event's id
 * @param post the person's post then
 * @param department code of the person's department then
 * @param device keyed hash of address and browser
 * @param correlation id of the request that everything followed from
 * @param command id of the command
 */
public record Told(
        long position,
        String event,
        String post,
        String department,
        String device,
        String correlation,
        String command) {

    static Told of(Message<?> message) {
        var position = ((TrackedEventMessage<?>) message)
                .trackingToken()
                .position()
                .orElseThrow(() -> new IllegalStateException("views read the ledger by position only"));
        return new Told(
                position,
                message.getIdentifier(),
                said(message, "post"),
                said(message, "department"),
                said(message, "device"),
                said(message, "correlation"),
                said(message, "cmd"));
    }

    private static String said(Message<?> message, String name) {
        var value = message.getMetaData().get(name);
        return value == null ? "" : value.toString();
    }
}
