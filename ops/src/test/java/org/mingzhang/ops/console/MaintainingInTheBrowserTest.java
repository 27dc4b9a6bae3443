package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** 维护 in a real browser: a technician compares rebuilt views with the live ones and has a backup written, and sees no value. */
class MaintainingInTheBrowserTest extends InABrowser {

    private static final String TECHNICIAN = "20080011";

    @Test
    void comparesRebuiltViewsAndWritesABackup() {
        try (var desk = chromium.desk(server, TECHNICIAN)) {
            desk.open("/console/health");
            desk.at("compare").click();
            // whoever comes back finds how it goes
            desk.open("/console/health");
            desk.see(desk.at("rebuilt"), Pattern.compile(".*逐字节一致.*个事件.*未切换.*"));
            desk.at("backup").click();
            desk.see(desk.at("backed-up"), Pattern.compile(".*备份已写好：事件 1….*mingzhang-.*zip.*核验码.*"));
            assertThat(desk.complaints()).isEmpty();
        }
    }
}
