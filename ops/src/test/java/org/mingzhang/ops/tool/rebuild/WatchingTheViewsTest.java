package org.mingzhang.ops.tool.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.database.DatabaseOwner;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/** 自查: what somebody changes in the database behind the program's back is noticed, and the inspection office is told. */
@RunningProgram
@TestPropertySource(
        properties = {
            "spring.application.name=watching-the-views",
            "mingzhang.view-watch=PT1S",
            "mingzhang.row-watch=PT1S"
        })
class WatchingTheViewsTest {

    @Autowired
    SetUpCode code;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DatabaseOwner owner;

    @LocalServerPort
    int port;

    @Test
    void tellsTheInspectionOfficeWhatWasChanged() throws InterruptedException {
        var cast = new Cast(URI.create("http://localhost:" + port), new DemoCollege(), Browser.Keys.RANDOM, 0);
        AnOpenCampaign.aCollege(cast, code.issue().orElseThrow());
        var inspector = cast.as("20030009");
        assertThat(inspector.getAsItIs("/actuator/health").status()).isEqualTo(200);

        jdbc.update("update view.department set name = '谎' where code = '0201'");
        assertThat(told(inspector, "tampering-views")).contains("department");
        assertThat(inspector.getAsItIs("/actuator/health").status()).isEqualTo(503);

        new JdbcTemplate(owner.source()).update("""
                insert into store.event (event_id, aggregate_type, aggregate_id, sequence_number, event_type, revision, at,
                    actor, role, command, payload, mac)
                values (gen_random_uuid(), 'table', '99001/2022/1.1.1', 0, 'table.opened', 1, now(), 'p', '', 'c', '{}',
                    sha256('x'))""");
        assertThat(told(inspector, "tampering-rows")).contains("已隔离");
    }

    private static String told(Browser who, String what) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            var notices = who.get("/me/notices").mustBeOk().json().toString();
            if (notices.contains(what)) {
                return notices;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("nobody was told of " + what);
    }
}
