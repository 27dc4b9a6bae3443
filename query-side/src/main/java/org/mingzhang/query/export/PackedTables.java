package org.mingzhang.query.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.proof.PlainTable;

/** 上报包读回: what a package holds, read from the file it lies in and from nothing else, so that the same package tells the same. */
public final class PackedTables implements AutoCloseable {

    /** What stands in a cell whose value was erased by law. */
    public static final String ERASED = Written.ERASED;

    private final ZipFile zip;
    private final Manifest manifest;
    private final Catalogue catalogue;
    private final Map<String, PlainTable> read = new HashMap<>();

    PackedTables(ZipFile zip, Manifest manifest, Catalogue catalogue) {
        this.zip = zip;
        this.manifest = manifest;
        this.catalogue = catalogue;
    }

    /** College and year, such as {@code 99001/2022}. */
    public String campaign() {
        return manifest.campaign();
    }

    /** When the event at its position was accepted. */
    public Instant at() {
        return manifest.at();
    }

    /** Digest over every table's content. */
    public String contentHash() {
        return manifest.contentHash();
    }

    /** The edition that its tables are of. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The tables it holds, in the order of the form. */
    public List<Table> tables() {
        return manifest.tables().stream()
                .map(each -> catalogue.table(each.table()).orElseThrow())
                .toList();
    }

    /** How many entries a table has. */
    public int entries(Table table) {
        return manifest.tables().stream()
                .filter(each -> each.table().equals(table.code()))
                .mapToInt(Manifest.Table::entries)
                .sum();
    }

    /** Whether it holds that table. */
    public boolean has(Table table) {
        return manifest.tables().stream().anyMatch(each -> each.table().equals(table.code()));
    }

    /** A table's entries as its plain file has them; none if the package does not hold it. */
    public List<PlainTable.Row> rows(Table table) {
        if (!has(table)) {
            return List.of();
        }
        return read.computeIfAbsent(table.code(), this::parsed).rows();
    }

    private PlainTable parsed(String code) {
        var table = catalogue.table(code).orElseThrow();
        var path = "tables/" + code + ".csv";
        var types = table.fields().stream()
                .collect(Collectors.toMap(Field::name, Field::type, (first, second) -> first, TreeMap::new));
        try (var in = open(path)) {
            return PlainTable.parse(path, in.readAllBytes(), types);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A table's workbook. */
    public InputStream workbook(Table table) throws IOException {
        return open("tables/" + table.code() + ".xlsx");
    }

    private InputStream open(String path) throws IOException {
        var entry = zip.getEntry(path);
        if (entry == null) {
            throw new IOException("a package without " + path);
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
