package org.mingzhang.ops;

/** The program cannot start or go on, and the operator can mend it: one sentence with the remedy, no stack trace. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStart(String zh, String en) {
        super(zh + "\n" + en);
    }

    public CannotStart(String zh, String en, Throwable cause) {
        super(zh + "\n" + en, cause);
    }

    /** Both sentences, a line each. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
