package org.mingzhang.command.campaign;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/** 签审: content the leaders were presented with, who must sign it and who did. Immutable. */
record Presentation(String contentHash, List<String> signers, Set<String> signed) {

    void maySign(String leader, String shown, String current) {
        mustBeSigner(leader);
        if (signed.contains(leader)) {
            throw new Refusal(Rule.ALREADY_SIGNED);
        }
        if (!contentHash.equals(shown) || !contentHash.equals(current)) {
            throw new Refusal(Rule.CONTENT_CHANGED);
        }
    }

    void mustBeSigner(String leader) {
        if (!signers.contains(leader)) {
            throw new Refusal(Rule.NOT_A_SIGNER);
        }
    }

    boolean completedBy(String leader) {
        return signedBy(leader).signed().containsAll(signers);
    }

    Presentation signedBy(String leader) {
        var all = new HashSet<>(signed);
        all.add(leader);
        return new Presentation(contentHash, signers, Set.copyOf(all));
    }
}
