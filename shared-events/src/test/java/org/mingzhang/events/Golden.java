package org.mingzhang.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One golden file: an event as some revision of this program wrote it, {@code <name>.r<revision>[.<variant>].json}. Variants
 * show the same form with its nullable components the other way.
 *
 * @param name stored name of the event
 * @param revision revision of its form
 * @param variant what is particular about this one; empty for the event's first file
 */
record Golden(String name, int revision, String variant, Path path) {

    static final Path FOLDER = Path.of("src/test/resources/golden");

    private static final Pattern FILE = Pattern.compile("([a-z-]+\\.[a-z-]+)\\.r([1-9][0-9]*)(?:\\.([a-z-]+))?\\.json");

    static List<Golden> all() {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("SHA256SUMS"))
                    .sorted()
                    .map(Golden::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Golden of(Path path) {
        var parts = FILE.matcher(path.getFileName().toString());
        if (!parts.matches()) {
            throw new AssertionError(path + " is not called <name>.r<revision>[.<variant>].json");
        }
        var variant = parts.group(3);
        return new Golden(parts.group(1), Integer.parseInt(parts.group(2)), variant == null ? "" : variant, path);
    }

    String text() {
        try {
            return Files.readString(path).stripTrailing();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
