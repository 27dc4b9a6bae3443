package org.mingzhang.ops.tool;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.mingzhang.ops.Mingzhang;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.query.rebuild.ViewDigest;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Several installations, each on a machine of its own: in one of these directories.
 *
 * @param directory parent of their data directories
 */
public record Machines(Path directory) {

    private static final List<String> KEYS = List.of("append.key", "kek.key", "hash.key", "log.key", "receipt.key");

    /** A program on the data directory of this name. */
    public ConfigurableApplicationContext start(String name, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--mingzhang.data=" + directory.resolve(name),
                "--mingzhang.binaries=" + Path.of("target", "postgresql").toAbsolutePath(),
                "--mingzhang.demo=true",
                "--mingzhang.test-clock=true",
                "--mingzhang.demo-college=false"));
        for (var setting : more) {
            arguments.removeIf(other -> other.startsWith(setting.replaceAll("=.*", "=")));
            arguments.add(setting);
        }
        return new SpringApplicationBuilder(Mingzhang.class).run(arguments.toArray(String[]::new));
    }

    /** A program on a new directory, with the keys of another one and a backup of it. */
    public ConfigurableApplicationContext restored(String name, String original, Path backup, String... more)
            throws IOException {
        var keys = Files.createDirectories(directory.resolve(name).resolve("keys"));
        for (var key : KEYS) {
            var target = keys.resolve(key);
            if (!Files.exists(target)) {
                Files.copy(directory.resolve(original).resolve("keys").resolve(key), target);
            }
        }
        // its clock stands where that of the other stands, or every date of the campaign would have passed meanwhile
        var clock = directory.resolve(original).resolve("test-clock");
        if (Files.exists(clock)) {
            Files.copy(clock, directory.resolve(name).resolve("test-clock"), StandardCopyOption.REPLACE_EXISTING);
        }
        var arguments = new ArrayList<String>();
        arguments.add("--mingzhang.restore=" + backup);
        arguments.addAll(List.of(more));
        return start(name, arguments.toArray(String[]::new));
    }

    /** Its address. */
    public static URI server(ConfigurableApplicationContext program) {
        return URI.create("http://localhost:"
                + ((WebServerApplicationContext) program).getWebServer().getPort());
    }

    /** The people of the demo college in front of it. */
    public static Cast cast(ConfigurableApplicationContext program) {
        return new Cast(server(program), new DemoCollege(), Browser.Keys.RANDOM, 0);
    }

    /** What its views say, as digests. */
    public static SortedMap<String, ViewDigest> digests(ConfigurableApplicationContext program) throws SQLException {
        try (var connection = program.getBean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            var digests = ViewDigest.ofSchema(connection, "view");
            connection.rollback();
            connection.setAutoCommit(true);
            return digests;
        }
    }
}
