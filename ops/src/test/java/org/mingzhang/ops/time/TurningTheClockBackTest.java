package org.mingzhang.ops.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** 时钟回拨 — J4 E6: the machine's clock jumps back a day; nothing is written until it is right again. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=clock-back")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TurningTheClockBackTest {

    private final DemoCollege college = new DemoCollege();
    private Browser office;
    private Browser collector;
    private Cast cast;

    @Autowired
    SetUpCode code;

    @Autowired
    SettableClock clock;

    @Autowired
    ClockGuard guard;

    @Autowired
    Clock now;

    @LocalServerPort
    int port;

    @BeforeAll
    void aCampaignIsOpen() throws InterruptedException {
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        var deeds = new Deeds(cast, college, new DemoRows(Catalogues.load().edition("2022"), college, 400));
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
        office = deeds.office();
        collector = deeds.collector("0108");
    }

    @Test
    void nothingIsWrittenWhileTheClockIsBehindWhatItSaidAlready() {
        var right = now.instant();
        var question = Map.of("text", "以文件日期还是证书日期为准？");
        var path = Deeds.table("1.2.1") + "/questions";

        // not by the test clock, which is an event: the machine's own clock jumps
        clock.set(right.minus(Duration.ofDays(1)));
        var refused = collector.post(path, question);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("clock-went-back");
        assertThat(refused.json().path("detail").asString("")).contains("没有保存");
        assertThat(guard.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(office.get(Deeds.table("1.2.1")).status())
                .as("reading goes on")
                .isEqualTo(200);

        clock.set(right.minusSeconds(20));
        assertThat(guard.health().getStatus())
                .as("what a time service corrects")
                .isEqualTo(Status.UP);
        clock.set(right.plusSeconds(5));
        collector.post(path, question).mustBeOk();
    }
}
