package org.mingzhang.ops.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium. Without one the tests fail and say how to get it, unless {@code -Dui.tests=skip}. */
final class Chromium implements AutoCloseable {

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        Assumptions.assumeFalse("skip".equals(System.getProperty("ui.tests")), "-Dui.tests=skip");
        var executable = PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(
                                "没有找到 Chromium。 There is no Chromium; install it with"
                                        + " `sudo apt-get install chromium fonts-noto-cjk`, or leave these tests out with -Dui.tests=skip."));
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--force-color-profile=srgb")));
        return new Chromium(playwright, browser);
    }

    /** Somebody's own window at a size, with nobody signed in. */
    Desk desk(URI server, int width, int height) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai")
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        return new Desk(context, server);
    }

    /** Somebody of the demo college, signed in on an office machine. */
    Desk desk(URI server, String staffNo) {
        var desk = desk(server, 1366, 768);
        desk.signIn(staffNo);
        return desk;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
