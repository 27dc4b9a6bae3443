package org.mingzhang.command.org;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Acts;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.Event;
import org.mingzhang.events.org.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** 初始化: the empty installation learns, once, which college it serves and who its first office person is. */
@RestController
class SetUpController {

    private final SetUpCode code;
    private final Commands commands;
    private final Acts acts;

    SetUpController(SetUpCode code, Commands commands, Acts acts) {
        this.code = code;
        this.commands = commands;
        this.acts = acts;
    }

    /** The first office person. */
    record First(
            String staffNo,
            String name,
            String identityNumber,
            String department,
            String departmentName,
            String post) {}

    record SetUp(@Nullable String code, String college, String name, First office) {}

    @PostMapping("/api/v1/setup")
    ResponseEntity<Void> setUp(@RequestBody SetUp setUp, HttpServletRequest request) {
        var office = setUp.office();
        if (!setUp.college().matches("[0-9A-Za-z]{2,12}")
                || office.identityNumber().strip().length() < 6) {
            throw new Refusal(Rule.UNREADABLE, "/college, /office/identityNumber");
        }
        code.check(setUp.code());
        var act = acts.stranger(Event.SYSTEM, request);
        register(setUp, act);
        var department = new DepartmentRow(office.department(), office.departmentName(), List.of(), null);
        commands.send(
                new ImportDepartments(setUp.college(), "set-up", List.of(department), false, false, Event.SYSTEM),
                Imported.class,
                act);
        var person = new StaffRow(
                office.staffNo(),
                office.name(),
                office.identityNumber(),
                office.department(),
                office.post(),
                false,
                List.of(),
                false,
                List.of(Role.OFFICE));
        commands.send(
                new ImportStaff(setUp.college(), "set-up", "set-up", List.of(person), false, false, Event.SYSTEM),
                Imported.class,
                act);
        return Answer.done(commands.send(new SetUpInstallation(setUp.college(), Event.SYSTEM), act));
    }

    /** Whatever was interrupted after this step is done by asking again with the same code. */
    private void register(SetUp setUp, Act act) {
        try {
            commands.send(new RegisterCollege(setUp.college(), setUp.name(), Event.SYSTEM), act);
        } catch (Refusal already) {
            if (already.rule() != Rule.ALREADY_SET_UP) {
                throw already;
            }
        }
    }
}
