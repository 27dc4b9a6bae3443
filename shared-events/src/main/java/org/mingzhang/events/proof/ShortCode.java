package org.mingzhang.events.proof;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * 核验码: the beginning of a digest as it stands on paper, four groups of five characters such as {@code 7Q4MX-0C2VK-…}. The last
 * character of each group checks that group and its place, so that whoever types it is told which group is wrong.
 *
 * <p>Characters are the digits and the letters but I, L, O and U; the 16 that are not check characters are the first 80 bits.
 * The check character of group k (from 0) with data a, b, c, d is {@code k ⊕ 2a ⊕ 4b ⊕ 8c ⊕ 16d} in GF(2^5) modulo
 * {@code x^5 + x^2 + 1}: one wrong character, two exchanged characters and exchanged groups are always noticed.
 *
 * @param hex 20 hexadecimal digits, the beginning of the digest
 */
public record ShortCode(String hex) {

    private static final String CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUPS = 4;
    private static final int DATA = 4;
    private static final int GROUP = DATA + 1;
    private static final int HEX = 20;

    /** The code of a digest: 64 hexadecimal digits, with {@code sha256:} before them or not. */
    public static ShortCode of(String sha256) {
        var digits = sha256.startsWith("sha256:") ? sha256.substring(7) : sha256;
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
        return new ShortCode(digits.substring(0, HEX));
    }

    /** The code of a hash. */
    public static ShortCode of(Hash hash) {
        return of(hash.hex());
    }

    /** What is wrong with a code that somebody typed. */
    public static final class Mistyped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Reason reason;
        private final transient List<Integer> groups;

        Mistyped(Reason reason, List<Integer> groups) {
            super(reason.code() + " " + groups);
            this.reason = reason;
            this.groups = List.copyOf(groups);
        }

        public Reason reason() {
            return reason;
        }

        /** The groups at fault, from 1; none if the whole has a wrong length. */
        public List<Integer> groups() {
            return groups;
        }
    }

    /**
     * Reads what somebody typed: letters of either case and of full width, with or without spaces and hyphens, O for 0, I or L
     * for 1.
     *
     * @throws Mistyped saying which groups are wrong
     */
    public static ShortCode parse(String typed) {
        var plain = plain(typed);
        if (plain.length() != GROUPS * GROUP) {
            throw new Mistyped(Reason.CODE_LENGTH, List.of());
        }
        var unknown = new ArrayList<Integer>();
        var wrong = new ArrayList<Integer>();
        var bits = BigInteger.ZERO;
        for (int group = 0; group < GROUPS; group++) {
            var part = plain.substring(group * GROUP, (group + 1) * GROUP);
            if (part.chars().anyMatch(c -> CHARACTERS.indexOf(c) < 0)) {
                unknown.add(group + 1);
            } else if (part.charAt(DATA) != check(group, part)) {
                wrong.add(group + 1);
            } else {
                for (int i = 0; i < DATA; i++) {
                    bits = bits.shiftLeft(5).or(BigInteger.valueOf(CHARACTERS.indexOf(part.charAt(i))));
                }
            }
        }
        if (!unknown.isEmpty() || !wrong.isEmpty()) {
            var all = new ArrayList<>(unknown);
            all.addAll(wrong);
            all.sort(null);
            throw new Mistyped(unknown.isEmpty() ? Reason.CODE_CHECK : Reason.CODE_CHARACTER, all);
        }
        var hex = bits.toString(16);
        return new ShortCode("0".repeat(HEX - hex.length()) + hex);
    }

    /** The code, its groups joined by hyphens. */
    public String text() {
        var bits = new BigInteger(hex, 16);
        var groups = new ArrayList<String>();
        for (int group = 0; group < GROUPS; group++) {
            var data = new StringBuilder();
            for (int i = 0; i < DATA; i++) {
                int place = GROUPS * DATA - 1 - (group * DATA + i);
                data.append(CHARACTERS.charAt(bits.shiftRight(5 * place).intValue() & 31));
            }
            groups.add(data.append(check(group, data)).toString());
        }
        return String.join("-", groups);
    }

    private static char check(int group, CharSequence data) {
        int sum = group;
        for (int i = 0; i < DATA; i++) {
            int value = CHARACTERS.indexOf(data.charAt(i));
            for (int doubled = 0; doubled <= i; doubled++) {
                value = (value << 1) ^ ((value & 16) == 0 ? 0 : 0b100101);
            }
            sum ^= value;
        }
        return CHARACTERS.charAt(sum);
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\-\u2010-\u2015\u2212\u00b7.]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
