package org.mingzhang.events.campaign;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.Hash;

/** 异常编号: names a finding by what it is about, so that every run gives the same finding the same name. */
public final class FindingId {

    private static final int DIGITS = 16;

    private FindingId() {}

    /**
     * The name: {@code f-} and the first {@value #DIGITS} hexadecimal digits of the SHA-256 of rule, table, department and
     * entry, one a line; what there is none of is an empty line.
     */
    public static String of(String rule, String table, @Nullable String department, @Nullable Integer entry) {
        var place = String.join(
                "\n", rule, table, Objects.requireNonNullElse(department, ""), entry == null ? "" : entry.toString());
        return "f-" + Hash.sha256(place.getBytes(StandardCharsets.UTF_8)).hex().substring(0, DIGITS);
    }
}
