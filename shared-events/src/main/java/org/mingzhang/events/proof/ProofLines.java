package org.mingzhang.events.proof;

import java.util.ArrayList;
import java.util.List;

/** The hashes of a proof as text: base64, a line each. */
public final class ProofLines {

    /** No proof in a tree of 2^53 leaves needs more. */
    private static final int MOST = 106;

    private ProofLines() {}

    /** Lines, each ended. */
    public static String text(List<Hash> path) {
        var text = new StringBuilder();
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.toString();
    }

    /**
     * Reads lines.
     *
     * @throws ProofRefused if one is no hash, or if there are too many
     */
    public static List<Hash> parse(List<String> lines) {
        if (lines.size() > MOST) {
            throw new ProofRefused(Reason.PROOF_TOO_LONG);
        }
        var path = new ArrayList<Hash>();
        for (var line : lines) {
            path.add(Hash.parse(line, Reason.PROOF_MALFORMED));
        }
        return path;
    }
}
