package org.mingzhang.query.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.poi.util.TempFile;
import org.mingzhang.query.table.Entry;
import org.mingzhang.query.table.Extracts.Extract;
import org.mingzhang.query.table.Standing;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;

/** 填报工作簿的制作: makes templates and exports, in a directory that nobody else reads. */
@Component
final class Forms {

    private final Standing standing;
    private final Path directory;

    Forms(Standing standing, @Value("${mingzhang.data:.mingzhang}") Path data) throws IOException {
        this.standing = standing;
        this.directory = data.toAbsolutePath().normalize().resolve("exports");
        if (Files.isDirectory(directory)) {
            Workshop.sweep(directory);
        }
    }

    /**
     * A workbook.
     *
     * @param sha256 digest of its bytes
     */
    record Made(ByteArrayResource content, String sha256, int entries) {}

    /** Where the entries come from, one after another. */
    @FunctionalInterface
    interface Source {
        void each(Consumer<Entry> told);
    }

    /** The workbook of an extract at a position, with the entries that the source tells. */
    Made make(Extract extract, long position, boolean withEntries, Source source) {
        try {
            Bytes.directory(directory);
            try (var workshop = new Workshop(directory)) {
                return TempFile.withStrategy(workshop, () -> {
                    try {
                        return made(extract, position, withEntries, source, workshop);
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                });
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Made made(Extract extract, long position, boolean withEntries, Source source, Workshop workshop)
            throws IOException {
        var departments = extract.departments();
        var one = departments.size() <= 1;
        var catalogue = extract.catalogue();
        var about = Periods.of(extract.table(), extract.key().year()) + "　　填报部门："
                + (departments.isEmpty() ? "自动统计" : String.join("、", departments.values()));
        try (var form = new FormWorkbook(
                catalogue, extract.table(), about, one ? List.of() : List.copyOf(departments.values()))) {
            source.each(entry -> form.add(entry, one ? "" : named(departments, entry.department())));
            var mark = new FormMark(
                    extract.key().campaign().toString(),
                    extract.table().code(),
                    catalogue.edition(),
                    one ? departments.keySet().stream().findFirst().orElse("") : "",
                    position,
                    form.rows(),
                    withEntries && extract.isWholeShare());
            var at = standing.at(position).orElse(Instant.EPOCH);
            var raw = workshop.file("raw.xlsx");
            try (var out = Bytes.create(raw)) {
                form.write(mark, at, out);
            }
            var fixed = workshop.file("form.xlsx");
            try (var out = Bytes.create(fixed)) {
                FixedZip.rewrite(raw, LocalDateTime.of(1980, 1, 1, 0, 0), out);
            }
            var bytes = Files.readAllBytes(fixed);
            return new Made(new ByteArrayResource(bytes), Bytes.sha256(bytes), form.rows());
        }
    }

    private static String named(Map<String, String> departments, String code) {
        return code + " " + departments.getOrDefault(code, "");
    }
}
