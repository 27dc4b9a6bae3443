package org.mingzhang.command.org;

import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.events.org.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 组织机构与教职工: imports with a preview, heads, activation. */
@RestController
@RequestMapping("/api/v1/organisation")
class OrganisationController {

    private static final char[] CODE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789".toCharArray();

    private final Commands commands;
    private final Permissions permissions;
    private final Directory directory;
    private final LogIn logIn;
    private final SecureRandom random = new SecureRandom();

    OrganisationController(Commands commands, Permissions permissions, Directory directory, LogIn logIn) {
        this.commands = commands;
        this.permissions = permissions;
        this.directory = directory;
        this.logIn = logIn;
    }

    record Departments(List<DepartmentLine> rows, @Nullable Boolean complete) {}

    record DepartmentLine(
            @Nullable String code,
            @Nullable String name,
            @Nullable List<String> aliases,
            @Nullable String supervisor) {

        DepartmentRow row() {
            return new DepartmentRow(
                    text(code), text(name), Objects.requireNonNullElse(aliases, List.of()), blankToNull(supervisor));
        }
    }

    record Staff(
            List<StaffLine> rows,
            @Nullable Boolean complete,
            @Nullable String document) {}

    record StaffLine(
            @Nullable String staffNo,
            @Nullable String name,
            @Nullable String identityNumber,
            @Nullable String department,
            @Nullable String post,
            @Nullable Boolean teacher,
            @Nullable List<String> alsoTeachesIn,
            @Nullable Boolean head,
            @Nullable List<Role> roles) {

        StaffRow row() {
            return new StaffRow(
                    text(staffNo),
                    text(name),
                    blankToNull(identityNumber),
                    text(department),
                    text(post),
                    Boolean.TRUE.equals(teacher),
                    Objects.requireNonNullElse(alsoTeachesIn, List.of()),
                    Boolean.TRUE.equals(head),
                    Objects.requireNonNullElse(roles, List.of()));
        }
    }

    /**
     * Departments that end and the one that answers for them.
     *
     * @param into new, changed, or as it is recorded
     * @param head staff number of who heads it; absent to leave that as it is
     */
    record Reorganisation(
            @Nullable List<String> from,
            DepartmentLine into,
            @Nullable String head,
            @Nullable String document) {}

    record Head(@Nullable String staffNo, @Nullable String document) {}

    record Offer(@Nullable Boolean code) {}

    /**
     * An account may be activated.
     *
     * @param code one-time code, told once, here; null where the identity number proves who the person is
     */
    record Offered(String staffNo, @Nullable String code) {}

    @PostMapping("/departments")
    ResponseEntity<Imported> departments(
            @RequestBody Departments list, @RequestParam(defaultValue = "false") boolean preview, Act act) {
        permissions.officeOrAdministrator(act);
        var rows = list.rows().stream().map(DepartmentLine::row).toList();
        return Answer.ok(commands.send(
                new ImportDepartments(
                        college(), batch(act), rows, Boolean.TRUE.equals(list.complete()), preview, act.by()),
                Imported.class,
                act));
    }

    @PostMapping("/staff")
    ResponseEntity<Imported> staff(
            @RequestBody Staff list, @RequestParam(defaultValue = "false") boolean preview, Act act) {
        permissions.officeOrAdministrator(act);
        var rows = list.rows().stream().map(StaffLine::row).toList();
        var document = Objects.requireNonNullElse(blankToNull(list.document()), batch(act));
        return Answer.ok(commands.send(
                new ImportStaff(
                        college(), batch(act), document, rows, Boolean.TRUE.equals(list.complete()), preview, act.by()),
                Imported.class,
                act));
    }

    @PostMapping("/reorganisations")
    ResponseEntity<Void> reorganise(@RequestBody Reorganisation reorganisation, Act act) {
        permissions.office(act);
        return Answer.done(commands.send(
                new Reorganise(
                        college(),
                        Objects.requireNonNullElse(reorganisation.from(), List.of()),
                        reorganisation.into().row(),
                        blankToNull(reorganisation.head()),
                        text(reorganisation.document()),
                        act.by()),
                act));
    }

    @PutMapping("/departments/{department}/head")
    ResponseEntity<Void> head(@PathVariable String department, @RequestBody Head head, Act act) {
        permissions.office(act);
        return Answer.done(commands.send(
                new AppointHead(college(), department, text(head.staffNo()), text(head.document()), act.by()), act));
    }

    @PostMapping("/staff/{staffNo}/activation")
    ResponseEntity<Offered> activation(@PathVariable String staffNo, @RequestBody Offer offer, Act act) {
        permissions.officeOrAdministrator(act);
        if (directory.person(staffNo).filter(Directory.Person::active).isEmpty()) {
            throw new Refusal(Rule.NO_SUCH_PERSON, staffNo);
        }
        var code = Boolean.TRUE.equals(offer.code()) ? code() : null;
        var hash = code == null ? null : logIn.encode(code);
        var done = commands.send(new OfferActivation(college(), staffNo, hash, act.by()), act);
        return Answer.ok(done, new Offered(staffNo, done.repeated() ? null : code));
    }

    private String code() {
        var code = new StringBuilder();
        for (var place = 0; place < 10; place++) {
            code.append(CODE[random.nextInt(CODE.length)]);
        }
        return code.toString();
    }

    private String college() {
        return directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP));
    }

    private static String batch(Act act) {
        return String.valueOf(act.key());
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    private static @Nullable String blankToNull(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }
}
