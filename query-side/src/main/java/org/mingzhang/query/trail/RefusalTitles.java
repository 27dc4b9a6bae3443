package org.mingzhang.query.trail;

import java.util.Optional;

/** 拒绝的说法: what a refusal is called, which only the law knows. */
@FunctionalInterface
public interface RefusalTitles {

    /**
     * The title of a refusal.
     *
     * @param rule its code, such as {@code not-the-reviewer}
     * @param english else in Chinese
     * @return empty if the law has no such refusal any more
     */
    Optional<String> of(String rule, boolean english);
}
