package org.mingzhang.command.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.OrganisationEvent;
import org.mingzhang.events.org.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the directory in the transaction that appends the events. It holds no name of a person. */
@Component
@ProcessingGroup("guard")
class JdbcDirectory implements Directory {

    private static final String PEOPLE = "select staff_no, department, post, teacher, roles, active from guard.person ";
    private static final String DEPARTMENTS =
            "select code, name, aliases, head, supervisor from guard.department where open ";

    private final JdbcClient sql;

    JdbcDirectory(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Optional<String> college() {
        return sql.sql("select code from guard.college").query(String.class).optional();
    }

    @Override
    public Optional<Person> person(String staffNo) {
        return sql.sql(PEOPLE + "where staff_no = :staffNo")
                .param("staffNo", staffNo)
                .query(JdbcDirectory::person)
                .optional();
    }

    @Override
    public Optional<Department> department(String code) {
        return sql.sql(DEPARTMENTS + "and code = :code")
                .param("code", code)
                .query(JdbcDirectory::department)
                .optional();
    }

    @Override
    public Optional<Department> answering(String code) {
        return sql.sql("""
                with recursive line as (
                    select d.* from guard.department d where d.code = :code
                    union
                    select d.* from guard.department d join line on d.code = line.successor and not line.open)
                select code, name, aliases, head, supervisor from line where open limit 1""").param("code", code).query(JdbcDirectory::department).optional();
    }

    @Override
    public List<Department> departments() {
        return sql.sql(DEPARTMENTS + "order by code")
                .query(JdbcDirectory::department)
                .list();
    }

    @Override
    public List<Person> withRole(Role role) {
        return sql.sql(PEOPLE + "where active and :role = any (roles) order by staff_no")
                .param("role", role.name())
                .query(JdbcDirectory::person)
                .list();
    }

    @Override
    public List<String> teachersOf(String department) {
        return sql.sql("""
                select staff_no from guard.person
                where active and teacher and department = :department order by staff_no""").param("department", department).query(String.class).list();
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("staff_no"),
                row.getString("department"),
                row.getString("post"),
                row.getBoolean("teacher"),
                roles(Rows.texts(row, "roles")),
                row.getBoolean("active"));
    }

    private static Set<Role> roles(List<String> names) {
        var roles = EnumSet.noneOf(Role.class);
        names.forEach(name -> roles.add(Role.valueOf(name)));
        return roles;
    }

    private static Department department(ResultSet row, int number) throws SQLException {
        return new Department(
                row.getString("code"),
                row.getString("name"),
                Rows.texts(row, "aliases"),
                row.getString("head"),
                row.getString("supervisor"));
    }

    @EventHandler
    void on(OrganisationEvent.CollegeRegistered registered) {
        sql.sql("insert into guard.college (code, name) values (:code, :name) on conflict (code) do nothing")
                .param("code", registered.college())
                .param("name", registered.name())
                .update();
    }

    @EventHandler
    void on(OrganisationEvent.DepartmentRecorded recorded) {
        sql.sql("""
                insert into guard.department (code, name, aliases, supervisor) values (:code, :name, :aliases, :supervisor)
                on conflict (code) do update set name = excluded.name, aliases = excluded.aliases,
                    supervisor = excluded.supervisor, open = true, successor = null""")
                .param("code", recorded.department())
                .param("name", recorded.name())
                .param("aliases", recorded.aliases().toArray(String[]::new))
                .param("supervisor", recorded.supervisor())
                .update();
    }

    @EventHandler
    void on(OrganisationEvent.DepartmentClosed closed) {
        sql.sql("update guard.department set open = false where code = :code")
                .param("code", closed.department())
                .update();
    }

    @EventHandler
    void on(OrganisationEvent.DepartmentsMerged merged) {
        var from = merged.from().toArray(String[]::new);
        sql.sql("update guard.department set open = false, head = null, successor = :into where code = any (:from)")
                .param("into", merged.into())
                .param("from", from)
                .update();
        sql.sql("update guard.person set department = :into where department = any (:from)")
                .param("into", merged.into())
                .param("from", from)
                .update();
    }

    @EventHandler
    void on(OrganisationEvent.StaffRecorded recorded) {
        sql.sql("""
                insert into guard.person (staff_no, department, post, teacher, roles)
                values (:staffNo, :department, :post, :teacher, :roles)
                on conflict (staff_no) do update set department = excluded.department, post = excluded.post,
                    teacher = excluded.teacher, roles = excluded.roles, active = true""")
                .param("staffNo", recorded.staffNo())
                .param("department", recorded.department())
                .param("post", recorded.post())
                .param("teacher", recorded.teacher())
                .param("roles", recorded.roles().stream().map(Role::name).toArray(String[]::new))
                .update();
    }

    @EventHandler
    void on(OrganisationEvent.StaffLeft left) {
        sql.sql("update guard.person set active = false where staff_no = :staffNo")
                .param("staffNo", left.staffNo())
                .update();
        head(left.staffNo(), null);
    }

    @EventHandler
    void on(OrganisationEvent.HeadAppointed appointed) {
        sql.sql("update guard.department set head = :head where code = :code")
                .param("head", appointed.staffNo())
                .param("code", appointed.department())
                .update();
    }

    private void head(String previous, @Nullable String next) {
        sql.sql("update guard.department set head = :next where head = :previous")
                .param("next", next)
                .param("previous", previous)
                .update();
    }
}
