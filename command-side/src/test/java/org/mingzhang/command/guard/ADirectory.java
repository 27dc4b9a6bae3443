package org.mingzhang.command.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.Role;

/** The people of an invented college, as a specification needs them. */
public final class ADirectory implements Directory {

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final List<Department> departments = new ArrayList<>();

    public ADirectory person(String staffNo, String department, String post, Role... roles) {
        people.put(staffNo, new Person(staffNo, department, post, false, Set.of(roles), true));
        return this;
    }

    public ADirectory teacher(String staffNo, String department) {
        people.put(staffNo, new Person(staffNo, department, "教师", true, Set.of(), true));
        return this;
    }

    public ADirectory department(
            String code, String name, @Nullable String head, @Nullable String supervisor, String... aliases) {
        departments.add(new Department(code, name, List.of(aliases), head, supervisor));
        return this;
    }

    @Override
    public Optional<String> college() {
        return Optional.of("99001");
    }

    @Override
    public Optional<Person> person(String staffNo) {
        return Optional.ofNullable(people.get(staffNo));
    }

    @Override
    public Optional<Department> department(String code) {
        return departments.stream()
                .filter(department -> department.code().equals(code))
                .findFirst();
    }

    @Override
    public List<Department> departments() {
        return List.copyOf(departments);
    }

    @Override
    public List<Person> withRole(Role role) {
        return people.values().stream().filter(person -> person.has(role)).toList();
    }

    @Override
    public List<String> teachersOf(String department) {
        return people.values().stream()
                .filter(person -> person.teacher() && person.department().equals(department))
                .map(Person::staffNo)
                .toList();
    }
}
