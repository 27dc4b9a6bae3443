package org.mingzhang.command.org;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the list of departments.
 *
 * @param code the department's code
 * @param name full name
 * @param aliases other names under which plans mention it
 * @param supervisor staff number of the supervising leader (分管领导); null if none; may be recorded later
 */
public record DepartmentRow(
        String code,
        String name,
        List<String> aliases,
        @Nullable String supervisor) {

    @SuppressWarnings("NullAway") // JSON may leave the aliases out
    public DepartmentRow {
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }
}
