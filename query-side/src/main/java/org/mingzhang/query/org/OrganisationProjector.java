package org.mingzhang.query.org;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Unsealing;
import org.mingzhang.events.org.AccountEvent;
import org.mingzhang.events.org.AccountEvent.AccountClosed;
import org.mingzhang.events.org.AccountEvent.AccountLocked;
import org.mingzhang.events.org.AccountEvent.Activated;
import org.mingzhang.events.org.AccountEvent.ActivationOffered;
import org.mingzhang.events.org.AccountEvent.LoggedIn;
import org.mingzhang.events.org.OrganisationEvent.CollegeRegistered;
import org.mingzhang.events.org.OrganisationEvent.DepartmentClosed;
import org.mingzhang.events.org.OrganisationEvent.DepartmentRecorded;
import org.mingzhang.events.org.OrganisationEvent.DepartmentsMerged;
import org.mingzhang.events.org.OrganisationEvent.HeadAppointed;
import org.mingzhang.events.org.OrganisationEvent.StaffLeft;
import org.mingzhang.events.org.OrganisationEvent.StaffRecorded;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 组织机构: departments, people and accounts as they are now. The identity number never comes here. */
@Component
@ProcessingGroup(Views.PROGRESS)
public final class OrganisationProjector {

    private static final String COLLEGE = """
            insert into college (college, position, name) select ?, ?, ?
            on conflict (college) do update set position = excluded.position, name = excluded.name
            where college.position < excluded.position""";

    private static final String DEPARTMENT = """
            insert into department (code, position, name, aliases, supervisor) select ?, ?, ?, ?::text[], ?
            on conflict (code) do update set position = excluded.position, name = excluded.name,
                aliases = excluded.aliases, supervisor = excluded.supervisor, closed_on = null, successor = null
            where department.position < excluded.position""";

    private static final String CLOSE =
            "update department set position = ?, closed_on = ? where code = ? and position < ?";

    private static final String MERGE = """
            with gone as (
                update department set position = ?, closed_on = ?, head = null, successor = ?
                where code = any(?::text[]) and position < ?)
            update person set position = ?, department = ? where department = any(?::text[]) and position < ?""";

    private static final String APPOINT =
            "update department set position = ?, head = ? where code = ? and position < ?";

    private static final String PERSON = """
            insert into person (staff_no, position, name, sealed, department, post, teacher, also_teaches_in, roles)
            select ?, ?, ?, ?, ?, ?, ?, ?::text[], ?::text[]
            on conflict (staff_no) do update set position = excluded.position, name = excluded.name,
                sealed = excluded.sealed,
                department = excluded.department, post = excluded.post, teacher = excluded.teacher,
                also_teaches_in = excluded.also_teaches_in, roles = excluded.roles, left_on = null
            where person.position < excluded.position""";

    private static final String LEAVE =
            "update person set position = ?, left_on = ? where staff_no = ? and position < ?";

    private static final String ACCOUNT = """
            insert into account (staff_no, position, state, until) select ?, ?, ?, ?::timestamptz
            on conflict (staff_no) do update set position = excluded.position, state = excluded.state,
                until = excluded.until
            where account.position < excluded.position""";

    private static final String LOG_IN =
            "update account set position = ?, last_log_in = ?, state = 'ACTIVE', until = null"
                    + " where staff_no = ? and position < ?";

    private final Views views;
    private final Unsealing unsealing;

    public OrganisationProjector(Views views, Unsealing unsealing) {
        this.views = views;
        this.unsealing = unsealing;
    }

    @EventHandler
    void on(CollegeRegistered registered, Told told) {
        add(told, COLLEGE, registered.college(), told.position(), registered.name());
    }

    @EventHandler
    void on(DepartmentRecorded recorded, Told told) {
        add(
                told,
                DEPARTMENT,
                recorded.department(),
                told.position(),
                recorded.name(),
                recorded.aliases(),
                recorded.supervisor());
    }

    @EventHandler
    void on(DepartmentClosed closed, Told told) {
        add(told, CLOSE, told.position(), closed.on(), closed.department(), told.position());
    }

    @EventHandler
    void on(DepartmentsMerged merged, Told told) {
        add(
                told,
                MERGE,
                told.position(),
                merged.on(),
                merged.into(),
                merged.from(),
                told.position(),
                told.position(),
                merged.into(),
                merged.from(),
                told.position());
    }

    @EventHandler
    void on(HeadAppointed appointed, Told told) {
        add(told, APPOINT, told.position(), appointed.staffNo(), appointed.department(), told.position());
    }

    @EventHandler
    void on(StaffRecorded recorded, Told told) {
        add(
                told,
                PERSON,
                recorded.staffNo(),
                told.position(),
                name(recorded, told),
                recorded.name() instanceof CellValue.Sealed sealed ? sealed.person() : null,
                recorded.department(),
                recorded.post(),
                recorded.teacher(),
                recorded.alsoTeachesIn(),
                recorded.roles());
    }

    @EventHandler
    void on(StaffLeft left, Told told) {
        add(told, LEAVE, told.position(), left.on(), left.staffNo(), told.position());
    }

    @EventHandler
    void on(ActivationOffered offered, Told told) {
        account(told, offered, "OFFERED", offered.until());
    }

    @EventHandler
    void on(Activated activated, Told told) {
        account(told, activated, "ACTIVE", null);
    }

    @EventHandler
    void on(LoggedIn in, Told told) {
        add(told, LOG_IN, told.position(), in.at(), in.staffNo(), told.position());
    }

    @EventHandler
    void on(AccountLocked locked, Told told) {
        account(told, locked, "LOCKED", locked.until());
    }

    @EventHandler
    void on(AccountClosed closed, Told told) {
        account(told, closed, "CLOSED", null);
    }

    private void account(Told told, AccountEvent event, String state, java.time.@Nullable Instant until) {
        add(told, ACCOUNT, event.staffNo(), told.position(), state, until);
    }

    private void add(Told told, String sql, @Nullable Object... arguments) {
        views.at(Views.PROGRESS, told).add(sql, arguments);
    }

    private @Nullable String name(StaffRecorded recorded, Told told) {
        var name = recorded.name() instanceof CellValue.Sealed sealed
                ? unsealing.open(told.event(), "name", sealed)
                : recorded.name().plain();
        return name instanceof CellValue.Text text ? text.text() : null;
    }
}
