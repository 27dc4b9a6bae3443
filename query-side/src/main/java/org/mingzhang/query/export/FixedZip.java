package org.mingzhang.query.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** ZIP files whose bytes follow from their content alone: entries in a fixed order, all of one given time. */
public final class FixedZip {

    /** The part that readers of workbooks expect first. */
    private static final String CONTENT_TYPES = "[Content_Types].xml";

    private static final Comparator<String> ORDER =
            Comparator.comparing((String name) -> !name.equals(CONTENT_TYPES)).thenComparing(Comparator.naturalOrder());

    private FixedZip() {}

    /** Writes files under the names they are to have, sorted. */
    static void write(SortedMap<String, Path> files, LocalDateTime time, OutputStream into) throws IOException {
        try (var zip = new ZipOutputStream(into)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(entry(file.getKey(), time));
                Files.copy(file.getValue(), zip);
                zip.closeEntry();
            }
        }
    }

    /** Writes a ZIP again, its order and times fixed. */
    static void rewrite(Path original, LocalDateTime time, OutputStream into) throws IOException {
        try (var from = new ZipFile(original.toFile());
                var zip = new ZipOutputStream(into)) {
            for (var name : from.stream().map(ZipEntry::getName).sorted(ORDER).toList()) {
                zip.putNextEntry(entry(name, time));
                try (var content = from.getInputStream(from.getEntry(name))) {
                    content.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    /** Begins a file in a ZIP; its bytes follow, and then {@code closeEntry}. */
    public static void begin(ZipOutputStream zip, String name, LocalDateTime time) throws IOException {
        zip.putNextEntry(entry(name, time));
    }

    private static ZipEntry entry(String name, LocalDateTime time) {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        return entry;
    }
}
