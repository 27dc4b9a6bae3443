package org.mingzhang.command;

/** The way into the law: one command in, its outcome and ledger position out, or a {@link Refusal}. */
public interface Commands {

    /**
     * What a command gave.
     *
     * @param result the handler's answer; of a repeated request, the first one's
     * @param position ledger position of the last event that followed, or the ledger's head if none did
     * @param repeated whether the request had been carried out before
     */
    record Done<R>(R result, long position, boolean repeated) {}

    /**
     * Carries out a command once, in the name of the person who acts. Returns when its events are durably committed and
     * have their ledger positions.
     *
     * @param result type of the handler's answer, a record that JSON can carry; {@link Void} for none
     * @throws Refusal if the law says no; nothing was stored
     */
    <R> Done<R> send(Object command, Class<R> result, Act act);

    /** Carries out a command that answers nothing. */
    default Done<Void> send(Object command, Act act) {
        return send(command, Void.class, act);
    }
}
