package org.mingzhang.ops.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.ops.CannotStart;

/** 内嵌数据库: started, stopped, killed and found again. */
class KeepingADatabaseTest {

    private static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void keepsWhatWasStoredOverARestart() throws SQLException {
        try (var server = start();
                var connection = connect(server)) {
            connection.createStatement().execute("create table kept (word text)");
            connection.createStatement().execute("insert into kept values ('明账')");
        }
        try (var server = start();
                var connection = connect(server)) {
            assertThat(oneWord(connection, "select word from kept")).isEqualTo("明账");
        }
        assertThat(LeftBehind.of(data())).isEmpty();
    }

    @Test
    void isPostgres17OrNewerAndForcesEveryCommitToDisk() throws SQLException {
        try (var server = start();
                var connection = connect(server)) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isGreaterThanOrEqualTo(17);
            assertThat(oneWord(connection, "show fsync")).isEqualTo("on");
            assertThat(oneWord(connection, "show synchronous_commit")).isEqualTo("on");
            assertThat(oneWord(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void findsAndStopsTheServerThatAKilledProgramLeftBehind() throws SQLException {
        // never closed, as if the program had been killed
        var left = start();
        try (var connection = connect(left)) {
            connection.createStatement().execute("create table kept as select 'here' as word");
        }
        left.abandon();
        assertThat(LeftBehind.of(data())).isNotEmpty();
        try (var server = start();
                var connection = connect(server)) {
            assertThat(oneWord(connection, "select word from kept")).isEqualTo("here");
        }
        assertThat(LeftBehind.of(data())).isEmpty();
    }

    @Test
    void isNotFooledByANumberThatBelongsToAnotherProgramNow() throws IOException, SQLException {
        start().close();
        Files.write(
                data().resolve("postmaster.pid"),
                List.of(String.valueOf(ProcessHandle.current().pid()), data().toString()));
        try (var server = start();
                var connection = connect(server)) {
            assertThat(oneWord(connection, "select 'up'")).isEqualTo("up");
        }
    }

    @Test
    void asksForThePasswordThatOnlyTheOwnerMayRead() throws IOException {
        try (var server = start()) {
            assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
                    .hasSize(2);
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), "guessed"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void letsOneProgramAtATimeHoldTheDataDirectory() throws IOException {
        var held = DataDirectory.open(directory);
        assertThatThrownBy(() -> DataDirectory.open(directory))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("明账已在运行")
                .hasMessageContaining("already running");
        held.close();
        DataDirectory.open(directory).close();
    }

    @Test
    void leavesNobodyWaitingForProcessesThatAreGone() throws InterruptedException {
        LeftBehind.awaitEnd(directory, Duration.ofSeconds(1));
        assertThat(LeftBehind.of(directory)).isEmpty();
    }

    private Path data() {
        return directory.resolve("data");
    }

    private EmbeddedServer start() {
        return EmbeddedServer.start(directory, PROGRAMS);
    }

    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(server.url(), server.user(), server.password());
    }

    private static String oneWord(Connection connection, String sql) throws SQLException {
        try (var found = connection.createStatement().executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }
}
