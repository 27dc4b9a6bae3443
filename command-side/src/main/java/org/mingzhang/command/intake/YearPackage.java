package org.mingzhang.command.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Table;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 往年数据包: a ZIP with a file for each table of an earlier year: a package this program made, whose manifest names every file's digest, or
 * workbooks and text tables under their table numbers, as the ministry's cloud gives them out. Read file by file; nothing of it
 * is kept.
 */
final class YearPackage {

    private static final String MANIFEST = "MANIFEST.json";
    private static final int MOST_FILES = 2_000;
    private static final long MEGABYTE = 1_048_576;
    private static final long LARGEST_FILE = 200 * MEGABYTE;
    private static final long LARGEST_MANIFEST = 4 * MEGABYTE;
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9.])([12]\\.[0-9]{1,2}\\.[0-9]{1,2})(?![0-9])");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private YearPackage() {}

    /**
     * What a package holds.
     *
     * @param confirmed whether it has a manifest and every file is the one that it names
     * @param ignored files that belong to no table
     */
    record Read<T>(boolean confirmed, List<T> tables, List<String> ignored) {}

    /** What is done with one table's file while it is there. */
    @FunctionalInterface
    interface Use<T> {
        T of(Table table, Path file, String name);
    }

    /** The edition a package is of, if it says so itself. */
    static Optional<String> edition(Path file, CampaignKey year) {
        try (var zip = open(file)) {
            return Optional.ofNullable(manifest(zip, year)).map(manifest -> manifest.edition);
        } catch (IOException damaged) {
            throw new Refusal(Rule.FILE_DAMAGED);
        }
    }

    /**
     * Reads all of a package.
     *
     * @param workshop a directory that nobody else reads
     * @throws Refusal if it is no package, of another college or year, or was altered
     */
    static <T> Read<T> read(Path file, CampaignKey year, Catalogue catalogue, Path workshop, Use<T> use) {
        try (var zip = open(file)) {
            var manifest = manifest(zip, year);
            var ignored = new ArrayList<String>();
            var chosen = chosen(zip, catalogue, ignored);
            if (chosen.isEmpty()) {
                throw new Refusal(Rule.YEAR_PACKAGE_EMPTY);
            }
            var tables = new ArrayList<T>();
            for (var table : catalogue.tables()) {
                var entry = chosen.get(table.code());
                if (entry != null) {
                    try (var content = zip.getInputStream(entry);
                            var unpacked = WorkFile.copied(content, workshop, LARGEST_FILE)) {
                        mustBeAsNamed(entry, unpacked, manifest);
                        tables.add(use.of(table, unpacked.file(), entry.getName()));
                    }
                }
            }
            return new Read<>(manifest != null, tables, ignored);
        } catch (IOException damaged) {
            throw new Refusal(Rule.FILE_DAMAGED);
        }
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException none) {
            throw new Refusal(Rule.FILE_TYPE_WRONG, "不是 ZIP");
        }
    }

    /** Each table's file; of several the text table, which says whose each entry is. */
    private static Map<String, ZipEntry> chosen(ZipFile zip, Catalogue catalogue, List<String> ignored) {
        var chosen = new TreeMap<String, ZipEntry>();
        int files = 0;
        for (var entry : (Iterable<ZipEntry>)
                zip.stream().map(ZipEntry.class::cast).sorted(Comparator.comparing(ZipEntry::getName))::iterator) {
            var name = entry.getName();
            if (++files > MOST_FILES || leavesThePackage(name) || entry.getSize() > LARGEST_FILE) {
                throw new Refusal(Rule.FILE_UNSAFE);
            }
            if (entry.isDirectory()) {
                continue;
            }
            var table = isTable(name) ? table(name, catalogue) : null;
            if (table == null) {
                if (isTable(name) && !name.startsWith("difference/")) {
                    ignored.add(name);
                }
            } else if (!chosen.containsKey(table)
                    || name.toLowerCase(Locale.ROOT).endsWith(".csv")) {
                chosen.put(table, entry);
            }
        }
        return chosen;
    }

    private static boolean isTable(String name) {
        var low = name.toLowerCase(Locale.ROOT);
        return low.endsWith(".csv") || low.endsWith(".xlsx") || low.endsWith(".xls");
    }

    private static @Nullable String table(String name, Catalogue catalogue) {
        var number = NUMBER.matcher(name.substring(name.lastIndexOf('/') + 1));
        return number.find() && catalogue.table(number.group(1)).isPresent() ? number.group(1) : null;
    }

    private static boolean leavesThePackage(String name) {
        return name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || List.of(name.split("/", -1)).contains("..");
    }

    private static void mustBeAsNamed(ZipEntry entry, WorkFile unpacked, @Nullable Manifest manifest) {
        if (manifest != null && !unpacked.sha256().equals(manifest.files.get(entry.getName()))) {
            throw new Refusal(Rule.YEAR_PACKAGE_ALTERED, entry.getName());
        }
    }

    private record Manifest(String edition, Map<String, String> files) {}

    private static @Nullable Manifest manifest(ZipFile zip, CampaignKey year) throws IOException {
        var entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            return null;
        }
        JsonNode json;
        try (var in = zip.getInputStream(entry)) {
            json = JSON.readTree(in.readNBytes((int) LARGEST_MANIFEST));
        } catch (JacksonException unreadable) {
            throw new Refusal(Rule.YEAR_PACKAGE_ALTERED, MANIFEST);
        }
        var campaign = json.path("campaign").asString("");
        if (!campaign.equals(year.toString())) {
            throw new Refusal(Rule.YEAR_PACKAGE_OF_ANOTHER, campaign, year.toString());
        }
        var files = new TreeMap<String, String>();
        json.path("files")
                .forEach(file -> files.put(
                        file.path("path").asString(""), file.path("sha256").asString("")));
        return new Manifest(json.path("edition").asString(""), files);
    }
}
