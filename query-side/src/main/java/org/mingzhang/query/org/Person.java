package org.mingzhang.query.org;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.Role;

/** 教职工, as the view shows a member of staff. */
@Entity
@Immutable
@Table(name = "person")
public class Person {

    @Id
    @Column(name = "staff_no")
    private String staffNo = "";

    private @Nullable String name;
    private String department = "";
    private String post = "";
    private boolean teacher;

    @Column(name = "also_teaches_in")
    private String[] alsoTeachesIn = {};

    private String[] roles = {};

    @Column(name = "left_on")
    private @Nullable LocalDate leftOn;

    /** For the persistence provider. */
    protected Person() {}

    public String staffNo() {
        return staffNo;
    }

    /** Null once the name was erased. */
    public @Nullable String name() {
        return name;
    }

    public String department() {
        return department;
    }

    public String post() {
        return post;
    }

    public boolean teacher() {
        return teacher;
    }

    /** Codes of further departments where the person teaches. */
    public List<String> alsoTeachesIn() {
        return List.of(alsoTeachesIn);
    }

    public @Nullable LocalDate leftOn() {
        return leftOn;
    }

    public Set<Role> roles() {
        var all = EnumSet.noneOf(Role.class);
        Arrays.stream(roles).map(Role::valueOf).forEach(all::add);
        return all;
    }
}
