package org.mingzhang.events.catalogue;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * 规范化: takes from a text what nobody meant to type: blanks around it, invisible characters, full-width digits. Rare
 * characters of names are left alone, and so is the choice between their variants.
 *
 * @param text what is left
 * @param zh what was done, in Chinese; empty if nothing
 * @param en the same in English
 */
record Tidy(String text, String zh, String en) {

    private static final char IDEOGRAPHIC_SPACE = '\u3000';

    /** A text that people read. */
    static Tidy words(String text) {
        return isTidy(text) ? new Tidy(text, "", "") : new Tidying(text, false).tidy();
    }

    /** A number, a date or a code, where full-width signs mean the same as narrow ones. */
    static Tidy symbols(String text) {
        return isTidy(text) ? new Tidy(text, "", "") : new Tidying(text, true).tidy();
    }

    boolean changed() {
        return !zh.isEmpty();
    }

    /** Whether a text can be stored: half of a surrogate pair cannot. */
    static boolean isWhole(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean isTidy(String text) {
        if (text.isEmpty()) {
            return true;
        }
        if (isBlank(text.charAt(0)) || isBlank(text.charAt(text.length() - 1))) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (isInvisible(c) || isOddSpace(c) || between('\uFF01', c, '\uFF5E')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == IDEOGRAPHIC_SPACE || isOddSpace(c) || isInvisible(c);
    }

    /** Spaces that look like the ordinary one. */
    private static boolean isOddSpace(char c) {
        return c == '\u00A0' || c == '\u2007' || c == '\u202F' || c == '\t';
    }

    /** Zero-width characters, marks of writing direction, control characters. */
    private static boolean isInvisible(char c) {
        return (c < ' ' && c != '\n' && c != '\t')
                || between('\u007F', c, '\u009F')
                || c == '\u00AD'
                || between('\u200B', c, '\u200F')
                || between('\u202A', c, '\u202E')
                || between('\u2060', c, '\u2069')
                || c == '\uFEFF';
    }

    private static boolean between(char first, char c, char last) {
        return first <= c && c <= last;
    }

    private static final class Tidying {

        private final String from;
        private final boolean symbols;
        private final Set<String> zh = new LinkedHashSet<>();
        private final Set<String> en = new LinkedHashSet<>();

        Tidying(String from, boolean symbols) {
            this.from = from;
            this.symbols = symbols;
        }

        Tidy tidy() {
            var kept = new StringBuilder(from.length());
            for (var i = 0; i < from.length(); i++) {
                keep(from.charAt(i), kept);
            }
            return new Tidy(trimmed(kept.toString()), String.join("、", zh), String.join(", ", en));
        }

        private void keep(char c, StringBuilder kept) {
            if (isInvisible(c)) {
                did("去除不可见字符", "removed invisible characters");
            } else if (isOddSpace(c)) {
                oddSpace(kept);
            } else if (between('\uFF10', c, '\uFF19')) {
                did("全角数字改为半角", "made full-width digits narrow");
                kept.append((char) (c - '\uFF10' + '0'));
            } else if (symbols && between('\uFF01', c, '\uFF5E')) {
                did("全角符号改为半角", "made full-width signs narrow");
                kept.append((char) (c - '\uFF01' + '!'));
            } else {
                kept.append(c);
            }
        }

        private void oddSpace(StringBuilder kept) {
            if (symbols) {
                did("去除不间断空格", "removed odd spaces");
            } else {
                did("不间断空格改为空格", "made odd spaces ordinary");
                kept.append(' ');
            }
        }

        private String trimmed(String text) {
            var start = 0;
            var end = text.length();
            while (start < end && isBlank(text.charAt(start))) {
                start++;
            }
            while (end > start && isBlank(text.charAt(end - 1))) {
                end--;
            }
            if (end - start < text.length()) {
                did("去除首尾空格", "removed blanks around it");
            }
            return text.substring(start, end);
        }

        private void did(String inChinese, String inEnglish) {
            zh.add(inChinese);
            en.add(inEnglish);
        }
    }
}
