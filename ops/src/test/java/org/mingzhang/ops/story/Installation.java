package org.mingzhang.ops.story;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.ops.Mingzhang;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole program as it is installed, on its own PostgreSQL, with a clock that can be set and no college in it. */
final class Installation implements AutoCloseable {

    private final Path data;
    private @Nullable ConfigurableApplicationContext running;

    private Installation(Path data) {
        this.data = data;
    }

    /** Starts on a directory: empty, or one that an earlier installation left. */
    static Installation on(Path data) {
        var installation = new Installation(data);
        installation.start();
        return installation;
    }

    /** The settings under which it runs, as arguments. */
    static List<String> settings(Path data, int port) {
        return List.of(
                "--server.port=" + port,
                "--mingzhang.data=" + data,
                "--mingzhang.binaries=" + Path.of("target", "postgresql").toAbsolutePath(),
                "--mingzhang.demo=true",
                "--mingzhang.test-clock=true",
                "--mingzhang.demo-college=false");
    }

    void start() {
        var arguments = new ArrayList<>(settings(data, 0));
        running = new SpringApplicationBuilder(Mingzhang.class).run(arguments.toArray(String[]::new));
    }

    /** Stops the program as Ctrl-C does. */
    void stop() {
        context().close();
        running = null;
    }

    URI server() {
        var port = ((WebServerApplicationContext) context()).getWebServer().getPort();
        return URI.create("http://localhost:" + port);
    }

    /** The code that an operator reads on the terminal. */
    String setUpCode() {
        return bean(SetUpCode.class).issue().orElseThrow();
    }

    <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    /** The database itself, to compare with. */
    JdbcTemplate sql() {
        return bean(JdbcTemplate.class);
    }

    @Override
    public void close() {
        if (running != null) {
            stop();
        }
    }

    private ConfigurableApplicationContext context() {
        return Objects.requireNonNull(running, "the installation is stopped");
    }
}
