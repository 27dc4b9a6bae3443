package org.mingzhang.ops.tool.demo;

import java.util.List;
import java.util.Objects;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.ops.tool.demo.DemoCollege.Kind;
import org.mingzhang.ops.tool.demo.DemoCollege.Staff;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * 示例访客: whom a visitor of the demo college may be, for the page that explains it. Only a demo installation has this
 * endpoint, and only while the demo college is the one that lives there does it name anybody.
 */
@RestController
@ConditionalOnBooleanProperty("mingzhang.demo")
class DemoVisitController {

    /**
     * The demo college and its people.
     *
     * @param password password that all of them have chosen
     */
    record Visit(String college, String password, List<Person> people) {}

    /**
     * One of them.
     *
     * @param as {@code OFFICE}, {@code COLLECTOR}, {@code TEACHER}, {@code HEAD}, {@code SUPERVISOR}, {@code LEADER} and so on
     */
    record Person(String staffNumber, String name, String department, String post, String as) {}

    private final Directory directory;

    DemoVisitController(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/api/v1/demo")
    Visit visit() {
        var college = new DemoCollege();
        var here = directory
                .college()
                .filter(code -> Objects.equals(code, college.code()))
                .isPresent();
        return here
                ? new Visit(
                        college.name(),
                        DemoCollege.PASSWORD,
                        DemoLoader.shown(college).stream()
                                .map(person -> shown(college, person))
                                .toList())
                : new Visit("", "", List.of());
    }

    private static Person shown(DemoCollege college, Staff person) {
        return new Person(
                person.staffNo(),
                person.name(),
                college.department(person.department()).name(),
                person.post(),
                as(person));
    }

    private static String as(Staff person) {
        return person.kind() == Kind.LEADER && person.roles().size() < 2
                ? "SUPERVISOR"
                : person.kind().name();
    }
}
