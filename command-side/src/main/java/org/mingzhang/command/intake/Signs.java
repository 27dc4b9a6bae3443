package org.mingzhang.command.intake;

/** 全角与不可见字符: what typists put in the place of a sign, or between signs, without meaning it. */
final class Signs {

    private Signs() {}

    /** A full-width sign as the narrow one that means the same; any other as it is. */
    static char narrow(char c) {
        return c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - '\uFF01' + '!') : c;
    }

    /** Whether a sign is neither a blank nor invisible. */
    static boolean isSeen(char c) {
        return c > ' ' && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    }
}
