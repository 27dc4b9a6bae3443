package org.mingzhang.ops.crash;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mingzhang.ops.Mingzhang;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The program on a data directory, either here or in a process of its own, which can be killed. */
final class KilledProgram {

    private final Path data;
    private final String log;

    /**
     * On a data directory.
     *
     * @param log name of the file below target/ that keeps what the last killed program said
     */
    KilledProgram(Path data, String log) {
        this.data = data;
        this.log = log;
    }

    /** Here, until it is closed. */
    ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Mingzhang.class).run(settings(0).toArray(String[]::new));
    }

    static URI serverOf(ConfigurableApplicationContext program) {
        var server = ((WebServerApplicationContext) program).getWebServer();
        return URI.create("http://localhost:" + (server == null ? 0 : server.getPort()));
    }

    /** In a process of its own. */
    Process fork(int port, String... options) throws IOException {
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-cp", classes));
        command.addAll(2, List.of(options));
        command.add(Mingzhang.class.getName());
        command.addAll(settings(port));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target", log)))
                .start();
    }

    private List<String> settings(int port) {
        return List.of(
                "--server.port=" + port,
                "--mingzhang.data=" + data,
                "--mingzhang.binaries=" + Path.of("target", "postgresql").toAbsolutePath(),
                "--mingzhang.demo=true",
                "--mingzhang.test-clock=true",
                "--mingzhang.demo-college=false");
    }

    /** Its address, once it takes requests. */
    URI ready(int port) throws IOException, InterruptedException {
        var server = URI.create("http://localhost:" + port);
        var health = HttpRequest.newBuilder(server.resolve("/actuator/health/readiness"))
                .build();
        for (int i = 0; i < 600; i++) {
            try {
                if (HttpClient.newHttpClient()
                                .send(health, BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return server;
                }
            } catch (IOException notYet) {
                // it is still starting
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the program does not start; see target/" + log);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
