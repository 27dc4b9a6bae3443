package org.mingzhang.ops.tool.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mingzhang.command.Positions;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.time.TestClock;
import org.mingzhang.ops.tool.demo.DemoCollege.Kind;
import org.mingzhang.ops.tool.demo.DemoCollege.Size;
import org.mingzhang.ops.tool.demo.DemoCollege.Staff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * 装入示例学校: fills an empty demo installation by doing, over HTTP, what the people of the demo college would do, up to the
 * middle of the campaign, and says who they are.
 *
 * <p>Every write has an idempotency key that follows from what it asks. A start that was broken off is therefore simply
 * done again: what was done is repeated without a second event, and the rest is done.
 */
@Component
@ConditionalOnBooleanProperty("mingzhang.demo")
@ConditionalOnBooleanProperty(name = "mingzhang.demo-college", matchIfMissing = true)
@Order(Ordered.LOWEST_PRECEDENCE)
class DemoLoader implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoLoader.class);

    private final ConfigurableApplicationContext program;
    private final Environment environment;
    private final Catalogues catalogues;
    private final Directory directory;
    private final AssignmentBook book;
    private final Positions positions;
    private final SetUpCode code;
    private final TestClock clock;
    private final Size size;

    DemoLoader(
            ConfigurableApplicationContext program,
            Environment environment,
            Catalogues catalogues,
            Directory directory,
            AssignmentBook book,
            Positions positions,
            SetUpCode code,
            TestClock clock,
            @Value("${mingzhang.demo-small:false}") boolean small) {
        this.program = program;
        this.environment = environment;
        this.catalogues = catalogues;
        this.directory = directory;
        this.book = book;
        this.positions = positions;
        this.code = code;
        this.clock = clock;
        this.size = small ? Size.SMALL : Size.FULL;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var college = new DemoCollege(size);
        if (isOthers(college)) {
            return;
        }
        var server = server();
        if (!isOver(college)) {
            LOG.info("正在装入示例学校，约需一两分钟。 Loading the demo college; this takes a minute or two.");
            try {
                load(server, college);
            } catch (RuntimeException broken) {
                if (program.isActive()) {
                    throw broken;
                }
                LOG.info("示例学校尚未装完，下次启动接着装。 The demo college is not complete yet; the next start goes on.");
                return;
            }
        }
        tell(server, college);
    }

    private void load(URI server, DemoCollege college) {
        var catalogue = catalogues.edition("2022");
        int students = college.size().students();
        var cast = new Cast(server, college, Browser.Keys.REPEATABLE, positions.head());
        new DemoLastYear(college, new DemoRows(catalogue, college, students, DemoLastYear.YEAR), cast, clock, code)
                .live();
        new DemoAutumn(college, new DemoRows(catalogue, college, students), cast, clock).live();
    }

    private URI server() {
        return URI.create("http://localhost:" + environment.getProperty("local.server.port"));
    }

    /** Whether all of it has happened already: the last thing that happens has. */
    private boolean isOver(DemoCollege college) {
        return book.table(new TableKey(college.code(), 2022, DemoAutumn.LAST_TABLE))
                .flatMap(table -> table.share(DemoAutumn.LAST_DEPARTMENT))
                .filter(share -> share.entries() > 0)
                .isPresent();
    }

    private boolean isOthers(DemoCollege college) {
        var known = directory.college();
        return known.isPresent() && !Objects.equals(known.get(), college.code());
    }

    private static void tell(URI server, DemoCollege college) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("明账已启动 Mingzhang is running: " + server + "/  （API: " + server + "/api/v1, " + server
                + "/v3/api-docs）");
        lines.add(college.name() + "；示例用户的密码均为 password of all demo users: " + DemoCollege.PASSWORD);
        lines.add("");
        lines.add(line("教工号 No.", "姓名 Name", "部门 Department", "职务 Post", "在示例中 In the demo"));
        for (var person : shown(college)) {
            lines.add(line(
                    person.staffNo(),
                    person.name(),
                    college.department(person.department()).name(),
                    person.post(),
                    role(person)));
        }
        lines.add("");
        System.out.println(String.join(System.lineSeparator(), lines));
        System.out.flush();
    }

    /** Those of the demo's people whom a visitor wants to be. */
    static List<Staff> shown(DemoCollege college) {
        var shown = new ArrayList<Staff>();
        for (var number : List.of(
                "20050007",
                "20110015",
                "20150101",
                "20160102",
                "20100201",
                "20000001",
                "20180103",
                "19980002",
                "19950001",
                "19960001",
                "20030009",
                "20120010",
                "20080011",
                "20130016")) {
            shown.add(college.staff(number));
        }
        shown.add(college.collector("0106"));
        shown.add(college.head("0106"));
        shown.add(college.collector("0107"));
        shown.add(college.head("0107"));
        return shown;
    }

    private static String role(Staff person) {
        if (person.kind() == Kind.LEADER) {
            return person.roles().size() > 1 ? "学校领导（签审） leader who signs" : "分管领导 supervising leader";
        }
        return switch (person.kind()) {
            case OFFICE -> "采集工作办公室 collection office";
            case TECHNICIAN -> "平台技术员 technician";
            case ADMINISTRATOR -> "系统管理员 administrator";
            case INSPECTOR -> "纪检监察 inspector";
            case HEAD -> "审核人 reviewer";
            case COLLECTOR -> "采集人 collector";
            case TEACHER -> "教师个人填写 teacher";
            default -> "无采集任务 no task";
        };
    }

    private static String line(String number, String name, String department, String post, String role) {
        return "  " + wide(number, 12) + wide(name, 12) + wide(department, 24) + wide(post, 20) + role;
    }

    /** Padded to a width in columns of a terminal, where a Chinese character takes two. */
    private static String wide(String text, int columns) {
        int taken = text.codePoints().map(point -> point > 0x2E7F ? 2 : 1).sum();
        return text + " ".repeat(Math.max(1, columns - taken));
    }
}
