package org.mingzhang.events.proof;

import java.util.List;

/**
 * 检查点: how large a ledger was and what its root was (C2SP tlog-checkpoint); the text of a note that the log signs.
 *
 * @param origin the ledger's name
 * @param size how many leaves
 */
public record Checkpoint(String origin, long size, Hash root) {

    /** Before the origin of a ledger whose clock is set by hand. */
    public static final String DEMONSTRATION = "mingzhang-demo/";

    /** Whether this is a demonstration, whose clock is set by hand: what its entries are dated means nothing. */
    public boolean isDemonstration() {
        return origin.startsWith(DEMONSTRATION);
    }

    /** The text: origin, size and root, a line each. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /**
     * Reads the text of a note; further lines are allowed and mean nothing here.
     *
     * @throws ProofRefused if it is not a checkpoint
     */
    public static Checkpoint parse(String text) {
        var lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[lines.length - 1].isEmpty() || lines[0].isEmpty()) {
            throw new ProofRefused(Reason.CHECKPOINT_MALFORMED);
        }
        if (List.of(lines).subList(3, lines.length - 1).contains("")) {
            throw new ProofRefused(Reason.CHECKPOINT_MALFORMED);
        }
        return new Checkpoint(
                lines[0],
                Decimal.parse(lines[1], Reason.CHECKPOINT_SIZE),
                Hash.parse(lines[2], Reason.CHECKPOINT_ROOT));
    }

    /**
     * The checkpoint of a note, if the log signed it.
     *
     * @throws ProofRefused if it did not, or if this is another log's
     */
    public static Checkpoint believed(Note note, NoteKey log) {
        log.verify(note);
        var checkpoint = parse(note.text());
        if (!checkpoint.origin.equals(log.name())) {
            throw new ProofRefused(Reason.CHECKPOINT_ORIGIN, checkpoint.origin);
        }
        return checkpoint;
    }
}
