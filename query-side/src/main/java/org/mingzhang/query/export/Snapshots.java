package org.mingzhang.query.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.apache.poi.util.TempFile;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.CellRow;
import org.mingzhang.events.catalogue.ComputedTables;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.events.rule.Row;
import org.mingzhang.events.rule.Tables;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.mingzhang.query.table.ComputedCells;
import org.mingzhang.query.table.ShareHashes;
import org.mingzhang.query.table.Standing;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 快照: a campaign's tables at one ledger position, packed as they are handed in. Taken twice at the same position, the
 * package has the same bytes. It holds personal values as they are, so only this program's user may read the file.
 */
@Component
public final class Snapshots {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}-[0-9a-f]{12}");

    private final Standing standing;
    private final ViewPositions positions;
    private final Catalogues catalogues;
    private final Annexes annexes;
    private final Path directory;

    private volatile @Nullable Making making;

    Snapshots(
            Standing standing,
            ViewPositions positions,
            Catalogues catalogues,
            Annexes annexes,
            @Value("${mingzhang.data:.mingzhang}") Path data)
            throws IOException {
        this.annexes = annexes;
        this.standing = standing;
        this.positions = positions;
        this.catalogues = catalogues;
        this.directory = data.toAbsolutePath().normalize().resolve("snapshots");
        if (Files.isDirectory(directory)) {
            Workshop.sweep(directory);
        }
    }

    /**
     * A package as it lies on disk.
     *
     * @param snapshot its id: position, and the beginning of the manifest's digest
     * @param contentHash digest over every table's content
     * @param manifestSha256 digest of the manifest
     * @param tables how many tables it holds
     * @param entries how many entries they hold
     * @param sha256 digest of the file
     * @param size of the file in bytes
     */
    public record Packed(
            String snapshot,
            long position,
            Instant at,
            String contentHash,
            String manifestSha256,
            int tables,
            int entries,
            String sha256,
            long size,
            Path file) {}

    /**
     * A package in the making.
     *
     * @param done tables that are packed
     * @param total tables in all
     */
    public record Making(CampaignKey campaign, int done, int total) {}

    /** The views did not reach the position in time, or there is nothing at it. */
    public static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotYet(String message) {
            super(message);
        }
    }

    /** Packs the campaign as it stood at a position; empty if there is no such campaign. */
    public Optional<Packed> take(CampaignKey campaign, long position) {
        return take(campaign, position, Manifest.FORM);
    }

    /** How far the package is that is being made of a campaign at this moment; empty if none is. */
    public Optional<Making> making(CampaignKey campaign) {
        return Optional.ofNullable(making).filter(each -> each.campaign().equals(campaign));
    }

    synchronized Optional<Packed> take(CampaignKey campaign, long position, int form) {
        making = new Making(campaign, 0, 0);
        try {
            return taken(campaign, position, form);
        } finally {
            making = null;
        }
    }

    private Optional<Packed> taken(CampaignKey campaign, long position, int form) {
        if (!positions.await(Views.GROUPS, position, PATIENCE)) {
            throw new NotYet("the views have not reached " + position);
        }
        return standing.together(() -> standing.campaign(campaign, position)
                .map(planned -> pack(
                        campaign,
                        position,
                        standing.at(position).orElseThrow(() -> new NotYet("nothing stands at " + position)),
                        planned,
                        form)));
    }

    private Packed pack(CampaignKey campaign, long position, Instant at, Standing.Planned planned, int form) {
        try {
            Bytes.directory(directory);
            try (var workshop = new Workshop(directory)) {
                return TempFile.withStrategy(workshop, () -> {
                    try {
                        return new Packing(campaign, position, at, planned, form, workshop).pack();
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                });
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A package that was taken before, made again if its file is gone; empty if it is not this campaign's. */
    public Optional<Packed> find(CampaignKey campaign, String snapshot) {
        if (!ID.matcher(snapshot).matches()) {
            return Optional.empty();
        }
        var file = fileOf(snapshot);
        if (!Files.exists(file)) {
            // one that was taken in an earlier form is made again in it
            long position = Long.parseLong(snapshot.substring(0, snapshot.indexOf('-')));
            return IntStream.iterate(Manifest.FORM, form -> form >= 1, form -> form - 1)
                    .mapToObj(form -> take(campaign, position, form))
                    .flatMap(Optional::stream)
                    .filter(again -> again.snapshot().equals(snapshot))
                    .findFirst();
        }
        try {
            var manifest = manifestIn(file);
            return manifest.campaign().equals(campaign.toString())
                    ? Optional.of(packed(manifest, file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Removes the packages of campaigns from this machine; those who have them keep them. Says how many. */
    public synchronized int forget(Set<String> campaigns) {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (var all = Files.list(directory)) {
            int gone = 0;
            for (var file : all.filter(path -> path.toString().endsWith(".zip")).toList()) {
                if (campaigns.contains(manifestIn(file).campaign())) {
                    Files.delete(file);
                    gone++;
                }
            }
            return gone;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The manifest's bytes, exactly as they stand in the package. */
    public byte[] manifest(Packed packed) {
        try {
            return bytesOfManifest(packed.file());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Canonical JSON of the types of all fields in a package, by table and name: what a reader of its plain files must know. */
    public byte[] fieldTypes(Packed packed) {
        try {
            var manifest = manifestIn(packed.file());
            var catalogue = catalogues.edition(manifest.edition());
            var types = new TreeMap<String, SortedMap<String, String>>();
            for (var each : manifest.tables()) {
                var fields = new TreeMap<String, String>();
                catalogue
                        .table(each.table())
                        .orElseThrow()
                        .fields()
                        .forEach(field -> fields.put(field.name(), field.type().name()));
                types.put(each.table(), fields);
            }
            return EventJson.mapper().writeValueAsString(types).getBytes(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a package holds; to be closed. */
    public PackedTables open(Packed packed) {
        try {
            var manifest = manifestIn(packed.file());
            return new PackedTables(
                    new ZipFile(packed.file().toFile()), manifest, catalogues.edition(manifest.edition()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path fileOf(String snapshot) {
        return directory.resolve(snapshot + ".zip");
    }

    private static Manifest manifestIn(Path file) throws IOException {
        return Manifest.read(bytesOfManifest(file));
    }

    private static byte[] bytesOfManifest(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var entry = zip.getEntry(Manifest.NAME);
            if (entry == null) {
                throw new IOException("a snapshot without a manifest");
            }
            try (var content = zip.getInputStream(entry)) {
                return content.readAllBytes();
            }
        }
    }

    private static Packed packed(Manifest manifest, Path file) throws IOException {
        var digest = Bytes.sha256(manifest.bytes());
        return new Packed(
                idOf(manifest.position(), digest),
                manifest.position(),
                manifest.at(),
                manifest.contentHash(),
                digest,
                manifest.tables().size(),
                manifest.tables().stream().mapToInt(Manifest.Table::entries).sum(),
                Bytes.sha256(file),
                Files.size(file),
                file);
    }

    private static String idOf(long position, String manifestSha256) {
        return position + "-" + manifestSha256.substring(0, 12);
    }

    /** One package in the making. */
    private final class Packing {

        private final CampaignKey campaign;
        private final long position;
        private final Instant at;
        private final Standing.Planned planned;
        private final int form;
        private final Workshop workshop;
        private final Catalogue catalogue;
        private final SortedMap<String, Path> files = new TreeMap<>();
        private final SortedMap<String, String> hashes = new TreeMap<>();
        private final SortedMap<String, Manifest.Table> tables = new TreeMap<>();
        private final Map<String, List<Row>> rows = new HashMap<>();

        Packing(
                CampaignKey campaign,
                long position,
                Instant at,
                Standing.Planned planned,
                int form,
                Workshop workshop) {
            this.form = form;
            this.campaign = campaign;
            this.position = position;
            this.at = at;
            this.planned = planned;
            this.workshop = workshop;
            this.catalogue = catalogues.edition(planned.edition());
        }

        Packed pack() throws IOException {
            var here = standing.tables(campaign, position);
            var all = catalogue.tables().stream()
                    .filter(table -> here.containsKey(table.code()))
                    .toList();
            for (var table : all) {
                var at = Objects.requireNonNull(here.get(table.code()));
                if (at.filled()) {
                    addFilled(table, at);
                    told(all.size());
                }
            }
            var parameters = ParameterValues.of(catalogue, planned.parameters());
            var computed = new ComputedTables(catalogue, Tables.of(rows), parameters);
            for (var table : all) {
                if (!tables.containsKey(table.code())) {
                    addComputed(table, computed.rows(table.name()));
                    told(all.size());
                }
            }
            var before = standing.handedIn(campaign, position);
            if (before.isPresent()) {
                addDifference(before.get(), all, here);
            }
            if (form > 1) {
                addAnnexes();
            }
            return store(new Manifest(
                    form,
                    campaign.toString(),
                    planned.edition(),
                    position,
                    at,
                    ContentHash.ofCampaign(campaign, hashes),
                    all.stream()
                            .map(table -> Objects.requireNonNull(tables.get(table.code())))
                            .toList(),
                    listed()));
        }

        private void told(int all) {
            making = new Making(campaign, tables.size(), all);
        }

        private void addAnnexes() throws IOException {
            for (var annex : annexes.of(campaign, position).entrySet()) {
                var file = workshop.file(annex.getKey());
                try (var out = Bytes.create(file)) {
                    out.write(annex.getValue());
                }
                files.put(annex.getKey(), file);
            }
        }

        /** What differs from the package that was handed in before; the same bytes each time, for both positions stand fast. */
        private void addDifference(String before, List<Table> all, Map<String, Standing.TableAt> here)
                throws IOException {
            long then = Long.parseLong(before.substring(0, before.indexOf('-')));
            var file = workshop.file("difference.csv");
            try (var difference = new DifferenceFile(Bytes.create(file))) {
                for (var table : all) {
                    var at = Objects.requireNonNull(here.get(table.code()));
                    if (at.filled() && standing.changed(at.table(), then, position)) {
                        difference.add(table, entries(at, then), entries(at, position));
                    }
                }
            }
            files.put("difference/since-" + before + ".csv", file);
        }

        private SortedMap<Integer, Standing.Entry> entries(Standing.TableAt table, long at) {
            var entries = new TreeMap<Integer, Standing.Entry>();
            standing.entries(table.table(), at, entry -> entries.put(entry.number(), entry));
            return entries;
        }

        /** A table that people filled; its rows are kept for those that are computed from it. */
        private void addFilled(Table table, Standing.TableAt here) throws IOException {
            var shares = new ShareHashes(here);
            var kept = new ArrayList<Row>();
            try (var pair = new Pair(table)) {
                standing.entries(here.table(), position, entry -> {
                    shares.add(entry);
                    kept.add(CellRow.of(catalogue, table, entry.values()));
                    pair.add(entry.number(), entry.department(), entry.values());
                });
                pair.finish();
            }
            rows.put(table.name(), kept);
            var hash = shares.table();
            hash.ifPresent(known -> hashes.put(table.code(), known));
            var told = shares.shares().stream()
                    .map(share -> new Manifest.Share(share.department(), share.entries(), share.contentHash()))
                    .toList();
            tables.put(
                    table.code(),
                    new Manifest.Table(
                            table.code(), table.zh(), here.form(), shares.entries(), hash.orElse(null), told));
        }

        private void addComputed(Table table, List<Row> computed) throws IOException {
            try (var pair = new Pair(table)) {
                for (int i = 0; i < computed.size(); i++) {
                    pair.add(i + 1, "", ComputedCells.of(table, computed.get(i)));
                }
                pair.finish();
            }
            tables.put(
                    table.code(),
                    new Manifest.Table(table.code(), table.zh(), "COMPUTED", computed.size(), null, List.of()));
        }

        /** The workbook and the plain file of one table. */
        private final class Pair implements AutoCloseable {

            private final String code;
            private final TableWorkbook workbook;
            private final PlainFile plain;
            private final Path csv;
            private int entries;

            Pair(Table table) throws IOException {
                this.code = table.code();
                this.csv = workshop.file(code + ".csv");
                this.plain = new PlainFile(table, Bytes.create(csv));
                this.workbook = new TableWorkbook(catalogue, table);
            }

            void add(int entry, String department, SortedMap<String, CellValue> values) throws IOException {
                entries++;
                workbook.add(values);
                plain.add(entry, department, values);
            }

            /** The looks of a table follow from its content alone, whatever the position it was read at. */
            void finish() throws IOException {
                var date =
                        Date.from(planned.until().atStartOfDay(ZoneOffset.UTC).toInstant());
                var raw = workshop.file("raw.xlsx");
                try (var out = Bytes.create(raw)) {
                    workbook.write(date, form > 2 ? mark() : null, out);
                }
                var xlsx = workshop.file(code + ".xlsx");
                try (var out = Bytes.create(xlsx)) {
                    FixedZip.rewrite(raw, planned.until().atStartOfDay(), out);
                }
                files.put("tables/" + code + ".xlsx", xlsx);
                files.put("tables/" + code + ".csv", csv);
            }

            /** Says no position: a table that did not change is the same at a later one. */
            private FormMark mark() {
                return new FormMark(campaign.toString(), code, planned.edition(), "", 0, entries, false);
            }

            @Override
            public void close() throws IOException {
                plain.close();
                workbook.close();
            }
        }

        private List<Manifest.File> listed() throws IOException {
            var listed = new ArrayList<Manifest.File>();
            for (var file : files.entrySet()) {
                listed.add(
                        new Manifest.File(file.getKey(), Bytes.sha256(file.getValue()), Files.size(file.getValue())));
            }
            return listed;
        }

        private Packed store(Manifest manifest) throws IOException {
            var bytes = manifest.bytes();
            var document = workshop.file(Manifest.NAME);
            try (var out = Bytes.create(document)) {
                out.write(bytes);
            }
            files.put(Manifest.NAME, document);
            var half = workshop.file("package.zip");
            try (var out = Bytes.create(half)) {
                FixedZip.write(files, LocalDateTime.ofInstant(at, BEIJING), out);
            }
            var file = fileOf(idOf(position, Bytes.sha256(bytes)));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return packed(manifest, file);
        }
    }
}
