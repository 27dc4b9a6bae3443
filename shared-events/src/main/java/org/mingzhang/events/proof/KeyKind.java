package org.mingzhang.events.proof;

/** What a key signs: notes, such as a log's checkpoints, or, for a witness, checkpoints with the time at which it saw them. */
public enum KeyKind {
    /** Signs the text of a note. */
    NOTE(1),

    /** Signs a checkpoint and the time (C2SP tlog-cosignature). */
    COSIGNATURE(4);

    private final byte type;

    KeyKind(int type) {
        this.type = (byte) type;
    }

    byte type() {
        return type;
    }

    static KeyKind of(byte type) {
        for (var kind : values()) {
            if (kind.type == type) {
                return kind;
            }
        }
        throw new ProofRefused(Reason.KEY_TYPE);
    }
}
