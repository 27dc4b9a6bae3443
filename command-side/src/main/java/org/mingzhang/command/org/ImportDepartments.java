package org.mingzhang.command.org;

import java.util.List;

/**
 * 导入部门: the list of departments as personnel keeps it.
 *
 * @param batch id of the import
 * @param complete whether the list is complete, so that departments it does not name are closed
 * @param preview whether only to say what would change
 */
public record ImportDepartments(
        String college, String batch, List<DepartmentRow> rows, boolean complete, boolean preview, String by)
        implements OrganisationCommand {

    public ImportDepartments {
        rows = List.copyOf(rows);
    }
}
