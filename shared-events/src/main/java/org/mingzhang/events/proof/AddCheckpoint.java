package org.mingzhang.events.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * 请求见证: what a log sends to a witness (C2SP tlog-witness add-checkpoint): the size the witness signed last, the proof that the new
 * checkpoint continues it, and the checkpoint.
 *
 * @param old size that the witness signed last, as the log believes; 0 if none
 * @param proof consistency proof from there, as RFC 9162 orders its hashes
 * @param checkpoint signed by the log
 */
public record AddCheckpoint(long old, List<Hash> proof, Note checkpoint) {

    public AddCheckpoint {
        proof = List.copyOf(proof);
    }

    /** The lines: {@code old} and the size, a hash each, an empty one, and the note. */
    public byte[] bytes() {
        var head = ("old " + old + "\n" + ProofLines.text(proof) + "\n").getBytes(StandardCharsets.UTF_8);
        var note = checkpoint.bytes();
        var whole = Arrays.copyOf(head, head.length + note.length);
        System.arraycopy(note, 0, whole, head.length, note.length);
        return whole;
    }

    /**
     * Reads the lines; nothing in them is believed yet.
     *
     * @throws ProofRefused if they are not written the one way
     */
    public static AddCheckpoint parse(byte[] bytes) {
        var whole = new String(bytes, StandardCharsets.ISO_8859_1);
        int split = whole.indexOf("\n\n");
        if (!whole.startsWith("old ") || split < 0) {
            throw new ProofRefused(Reason.PROOF_MALFORMED);
        }
        var lines = Arrays.asList(whole.substring(0, split).split("\n", -1));
        return new AddCheckpoint(
                Decimal.parse(lines.get(0).substring("old ".length()), Reason.PROOF_MALFORMED),
                ProofLines.parse(lines.subList(1, lines.size())),
                Note.parse(Arrays.copyOfRange(bytes, split + 2, bytes.length)));
    }
}
