package org.mingzhang.events.carry;

import java.text.Normalizer;
import java.util.Locale;

/** 相近: whether two names are probably meant to be the same. Simple on purpose, so that a person can see why. */
final class Near {

    /** Names shorter than this may differ in nothing but signs. */
    private static final int SHORT = 4;

    private Near() {}

    /** 规范化: without blanks, brackets and signs, full-width as half-width, in small letters. */
    static String normalised(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{P}\\p{S}\\s]", "");
    }

    /** Whether two names differ in signs only, or in few characters: one in five, two at most. */
    static boolean names(String one, String other) {
        var first = normalised(one);
        var second = normalised(other);
        if (first.isEmpty() || second.isEmpty()) {
            return false;
        }
        if (first.equals(second)) {
            return true;
        }
        var shorter = Math.min(first.length(), second.length());
        return shorter >= SHORT && distance(first, second) <= Math.min(2, Math.max(1, shorter / 5));
    }

    /** Whether two titles are alike: one contains the other, or they are near. */
    static boolean titles(String one, String other) {
        var first = normalised(one);
        var second = normalised(other);
        return names(one, other)
                || (Math.min(first.length(), second.length()) >= 2
                        && (first.contains(second) || second.contains(first)));
    }

    /** How many characters must be added, taken away or changed; more than two is not counted further. */
    static int distance(String from, String to) {
        if (Math.abs(from.length() - to.length()) > 2) {
            return 3;
        }
        var before = new int[to.length() + 1];
        for (var j = 0; j <= to.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var row = new int[to.length() + 1];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = row;
        }
        return before[to.length()];
    }
}
