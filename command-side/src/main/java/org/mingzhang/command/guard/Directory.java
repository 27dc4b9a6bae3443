package org.mingzhang.command.guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.Role;

/** 组织机构(现状): departments and people as they are at this instant, true in the transaction of the asking command. */
public interface Directory {

    /**
     * A member of staff.
     *
     * @param active false once the person left
     */
    record Person(String staffNo, String department, String post, boolean teacher, Set<Role> roles, boolean active) {

        public boolean has(Role role) {
            return active && roles.contains(role);
        }
    }

    /**
     * A department.
     *
     * @param head staff number of its head; null if vacant
     * @param supervisor staff number of its supervising leader; null if none
     */
    record Department(
            String code,
            String name,
            List<String> aliases,
            @Nullable String head,
            @Nullable String supervisor) {}

    /** Code of the college of this installation; empty before it is set up. */
    Optional<String> college();

    Optional<Person> person(String staffNo);

    Optional<Department> department(String code);

    /** The department that answers now for what this one answered for: itself, or whatever it was merged into. */
    default Optional<Department> answering(String code) {
        return department(code);
    }

    List<Department> departments();

    List<Person> withRole(Role role);

    /** Staff numbers of the active teachers of a department. */
    List<String> teachersOf(String department);
}
