package org.mingzhang.events.rule;

import org.jspecify.annotations.Nullable;

/** An expression made ready to be worked out many times. Holds nothing of the rows it is worked out for. */
@FunctionalInterface
interface Node {

    /** The value; null is nothing, which the language tells apart from true and false. */
    @Nullable
    Object in(Frame frame);
}
