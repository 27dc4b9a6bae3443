package org.mingzhang.query.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;

/** A package with a few tables, as {@link Snapshots} would pack them, without any workbooks' looks. */
public final class APackage {

    private final Path directory;
    private final Catalogue catalogue;
    private final Map<String, List<SortedMap<String, CellValue>>> tables = new LinkedHashMap<>();

    public APackage(Path directory, Catalogue catalogue) {
        this.directory = directory;
        this.catalogue = catalogue;
    }

    /** Adds an entry to a table by its English name: alternating names and values, texts as they are. */
    public APackage entry(String table, Object... cells) {
        var values = new TreeMap<String, CellValue>();
        for (int i = 0; i < cells.length; i += 2) {
            values.put((String) cells[i], value(cells[i + 1]));
        }
        tables.computeIfAbsent(table, each -> new ArrayList<>()).add(values);
        return this;
    }

    private static CellValue value(Object cell) {
        if (cell instanceof Integer number) {
            return CellValue.whole(number);
        }
        return cell instanceof Boolean yes ? CellValue.flag(yes) : CellValue.text((String) cell);
    }

    public PackedTables open() {
        try {
            var files = new TreeMap<String, Path>();
            var told = new ArrayList<Manifest.Table>();
            for (var each : tables.entrySet()) {
                var table = catalogue.tableNamed(each.getKey()).orElseThrow();
                var csv = directory.resolve(table.code() + ".csv");
                try (var plain = new PlainFile(table, Files.newOutputStream(csv))) {
                    int number = 0;
                    for (var values : each.getValue()) {
                        plain.add(++number, "0201", values);
                    }
                }
                var xlsx = Files.writeString(directory.resolve(table.code() + ".xlsx"), "工作簿 " + table.code());
                files.put("tables/" + table.code() + ".csv", csv);
                files.put("tables/" + table.code() + ".xlsx", xlsx);
                told.add(new Manifest.Table(
                        table.code(), table.zh(), "COLLECTED", each.getValue().size(), null, List.of()));
            }
            var manifest = new Manifest(
                    Manifest.FORM,
                    "99001/2022",
                    catalogue.edition(),
                    7,
                    Instant.parse("2022-10-29T08:15:30Z"),
                    "ab".repeat(32),
                    told,
                    List.of());
            var file = directory.resolve("package.zip");
            try (var out = Files.newOutputStream(file)) {
                FixedZip.write(files, LocalDateTime.of(2022, 10, 29, 16, 15, 30), out);
            }
            return new PackedTables(new ZipFile(file.toFile()), manifest, catalogue);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
