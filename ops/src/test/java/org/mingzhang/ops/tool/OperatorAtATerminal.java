package org.mingzhang.ops.tool;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingzhang.ops.tool.demo.DemoCollege;

/** The technician of the demo college, who types commands of {@code ops} against a running program. */
public final class OperatorAtATerminal {

    /** Staff number. */
    public static final String TECHNICIAN = "20080011";

    private OperatorAtATerminal() {}

    /** What a command said, and how it ended. */
    public record Said(String words, int exit) {}

    /** Types a command and waits for its end. */
    public static Said types(URI server, String command, String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(Path.of(command).toAbsolutePath().toString());
        line.addAll(List.of(arguments));
        var process = new ProcessBuilder(line).redirectErrorStream(true);
        process.environment()
                .putAll(Map.of(
                        "MINGZHANG_URL",
                        server.toString(),
                        "MINGZHANG_STAFF",
                        TECHNICIAN,
                        "MINGZHANG_PASSWORD",
                        DemoCollege.PASSWORD));
        var running = process.start();
        var words = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(words, running.waitFor());
    }
}
