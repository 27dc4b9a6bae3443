package org.mingzhang.command.org;

import java.util.List;
import org.mingzhang.events.org.OrganisationEvent.StaffRecorded;
import org.mingzhang.events.org.Role;

/**
 * A member of staff as the organisation remembers him or her, without a name.
 *
 * @param digest keyed hash over name and identity number
 */
record RecordedMember(
        String digest,
        String department,
        String post,
        boolean teacher,
        List<String> alsoTeachesIn,
        List<Role> roles,
        boolean active) {

    static RecordedMember of(StaffRecorded recorded) {
        return new RecordedMember(
                recorded.digest(),
                recorded.department(),
                recorded.post(),
                recorded.teacher(),
                recorded.alsoTeachesIn(),
                recorded.roles(),
                true);
    }

    RecordedMember of(String other) {
        return new RecordedMember(digest, other, post, teacher, alsoTeachesIn, roles, active);
    }

    RecordedMember left() {
        return new RecordedMember(digest, department, post, teacher, alsoTeachesIn, roles, false);
    }
}
