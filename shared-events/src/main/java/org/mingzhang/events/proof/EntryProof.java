package org.mingzhang.events.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * 条目证明: an inclusion proof together with the checkpoint it leads to, all that a person keeps (C2SP tlog-proof).
 *
 * @param index of the entry, from 0
 * @param path of the inclusion proof
 * @param checkpoint with its signatures
 */
public record EntryProof(long index, List<Hash> path, Note checkpoint) {

    private static final String FIRST = "c2sp.org/tlog-proof@v1";
    private static final String INDEX = "index ";

    public EntryProof {
        path = List.copyOf(path);
    }

    /** The text as a file. */
    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((FIRST + "\n" + INDEX + index + "\n" + ProofLines.text(path) + "\n")
                .getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(checkpoint.bytes());
        return bytes.toByteArray();
    }

    /**
     * Reads the text.
     *
     * @throws ProofRefused if it is not the one way to write it
     */
    public static EntryProof parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int split = text.indexOf("\n\n");
        if (split < 0 || text.length() > 1 << 20) {
            throw new ProofRefused(Reason.PROOF_MALFORMED);
        }
        var lines = List.of(text.substring(0, split).split("\n", -1));
        if (lines.size() < 2 || !lines.get(0).equals(FIRST) || !lines.get(1).startsWith(INDEX)) {
            throw new ProofRefused(Reason.PROOF_MALFORMED);
        }
        return new EntryProof(
                Decimal.parse(lines.get(1).substring(INDEX.length()), Reason.PROOF_MALFORMED),
                ProofLines.parse(lines.subList(2, lines.size())),
                Note.parse(text.substring(split + 2).getBytes(StandardCharsets.ISO_8859_1)));
    }

    /**
     * Believes or refuses.
     *
     * @param leaf hash of the entry
     * @throws ProofRefused unless the log signed a tree in which the entry stands there
     */
    public Checkpoint verify(Hash leaf, NoteKey log) {
        var believed = Checkpoint.believed(checkpoint, log);
        new InclusionProof(index, believed.size(), path).verify(leaf, believed.root());
        return believed;
    }
}
