package org.mingzhang.command.org;

import org.jspecify.annotations.Nullable;

/**
 * 可激活: offer an account for activation, for 14 days from now.
 *
 * @param codeHash hash of a one-time code that proves who the person is; null where the identity number does
 */
public record OfferActivation(
        String college, String staffNo, @Nullable String codeHash, String by) implements AccountCommand {

    @Override
    public String toString() {
        return "OfferActivation[" + staffNo + "]";
    }
}
