package org.mingzhang.query.org;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** 部门, as the view shows it. */
@Entity
@Immutable
@Table(name = "department")
public class Department {

    @Id
    private String code = "";

    private String name = "";
    private String[] aliases = {};
    private @Nullable String head;
    private @Nullable String supervisor;

    @Column(name = "closed_on")
    private @Nullable LocalDate closedOn;

    private @Nullable String successor;

    /** For the persistence provider. */
    protected Department() {}

    public String code() {
        return code;
    }

    public String name() {
        return name;
    }

    public List<String> aliases() {
        return List.of(aliases);
    }

    public @Nullable String head() {
        return head;
    }

    public @Nullable String supervisor() {
        return supervisor;
    }

    /** Code of the department that answers for it since it was merged; null if none. */
    public @Nullable String successor() {
        return successor;
    }

    public @Nullable LocalDate closedOn() {
        return closedOn;
    }
}
