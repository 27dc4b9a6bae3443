package org.mingzhang.command.org;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.Role;

/**
 * One row of the list of staff. Name and identity number are personal and leave this record only sealed.
 *
 * @param staffNo staff number (教工号)
 * @param identityNumber null or blank if personnel did not give one
 * @param department code of the department
 * @param post 主任, 秘书, 教师 …, as personnel writes it
 * @param teacher whether the person teaches
 * @param alsoTeachesIn codes of further departments where the person teaches
 * @param head whether the person heads the department
 */
public record StaffRow(
        String staffNo,
        String name,
        @Nullable String identityNumber,
        String department,
        String post,
        boolean teacher,
        List<String> alsoTeachesIn,
        boolean head,
        List<Role> roles) {

    @SuppressWarnings("NullAway") // JSON may leave the lists out
    public StaffRow {
        alsoTeachesIn = alsoTeachesIn == null
                ? List.of()
                : alsoTeachesIn.stream().sorted().distinct().toList();
        roles = roles == null ? List.of() : List.copyOf(roles);
    }

    @Override
    public String toString() {
        return "StaffRow[" + staffNo + ", …]";
    }
}
