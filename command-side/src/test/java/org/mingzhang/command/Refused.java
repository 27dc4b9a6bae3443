package org.mingzhang.command;

import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;

/** What a specification says about a refusal: its rule and perhaps what is wrong with a cell, never its wording. */
public final class Refused {

    private Refused() {}

    public static Matcher<Throwable> with(Rule rule) {
        return with(rule, "");
    }

    /** A refusal that names a cell at fault for this reason. */
    public static Matcher<Throwable> with(Rule rule, String cellRule) {
        return new TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof Refusal refusal
                        && refusal.rule() == rule
                        && (cellRule.isEmpty()
                                || refusal.cells().stream()
                                        .anyMatch(cell -> cell.rule().equals(cellRule)));
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("a refusal ").appendValue(rule.code()).appendText(" " + cellRule);
            }
        };
    }
}
