package org.mingzhang.command.table;

import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/** What a specification says about a refusal: its rule, never its wording. */
public final class Refusals {

    private Refusals() {}

    public static Matcher<Throwable> refusal(Rule rule) {
        return refusal(rule, null);
    }

    /** A refusal that names a cell at fault for this reason. */
    public static Matcher<Throwable> refusal(Rule rule, String cellRule) {
        return new TypeSafeMatcher<>() {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof Refusal refusal
                        && refusal.rule() == rule
                        && (cellRule == null
                                || refusal.cells().stream()
                                        .anyMatch(cell -> cell.rule().equals(cellRule)));
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("a refusal ").appendValue(rule.code()).appendValue(cellRule);
            }
        };
    }
}
