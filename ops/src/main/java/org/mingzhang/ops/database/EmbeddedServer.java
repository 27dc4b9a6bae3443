package org.mingzhang.ops.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.mingzhang.ops.CannotStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 内嵌数据库: a PostgreSQL server of our own, as long as the program runs.
 *
 * <p>It runs in its own process group, so that Ctrl-C in a terminal reaches the program alone, which then stops the server
 * last. If the program was killed, the server it left behind is found at the next start and stopped first.
 */
public final class EmbeddedServer implements AutoCloseable {

    static final String USER = "mingzhang";
    static final String DATABASE = "mingzhang";

    /** As whom the program works, which may add to the ledger and change nothing in it. */
    static final String PROGRAM = "mingzhang_program";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> TUNING = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "shared_buffers=256MB",
            "effective_cache_size=1GB",
            "max_wal_size=2GB",
            // what was erased must not live on in a piece of the log that waits to be used again
            "wal_recycle=off",
            "checkpoint_timeout=15min",
            "random_page_cost=1.1",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_min_messages=warning",
            "logging_collector=on",
            "log_directory=../log",
            "log_filename=postgresql-%a.log",
            "log_truncate_on_rotation=on",
            "log_rotation_age=1d",
            "log_rotation_size=0");

    private final ServerFiles files;
    private final Process server;
    private final int port;
    private volatile boolean stopping;

    private EmbeddedServer(ServerFiles files, Process server, int port) {
        this.files = files;
        this.server = server;
        this.port = port;
    }

    /** Where the server keeps its files, and under which user it runs. */
    private record ServerFiles(Path home, Path binaries, String password, String programsPassword, OrdinaryUser user) {

        Path data() {
            return home.resolve("data");
        }

        Path log() {
            return home.resolve("log");
        }

        String program(String name) {
            return binaries.resolve("bin").resolve(name).toString();
        }
    }

    /**
     * Starts the server on a free port of this machine's own address.
     *
     * @param home directory of the server's data, log and password
     * @param binaries directory into which the programs are unpacked
     */
    static EmbeddedServer start(Path home, Path binaries) {
        try {
            Files.createDirectories(home.resolve("log"));
            var files = new ServerFiles(
                    home,
                    Binaries.unpackInto(binaries),
                    password(home, "password"),
                    password(home, "password.program"),
                    OrdinaryUser.find());
            stopLeftBehind(files);
            if (!Files.isDirectory(files.data())) {
                create(files);
            }
            files.user().own(files.data());
            files.user().own(files.log());
            var port = freePort();
            var embedded = new EmbeddedServer(files, launch(files, port), port);
            embedded.awaitReady();
            return embedded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Address for JDBC. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return files.password();
    }

    /** Password of {@link #PROGRAM}. */
    String programsPassword() {
        return files.programsPassword();
    }

    private static String password(Path home, String name) throws IOException {
        var file = home.resolve(name);
        if (!Files.exists(file)) {
            var random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
        }
        return Files.readString(file).strip();
    }

    private static void create(ServerFiles files) throws IOException, InterruptedException {
        var part = files.home().resolve("data.new");
        Binaries.delete(part);
        Files.createDirectory(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        files.user().own(part);
        var secret = Files.createTempFile(files.home(), "initdb", null);
        try {
            Files.writeString(secret, files.password());
            files.user().own(secret);
            run(
                    files,
                    Duration.ofMinutes(2),
                    files.program("initdb"),
                    "--pgdata=" + part,
                    "--username=" + USER,
                    "--pwfile=" + secret,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C",
                    "--builtin-locale=C.UTF-8");
        } finally {
            Files.delete(secret);
        }
        Files.move(part, files.data());
    }

    private static Process launch(ServerFiles files, int port) throws IOException {
        // a process group of its own: Ctrl-C in the terminal must not reach the server before the program let go of it
        var line = new ArrayList<>(List.of("setsid"));
        line.addAll(files.user().prefix());
        line.addAll(List.of(files.program("postgres"), "-D", files.data().toString(), "-p", String.valueOf(port)));
        TUNING.forEach(setting -> line.addAll(List.of("-c", setting)));
        var builder = builder(files, line);
        return builder.redirectOutput(ProcessBuilder.Redirect.to(startLog(files).toFile()))
                .start();
    }

    private static ProcessBuilder builder(ServerFiles files, List<String> line) {
        var builder = new ProcessBuilder(line)
                .directory(files.home().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static Path startLog(ServerFiles files) {
        return files.log().resolve("start.log");
    }

    private void awaitReady() throws IOException, InterruptedException {
        var give = System.nanoTime() + PATIENCE.toNanos();
        while (!ready()) {
            if (!server.isAlive() || System.nanoTime() > give) {
                throw new CannotStart(
                        "内嵌数据库未能启动，原因见 " + files.log() + "：" + lastWords(),
                        "The embedded database did not start; see " + files.log() + " for the reason: " + lastWords());
            }
            Thread.sleep(20);
        }
        createDatabase();
        watch();
    }

    private boolean ready() throws IOException {
        var file = files.data().resolve("postmaster.pid");
        if (!Files.isReadable(file)) {
            return false;
        }
        var lines = Files.readAllLines(file, UTF_8);
        return lines.size() >= 8
                && lines.get(0).strip().equals(String.valueOf(server.pid()))
                && lines.get(7).strip().equals("ready");
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(startLog(files), UTF_8);
        return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    private void createDatabase() {
        var login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", files.password());
        try (var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", login);
                var statement = connection.createStatement()) {
            if (!isThere(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE);
            }
            var there = isThere(statement, "select from pg_roles where rolname = '" + PROGRAM + "'");
            statement.execute((there ? "alter" : "create") + " role " + PROGRAM + " login password '"
                    + files.programsPassword() + "'");
        } catch (SQLException e) {
            close();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isThere(Statement statement, String query) throws SQLException {
        try (var found = statement.executeQuery(query)) {
            return found.next();
        }
    }

    private void watch() {
        var watch = new Thread(this::endWithTheServer, "database-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void endWithTheServer() {
        server.onExit().join();
        if (!stopping) {
            LOG.error("内嵌数据库意外停止，程序退出。 The embedded database stopped unexpectedly; the program ends.");
            // without the database there is nothing to bring to an end: whoever waits for it is better told at once
            Runtime.getRuntime().halt(1);
        }
    }

    /** Lets the server run on without this program, as a killed program does. */
    void abandon() {
        stopping = true;
    }

    /** Stops the server and waits until everything is on disk. */
    @Override
    public void close() {
        stopping = true;
        try {
            stop(files);
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(ServerFiles files) throws IOException, InterruptedException {
        var stop = new String[] {
            files.program("pg_ctl"), "stop", "-D", files.data().toString(), "-w", "-t", "60", "-m"
        };
        if (!tryRun(files, Duration.ofSeconds(90), with(stop, "fast"))) {
            tryRun(files, Duration.ofSeconds(90), with(stop, "immediate"));
        }
    }

    private static String[] with(String[] line, String last) {
        var whole = new ArrayList<>(List.of(line));
        whole.add(last);
        return whole.toArray(String[]::new);
    }

    private static void stopLeftBehind(ServerFiles files) throws IOException, InterruptedException {
        var data = files.data();
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        if (!LeftBehind.of(data).isEmpty()) {
            LOG.info("发现上次未正常关闭的数据库进程，正在停止。 Stopping a database process left behind by an earlier run.");
            stop(files);
            LeftBehind.awaitEnd(data, Duration.ofSeconds(30));
        }
        // nobody works in the directory, and the lock of the data directory is ours: the number may by now belong to
        // another program
        Files.deleteIfExists(pidFile);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(ServerFiles files, Duration patience, String... line)
            throws IOException, InterruptedException {
        if (!tryRun(files, patience, line)) {
            var said = Files.readString(files.log().resolve("command.log")).strip();
            throw new CannotStart(
                    "数据库初始化失败：" + said + files.user().remedyZh(),
                    "The database could not be initialised; the reason stands above."
                            + files.user().remedyEn());
        }
    }

    private static boolean tryRun(ServerFiles files, Duration patience, String... line)
            throws IOException, InterruptedException {
        var whole = new ArrayList<>(files.user().prefix());
        whole.addAll(List.of(line));
        var log = files.log().resolve("command.log");
        Files.writeString(log, "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        var process = builder(files, whole)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }
}
