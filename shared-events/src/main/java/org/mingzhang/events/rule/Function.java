package org.mingzhang.events.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** 函数. Each gives nothing when an argument is nothing, except {@code coalesce}. */
public enum Function {
    ABS(Type.NUMBER, Type.NUMBER),
    YEAR(Type.NUMBER, Type.DATE),
    MONTH(Type.NUMBER, Type.DATE),
    /** The first argument, or the second if that is nothing; of their common type. */
    COALESCE(Type.NOTHING, Type.NOTHING, Type.NOTHING),
    /** To so many decimals; a half goes to the even neighbour (GB/T 8170). */
    ROUND(Type.NUMBER, Type.NUMBER, Type.NUMBER),
    /** Characters, counted as people count them. */
    LEN(Type.NUMBER, Type.TEXT),
    /** Full years from a birthday to a day. */
    AGE_AT(Type.NUMBER, Type.DATE, Type.DATE),
    YEARS_BETWEEN(Type.NUMBER, Type.DATE, Type.DATE),
    DAYS_BETWEEN(Type.NUMBER, Type.DATE, Type.DATE),
    STARTSWITH(Type.TRUTH, Type.TEXT, Type.TEXT),
    /** The first divided by the second; nothing if that is 0. */
    RATIO(Type.NUMBER, Type.NUMBER, Type.NUMBER),
    MIN_OF(Type.NUMBER, Type.NUMBER, Type.NUMBER),
    /** Whether an identity number (GB 11643) has the right check digit. */
    ID_CHECK(Type.TRUTH, Type.TEXT),
    /** The birthday in an identity number; nothing if there is no such day. */
    ID_BIRTH(Type.DATE, Type.TEXT);

    private final Type result;

    @SuppressWarnings("ImmutableEnumChecker") // a List.of never changes
    private final List<Type> arguments;

    Function(Type result, Type... arguments) {
        this.result = result;
        this.arguments = List.of(arguments);
    }

    static Optional<Function> named(String word) {
        return Arrays.stream(values())
                .filter(function -> function.word().equals(word))
                .findFirst();
    }

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Type result() {
        return result;
    }

    List<Type> arguments() {
        return arguments;
    }
}
