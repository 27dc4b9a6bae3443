package org.mingzhang.events.proof;

/** Numbers in notes and proofs: decimal digits without leading zeros. */
final class Decimal {

    /** No ledger is larger. */
    static final long LARGEST = (1L << 53) - 1;

    private Decimal() {}

    static long parse(String text, Reason reason) {
        if (text.isEmpty() || text.length() > 16 || (text.length() > 1 && text.charAt(0) == '0')) {
            throw new ProofRefused(reason);
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new ProofRefused(reason);
            }
            number = number * 10 + (c - '0');
        }
        if (number > LARGEST) {
            throw new ProofRefused(reason);
        }
        return number;
    }
}
