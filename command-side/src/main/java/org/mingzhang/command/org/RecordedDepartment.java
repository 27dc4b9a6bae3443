package org.mingzhang.command.org;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.OrganisationEvent.DepartmentRecorded;

/** A department as the organisation remembers it. */
record RecordedDepartment(
        String name,
        List<String> aliases,
        @Nullable String supervisor,
        @Nullable String head,
        boolean open) {

    static RecordedDepartment of(DepartmentRecorded recorded) {
        return new RecordedDepartment(recorded.name(), recorded.aliases(), recorded.supervisor(), null, true);
    }

    boolean says(DepartmentRow row) {
        return open && equals(new RecordedDepartment(row.name(), row.aliases(), row.supervisor(), head, true));
    }

    RecordedDepartment headedBy(@Nullable String next) {
        return new RecordedDepartment(name, aliases, supervisor, next, open);
    }

    boolean isCalled(String other) {
        return open && name.equals(other);
    }

    RecordedDepartment closed() {
        return new RecordedDepartment(name, aliases, supervisor, null, false);
    }
}
