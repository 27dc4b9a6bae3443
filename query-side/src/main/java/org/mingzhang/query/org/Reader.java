package org.mingzhang.query.org;

import java.util.Set;
import org.mingzhang.events.org.Role;

/**
 * 读者: who asks, with what he or she may do in the college now.
 *
 * @param department code of his or her department
 * @param supervises codes of the departments he or she supervises (分管)
 * @param heirOf codes of the departments that ended and for which his or her department answers now
 */
public record Reader(String staffNo, String department, Set<Role> roles, Set<String> supervises, Set<String> heirOf) {

    public Reader {
        heirOf = Set.copyOf(heirOf);
        roles = Set.copyOf(roles);
        supervises = Set.copyOf(supervises);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether what a department answered for is the own department's matter. */
    public boolean belongsTo(String code) {
        return department.equals(code) || heirOf.contains(code);
    }

    public boolean isSchoolLeader() {
        return is(Role.LEADER) || is(Role.FINAL_SIGNER);
    }

    /** Whether all data of the campaign are before this reader: the office, the school leaders, the inspector. */
    public boolean seesAllCells() {
        return is(Role.OFFICE) || is(Role.INSPECTOR) || isSchoolLeader();
    }

    /** Whether how far everybody is stands before this reader; technicians and administrators see states, never cells. */
    public boolean seesAllStates() {
        return seesAllCells() || is(Role.TECHNICIAN) || is(Role.ADMINISTRATOR);
    }

    boolean seesEverybody() {
        return seesAllStates();
    }
}
