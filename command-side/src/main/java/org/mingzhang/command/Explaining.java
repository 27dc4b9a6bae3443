package org.mingzhang.command;

/** 说明须言之有物: what counts as a reason in words of its own. */
public final class Explaining {

    private static final int LEAST = 10;
    private static final int DIFFERENT = 4;

    private Explaining() {}

    /** Whether it says something: ten characters or more, not one repeated, not 同上. */
    public static boolean says(String words) {
        var said = words.strip();
        return said.codePoints().count() >= LEAST
                && !said.startsWith("同上")
                && said.codePoints().distinct().count() >= DIFFERENT;
    }
}
