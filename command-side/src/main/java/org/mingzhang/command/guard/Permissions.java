package org.mingzhang.command.guard;

import org.mingzhang.command.Act;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.org.Role;
import org.springframework.stereotype.Component;

/** 权限: what a person may do in the college as such. Deny by default. */
@Component
public class Permissions {

    private final Directory directory;

    Permissions(Directory directory) {
        this.directory = directory;
    }

    /** Whether the person has one of these roles now. */
    public boolean has(Act act, Role... roles) {
        var person = directory.person(act.by());
        for (var role : roles) {
            if (person.filter(known -> known.has(role)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Only the collection office (采集工作办公室). */
    public void office(Act act) {
        if (!has(act, Role.OFFICE)) {
            throw new Refusal(Rule.OFFICE_ONLY);
        }
    }

    /** The collection office, or whoever keeps the accounts. */
    public void officeOrAdministrator(Act act) {
        if (!has(act, Role.OFFICE, Role.ADMINISTRATOR)) {
            throw new Refusal(Rule.OFFICE_ONLY);
        }
    }
}
