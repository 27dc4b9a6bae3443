package org.mingzhang.query.export;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.apache.poi.util.TempFile;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
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
    private final Path directory;

    Snapshots(
            Standing standing,
            ViewPositions positions,
            Catalogues catalogues,
            @Value("${mingzhang.data:.mingzhang}") Path data)
            throws IOException {
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

    /** The views did not reach the position in time, or there is nothing at it. */
    public static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotYet(String message) {
            super(message);
        }
    }

    /** Packs the campaign as it stood at a position; empty if there is no such campaign. */
    public synchronized Optional<Packed> take(CampaignKey campaign, long position) {
        if (!positions.await(Views.GROUPS, position, PATIENCE)) {
            throw new NotYet("the views have not reached " + position);
        }
        return standing.together(() -> standing.campaign(campaign)
                .map(planned -> pack(
                        campaign,
                        position,
                        standing.at(position).orElseThrow(() -> new NotYet("nothing stands at " + position)),
                        planned)));
    }

    private Packed pack(CampaignKey campaign, long position, Instant at, Standing.Planned planned) {
        try {
            Bytes.directory(directory);
            try (var workshop = new Workshop(directory)) {
                return TempFile.withStrategy(workshop, () -> {
                    try {
                        return new Packing(campaign, position, at, planned, workshop).pack();
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
            return take(campaign, Long.parseLong(snapshot.substring(0, snapshot.indexOf('-'))))
                    .filter(again -> again.snapshot().equals(snapshot));
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

    /** The manifest's bytes, exactly as they stand in the package. */
    public byte[] manifest(Packed packed) {
        try {
            return bytesOfManifest(packed.file());
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
        private final Workshop workshop;
        private final SortedMap<String, Path> files = new TreeMap<>();
        private final SortedMap<String, String> hashes = new TreeMap<>();
        private final List<Manifest.Table> tables = new ArrayList<>();

        Packing(CampaignKey campaign, long position, Instant at, Standing.Planned planned, Workshop workshop) {
            this.campaign = campaign;
            this.position = position;
            this.at = at;
            this.planned = planned;
            this.workshop = workshop;
        }

        Packed pack() throws IOException {
            var standingTables = standing.tables(campaign, position);
            var catalogue = catalogues.edition(planned.edition());
            for (var table : catalogue.tables()) {
                var here = standingTables.get(table.code());
                if (here != null) {
                    add(catalogues.edition(here.edition()), here);
                }
            }
            var manifest = new Manifest(
                    1,
                    campaign.toString(),
                    planned.edition(),
                    position,
                    at,
                    ContentHash.ofCampaign(campaign, hashes),
                    tables,
                    listed());
            return store(manifest);
        }

        private void add(Catalogue catalogue, Standing.TableAt here) throws IOException {
            var table = catalogue.table(here.table().code()).orElseThrow();
            // the looks of a table follow from its content alone, whatever the position it was read at
            var date = Date.from(planned.until().atStartOfDay(ZoneOffset.UTC).toInstant());
            var raw = workshop.file("raw.xlsx");
            var xlsx = workshop.file(table.code() + ".xlsx");
            var csv = workshop.file(table.code() + ".csv");
            var shares = new ShareHashes(here);
            try (var workbook = new TableWorkbook(catalogue, table);
                    var plain = new PlainFile(table, Bytes.create(csv))) {
                standing.entries(here.table(), position, entry -> {
                    shares.add(entry);
                    workbook.add(entry.values());
                    plain.add(entry.number(), entry.department(), entry.values());
                });
                try (var out = Bytes.create(raw)) {
                    workbook.write(date, out);
                }
            }
            try (var out = Bytes.create(xlsx)) {
                FixedZip.rewrite(raw, planned.until().atStartOfDay(), out);
            }
            files.put("tables/" + table.code() + ".xlsx", xlsx);
            files.put("tables/" + table.code() + ".csv", csv);
            var told = shares.shares().stream()
                    .map(share -> new Manifest.Share(share.department(), share.entries(), share.contentHash()))
                    .toList();
            var hash = shares.table();
            tables.add(new Manifest.Table(
                    table.code(), table.zh(), here.form(), shares.entries(), hash.orElse(null), told));
            hash.ifPresent(known -> hashes.put(table.code(), known));
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
