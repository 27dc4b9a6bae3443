package org.mingzhang.ops.console;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A browser for all tests of a class, and the demo college that they open in it. */
@DemoCollegeInABrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InABrowser {

    Chromium chromium;
    URI server;

    @LocalServerPort
    int port;

    @BeforeAll
    void aBrowser() {
        chromium = Chromium.start();
        server = URI.create("http://localhost:" + port);
    }

    @AfterAll
    void noBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }
}
