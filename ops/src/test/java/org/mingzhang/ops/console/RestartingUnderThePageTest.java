package org.mingzhang.ops.console;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.tool.Machines;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.springframework.jdbc.core.JdbcTemplate;

/** 服务器重启: whoever types while the server is stopped and started again loses nothing and does nothing twice. */
class RestartingUnderThePageTest {

    private static final String GROUPS = "2.8.1";

    @Test
    void nothingTypedIsLost(@TempDir Path directory) throws InterruptedException {
        var machines = new Machines(directory);
        var program = machines.start("college");
        var college = new DemoCollege();
        var department = college.division(GROUPS).shares().get(0);
        var port = program.getEnvironment().getRequiredProperty("local.server.port");
        var server = URI.create("http://localhost:" + port);
        try (var chromium = Chromium.start()) {
            var cast = new Cast(server, college, Browser.Keys.RANDOM, 0);
            var deeds = new Deeds(cast, college, new DemoRows(Catalogues.load().edition("2022"), college, 400));
            AnOpenCampaign.setUp(
                    cast,
                    college,
                    deeds,
                    program.getBean(SetUpCode.class).issue().orElseThrow());
            // whoever came once has a password
            cast.as(college.collector(department).staffNo());
            try (var desk = chromium.desk(server, college.collector(department).staffNo())) {
                desk.openSheet(GROUPS, department);
                desk.select(0, 0);
                desk.type("重启之前的集团");
                desk.press("Enter");
                desk.awaitSaved();

                // as after an upgrade: the views have another form and are told the ledger again
                program.getBean(JdbcTemplate.class).update("delete from view.migration where version <> '1'");
                program.close();
                desk.type("停机期间的集团");
                desk.press("Enter");
                desk.type("停机期间的第二个集团");
                desk.press("Enter");
                desk.see(desk.at("saved"), Pattern.compile("离线：.*已存在本机.*"));

                program = machines.start("college", "--server.port=" + port);
                desk.page().waitForSelector("dialog[open] input[type=password], [data-testid=saved]:has-text('已保存')");
                if (desk.page().locator("dialog[open] input[type=password]").count() > 0) {
                    desk.page().fill("dialog[open] input[type=password]", DemoCollege.PASSWORD);
                    desk.page().click("dialog[open] button.p");
                }
                desk.awaitSaved();
                desk.openSheet(GROUPS, department);
                desk.see(desk.cell(0, 0), "重启之前的集团");
                desk.see(desk.cell(1, 0), "停机期间的集团");
                desk.see(desk.cell(2, 0), "停机期间的第二个集团");
                desk.see(desk.page().locator(".foot span").first(), Pattern.compile("3 行 × .*"));
                desk.complaints();
            }
        } finally {
            program.close();
        }
    }
}
