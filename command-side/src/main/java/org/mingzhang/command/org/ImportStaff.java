package org.mingzhang.command.org;

import java.util.List;

/**
 * 导入教职工: the list of staff, leaders and heads as personnel keeps it.
 *
 * @param batch id of the import
 * @param document number of the appointment document for new heads, or the import's name
 * @param complete whether the list is complete, so that people it does not name have left
 * @param preview whether only to say what would change
 */
public record ImportStaff(
        String college,
        String batch,
        String document,
        List<StaffRow> rows,
        boolean complete,
        boolean preview,
        String by)
        implements OrganisationCommand {

    public ImportStaff {
        rows = List.copyOf(rows);
    }
}
