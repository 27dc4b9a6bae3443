package org.mingzhang.query.org;

import java.security.Principal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.Then;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 组织机构: who people are and what departments are called, as the view tells it. */
@Component
public final class Organisation {

    /**
     * A person as other views show one.
     *
     * @param name null if unknown or erased
     */
    public record Who(String staffNo, @Nullable String name) {

        /** What the person is called in a sentence: the name, or the staff number where that is not known. */
        public String called() {
            return name == null ? staffNo : name;
        }
    }

    private final People people;
    private final Departments departments;
    private final JdbcClient sql;

    Organisation(People people, Departments departments, JdbcClient sql) {
        this.people = people;
        this.departments = departments;
        this.sql = sql;
    }

    /** What the college is called. */
    public String collegeName() {
        return sql.sql("select name from college order by college limit 1")
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Ministry code of the college. */
    public String college() {
        return sql.sql("select college from college order by college limit 1")
                .query(String.class)
                .optional()
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
    }

    /** The campaign of a year of this college. */
    public CampaignKey campaign(int year) {
        return new CampaignKey(college(), year);
    }

    /** The reader; nobody reads who is not, or no longer, of the college. What is read may be of the past, who reads is of now. */
    public Reader reader(@Nullable Principal principal) {
        if (principal == null) {
            throw new Unanswerable(Why.NOT_VISIBLE);
        }
        return Then.nowadays(() -> present(principal));
    }

    private Reader present(Principal principal) {
        var all = departments.findAllByOrderByCode();
        return people.findById(principal.getName())
                .filter(person -> person.leftOn() == null)
                .map(person -> new Reader(
                        person.staffNo(),
                        person.department(),
                        Set.copyOf(person.roles()),
                        answeringFor(all, department -> person.staffNo().equals(department.supervisor())),
                        answeringFor(all, department -> person.department().equals(department.code()))))
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
    }

    /** Names of departments by code. */
    public Map<String, String> departmentNames() {
        return departments.findAllByOrderByCode().stream()
                .collect(Collectors.toMap(Department::code, Department::name));
    }

    /** Names of the departments that have not ended, by code, in order. */
    public SortedMap<String, String> openDepartments() {
        var open = new TreeMap<String, String>();
        departments.findAllByOrderByCode().stream()
                .filter(department -> department.closedOn() == null)
                .forEach(department -> open.put(department.code(), department.name()));
        return open;
    }

    List<Department> departments() {
        return departments.findAllByOrderByCode();
    }

    List<Person> staffFor(Reader reader) {
        return reader.seesEverybody()
                ? people.findAllByOrderByStaffNo()
                : people.findByDepartmentInOrderByStaffNo(List.of(reader.department()));
    }

    /** Who some people are. */
    public Names names(Collection<String> staffNos) {
        var names = new HashMap<String, @Nullable String>();
        people.findAllById(Set.copyOf(staffNos)).forEach(person -> names.put(person.staffNo(), person.name()));
        return new Names(names);
    }

    /** Codes of the departments somebody heads, with all that ended and for which these answer now. */
    public Set<String> headedBy(String staffNo) {
        return answeringFor(departments.findAllByOrderByCode(), department -> staffNo.equals(department.head()));
    }

    /** A department and every one that ended and for which it answers now. */
    public Set<String> withPredecessors(String code) {
        return answeringFor(
                departments.findAllByOrderByCode(),
                department -> department.code().equals(code));
    }

    /** The departments of which this is true now, with all that ended and were merged into them. */
    private static Set<String> answeringFor(List<Department> all, Predicate<Department> now) {
        var found = all.stream()
                .filter(department -> department.successor() == null)
                .filter(now)
                .map(Department::code)
                .collect(Collectors.toCollection(HashSet::new));
        int known;
        do {
            known = found.size();
            all.stream()
                    .filter(department -> department.successor() != null && found.contains(department.successor()))
                    .map(Department::code)
                    .forEach(found::add);
        } while (found.size() > known);
        return Set.copyOf(found);
    }

    /** Names by staff number. */
    public static final class Names {

        private final Map<String, @Nullable String> names;

        private Names(Map<String, @Nullable String> names) {
            this.names = names;
        }

        /** A person; null for nobody. */
        public @Nullable Who of(@Nullable String staffNo) {
            return staffNo == null ? null : new Who(staffNo, names.get(staffNo));
        }

        /** What a person is called in a sentence. */
        public String called(String staffNo) {
            return new Who(staffNo, names.get(staffNo)).called();
        }

        /** The name with the staff number behind it, or the number alone. */
        public String withNumber(String staffNo) {
            var name = names.get(staffNo);
            return name == null ? staffNo : name + "（" + staffNo + "）";
        }

        /** Several people. */
        public List<Who> of(Collection<String> staffNos) {
            return staffNos.stream()
                    .map(staffNo -> new Who(staffNo, names.get(staffNo)))
                    .toList();
        }
    }
}
