package org.mingzhang.ops.tool.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.mingzhang.ops.database.DataDirectory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** 备份: the technician has one taken; the file stays on the server, and what is told of it are counts and digests. */
@RestController
class BackupController {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    /**
     * A backup.
     *
     * @param file where it lies on the server
     * @param events how many events it holds
     * @param root of the tree over them
     * @param code the same for paper, to be compared with what the witness signed
     * @param bytes size of the file
     */
    record Taken(String file, long events, String root, String code, long bytes) {}

    private final Backup backup;
    private final Path directory;
    private final Clock clock;

    BackupController(Backup backup, DataDirectory data, Clock clock) {
        this.backup = backup;
        this.directory = data.resolve("backups");
        this.clock = clock;
    }

    @PostMapping("/api/v1/backups")
    Taken take() throws java.io.IOException {
        Files.createDirectories(directory);
        var file = directory.resolve("mingzhang-" + NAME.format(clock.instant()) + ".zip");
        var taken = backup.take(file);
        return new Taken(
                taken.file().toString(),
                taken.manifest().events(),
                taken.manifest().root(),
                taken.manifest().code(),
                taken.bytes());
    }
}
