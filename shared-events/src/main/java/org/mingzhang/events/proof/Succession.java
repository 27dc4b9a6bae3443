package org.mingzhang.events.proof;

import java.util.List;

/**
 * 交接书: from here on the log signs with another key. Both keys sign it, so that whoever believes one of them may believe the other:
 * the new one from the common entries on, the old one up to them.
 *
 * <p>If both keys have one name, the log goes on and the old key is retired. If the names differ, the log was reopened under a new
 * origin with what was left of it, and then a witness must have agreed.
 *
 * @param from key that signed until now
 * @param to key that signs from now on
 * @param common checkpoint of the entries that both share, under the old origin
 * @param known the largest checkpoint that the old log is known to have signed; the same unless entries were lost
 * @param reason one line
 */
public record Succession(NoteKey from, NoteKey to, Checkpoint common, Checkpoint known, String reason) {

    private static final String TITLE = "mingzhang succession v1";

    public Succession {
        if (from.kind() != KeyKind.NOTE
                || to.kind() != KeyKind.NOTE
                || from.equals(to)
                || !common.origin().equals(from.name())
                || !known.origin().equals(from.name())
                || known.size() < common.size()
                || reason.isBlank()
                || reason.indexOf('\n') >= 0) {
            throw new ProofRefused(Reason.SUCCESSION_MALFORMED);
        }
        if (from.name().equals(to.name()) && !known.equals(common)) {
            throw new ProofRefused(Reason.SUCCESSION_MALFORMED);
        }
    }

    /** Whether entries may have been lost, and so a new origin begun. */
    public boolean reopens() {
        return !from.name().equals(to.name());
    }

    /** What is signed. */
    public String text() {
        return String.join(
                        "\n",
                        TITLE,
                        "from " + from,
                        "to " + to,
                        "common " + common.size() + " " + common.root().base64(),
                        "known " + known.size() + " " + known.root().base64(),
                        "reason " + reason)
                + "\n";
    }

    /**
     * Reads a text; nothing in it is believed yet.
     *
     * @throws ProofRefused if it is not the one way to write it
     */
    public static Succession parse(String text) {
        var lines = List.of(text.split("\n", -1));
        if (lines.size() != 7 || !lines.get(0).equals(TITLE) || !lines.get(6).isEmpty()) {
            throw new ProofRefused(Reason.SUCCESSION_MALFORMED);
        }
        var from = NoteKey.parse(value(lines.get(1), "from "));
        return new Succession(
                from,
                NoteKey.parse(value(lines.get(2), "to ")),
                checkpoint(from, value(lines.get(3), "common ")),
                checkpoint(from, value(lines.get(4), "known ")),
                value(lines.get(5), "reason "));
    }

    /** The note that both keys sign. */
    public Note signed(NoteSigner old, NoteSigner next) {
        var note = old.sign(text());
        return note.with(next.sign(text()).signatures().get(0));
    }

    /**
     * The succession of a note that both its keys signed.
     *
     * @throws ProofRefused if one of them did not
     */
    public static Succession believed(Note note) {
        var succession = parse(note.text());
        for (var key : List.of(succession.from, succession.to)) {
            try {
                key.verify(note);
            } catch (ProofRefused refused) {
                throw new ProofRefused(Reason.SUCCESSION_UNSIGNED, key.toString());
            }
        }
        return succession;
    }

    private static String value(String line, String name) {
        if (!line.startsWith(name)) {
            throw new ProofRefused(Reason.SUCCESSION_MALFORMED);
        }
        return line.substring(name.length());
    }

    private static Checkpoint checkpoint(NoteKey log, String sizeAndRoot) {
        var parts = sizeAndRoot.split(" ", -1);
        if (parts.length != 2) {
            throw new ProofRefused(Reason.SUCCESSION_MALFORMED);
        }
        return new Checkpoint(
                log.name(),
                Decimal.parse(parts[0], Reason.SUCCESSION_MALFORMED),
                Hash.parse(parts[1], Reason.SUCCESSION_MALFORMED));
    }
}
