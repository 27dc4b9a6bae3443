package org.mingzhang.command;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What a write answers over HTTP: its result, and where in the ledger it stands. */
public final class Answer {

    /** Header with the ledger position of a write, by which the writer may read it. */
    public static final String LEDGER_POSITION = "Ledger-Position";

    private Answer() {}

    /** 200 with the command's own result. */
    public static <R> ResponseEntity<R> ok(Commands.Done<R> done) {
        return at(HttpStatus.OK, done).body(done.result());
    }

    /** 200 with a body made of the result. */
    public static <B> ResponseEntity<B> ok(Commands.Done<?> done, B body) {
        return at(HttpStatus.OK, done).body(body);
    }

    /** 200 with a body and the revision of the one entry it is about. */
    public static <B> ResponseEntity<B> ok(Commands.Done<?> done, B body, int revision) {
        return at(HttpStatus.OK, done).eTag(eTag(revision)).body(body);
    }

    /** 201 with a body. */
    public static <B> ResponseEntity<B> created(Commands.Done<?> done, B body) {
        return at(HttpStatus.CREATED, done).body(body);
    }

    /** 201 with a body and the revision of the one entry that was made. */
    public static <B> ResponseEntity<B> created(Commands.Done<?> done, B body, int revision) {
        return at(HttpStatus.CREATED, done).eTag(eTag(revision)).body(body);
    }

    /** 204. */
    public static ResponseEntity<Void> done(Commands.Done<?> done) {
        return at(HttpStatus.NO_CONTENT, done).build();
    }

    /** The entity tag of a revision, such as {@code "3"}, quotes included. */
    public static String eTag(int revision) {
        return "\"" + revision + "\"";
    }

    /**
     * The revision an {@code If-Match} header names.
     *
     * @throws Refusal {@code if-match-missing} if there is none
     */
    public static int ifMatch(@Nullable String header) {
        var digits =
                header == null ? "" : header.strip().replaceFirst("^W/", "").replace("\"", "");
        if (!digits.matches("[0-9]{1,9}")) {
            throw new Refusal(Rule.IF_MATCH_MISSING);
        }
        return Integer.parseInt(digits);
    }

    private static ResponseEntity.BodyBuilder at(HttpStatus status, Commands.Done<?> done) {
        return ResponseEntity.status(status).header(LEDGER_POSITION, Long.toString(done.position()));
    }
}
