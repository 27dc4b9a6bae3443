package org.mingzhang.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives a test an installation of its own: an empty data directory, a clock that can be set, nobody in it. */
public class FreshInstallation implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "mingzhang.data=" + freshDirectory(),
                        "mingzhang.binaries=" + Path.of("target", "postgresql").toAbsolutePath(),
                        "mingzhang.demo=true",
                        "mingzhang.demo-college=false",
                        "mingzhang.test-clock=true")
                .applyTo(context);
    }

    private static Path freshDirectory() {
        try {
            var directory = Files.createDirectories(Path.of("target", "data").toAbsolutePath());
            return Files.createTempDirectory(directory, "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
