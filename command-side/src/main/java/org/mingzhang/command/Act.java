package org.mingzhang.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, in person, and by which request. Controllers take it as a parameter; its values stand in the metadata
 * of every event that follows.
 *
 * @param by staff number (教工号), from the session, never from the body
 * @param department code of the person's department now
 * @param post the person's post now
 * @param correlation id that ties together everything that follows from one request
 * @param key idempotency key made by the client; null for acts of the system
 * @param bodySha256 digest of method, path and body, by which a reused key is told from a repeated request
 * @param device keyed hash of address and browser, or {@code token:} and the name of the token a program showed
 */
public record Act(
        String by,
        String department,
        String post,
        String correlation,
        @Nullable String key,
        String bodySha256,
        String device) {

    /**
     * The same act in a step of its own, when one request needs several commands: its key follows from the request's key, so
     * that a repeated request repeats every step and none happens twice.
     */
    public Act step(String name) {
        var own = key == null
                ? null
                : UUID.nameUUIDFromBytes((key + "/" + name).getBytes(UTF_8)).toString();
        return new Act(by, department, post, correlation, own, bodySha256, device);
    }

    /** What a policy or deadline does by itself. */
    public static Act ofSystem(String correlation) {
        return new Act("system", "", "", correlation, null, "", "");
    }
}
