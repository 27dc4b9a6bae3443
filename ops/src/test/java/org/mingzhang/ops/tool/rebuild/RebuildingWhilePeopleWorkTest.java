package org.mingzhang.ops.tool.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.tool.OperatorAtATerminal;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/** 重建视图: the technician's own command against the running program; a lie in a view is found and mended. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=rebuilding-the-views")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildingWhilePeopleWorkTest {

    private Cast cast;

    @Autowired
    SetUpCode code;

    @Autowired
    JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    @BeforeAll
    void theCollegeIsSetUp() {
        cast = new Cast(URI.create("http://localhost:" + port), new DemoCollege(), Browser.Keys.RANDOM, 0);
        AnOpenCampaign.aCollege(cast, code.issue().orElseThrow());
        cast.as(OperatorAtATerminal.TECHNICIAN);
    }

    @Test
    void aLieInAViewIsFoundAndTheRebuiltViewsTakeItsPlace() throws Exception {
        assertThat(rebuild("--compare-only")).contains("一致 same", "未切换").doesNotContain("DIFFERENT");
        jdbc.update("update department set name = '谎' where code = '0201'");
        assertThat(nameOf("0201")).isEqualTo("谎");
        assertThat(rebuild()).contains("department").contains("DIFFERENT");
        assertThat(nameOf("0201")).isEqualTo("护理系");
        var changed = cast.as("20050007").post("/organisation/departments", cast.departments(true));
        assertThat(changed.ok()).isTrue();
        assertThat(rebuild()).contains("已切换 switched").doesNotContain("DIFFERENT");
        assertThat(cast.as("20050007").get("/organisation/staff").ok()).isTrue();
    }

    @Test
    void nobodyElseMayAskForIt() {
        assertThat(cast.as("20050007").post("/projections/rebuild", Map.of()).problem())
                .isEqualTo("role-required");
    }

    private String nameOf(String department) {
        var items = cast.as("20050007")
                .get("/organisation/departments")
                .mustBeOk()
                .json()
                .path("items");
        for (var item : items) {
            if (item.path("code").asString("").equals(department)) {
                return item.path("name").asString("");
            }
        }
        throw new AssertionError("no department " + department);
    }

    private String rebuild(String... arguments) throws IOException, InterruptedException {
        return OperatorAtATerminal.types(URI.create("http://localhost:" + port), "rebuild", arguments)
                .words();
    }
}
