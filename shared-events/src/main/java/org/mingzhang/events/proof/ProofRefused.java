package org.mingzhang.events.proof;

/** Something was not believed, for exactly one reason. */
public final class ProofRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String where;

    public ProofRefused(Reason reason) {
        this(reason, "");
    }

    /**
     * Refuses.
     *
     * @param where the place or the name at fault, for people; may be empty
     */
    public ProofRefused(Reason reason, String where) {
        super(reason.code() + (where.isEmpty() ? "" : " " + where));
        this.reason = reason;
        this.where = where;
    }

    public Reason reason() {
        return reason;
    }

    public String where() {
        return where;
    }
}
