package org.mingzhang.query.org;

import java.security.Principal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.Role;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 组织机构 as readers see it. */
@RestController
@RequestMapping("/api/v1/organisation")
class OrganisationController {

    record DepartmentShown(
            String code,
            String name,
            List<String> aliases,
            Organisation.@Nullable Who head,
            Organisation.@Nullable Who supervisor,
            @Nullable LocalDate closedOn,
            @Nullable String successor) {}

    record PersonShown(
            String staffNo,
            @Nullable String name,
            String department,
            String post,
            boolean teacher,
            List<String> alsoTeachesIn,
            Set<Role> roles,
            @Nullable LocalDate leftOn) {}

    record Items<T>(Collection<T> items) {}

    private final Organisation organisation;
    private final Reads reads;

    OrganisationController(Organisation organisation, Reads reads) {
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/departments")
    ResponseEntity<Items<DepartmentShown>> departments(
            Principal principal, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        var departments = organisation.departments();
        var names = organisation.names(departments.stream()
                .flatMap(department -> Stream.of(department.head(), department.supervisor()))
                .filter(Objects::nonNull)
                .toList());
        return Reads.ok(position)
                .body(new Items<>(departments.stream()
                        .map(department -> new DepartmentShown(
                                department.code(),
                                department.name(),
                                department.aliases(),
                                names.of(department.head()),
                                names.of(department.supervisor()),
                                department.closedOn(),
                                department.successor()))
                        .toList()));
    }

    @GetMapping("/staff")
    ResponseEntity<Items<PersonShown>> staff(
            Principal principal, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var reader = organisation.reader(principal);
        return Reads.ok(position)
                .body(new Items<>(organisation.staffFor(reader).stream()
                        .map(person -> new PersonShown(
                                person.staffNo(),
                                person.name(),
                                person.department(),
                                person.post(),
                                person.teacher(),
                                person.alsoTeachesIn(),
                                person.roles(),
                                person.leftOn()))
                        .toList()));
    }
}
