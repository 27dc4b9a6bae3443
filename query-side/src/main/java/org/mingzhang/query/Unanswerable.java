package org.mingzhang.query;

/** A question that is not answered; everything else that is thrown is a defect. */
public final class Unanswerable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Why why;
    private final String argument;

    public Unanswerable(Why why) {
        this(why, "");
    }

    /**
     * A question that is not answered.
     *
     * @param argument what stands in for {@code {0}} in the words
     */
    public Unanswerable(Why why, String argument) {
        super(why.code(), null, false, false);
        this.why = why;
        this.argument = argument;
    }

    public Why why() {
        return why;
    }

    String argument() {
        return argument;
    }
}
