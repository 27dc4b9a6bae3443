package org.mingzhang.command.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.ProblemDocument;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.campaign.ReceivedYears;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.table.EntryEvent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * 云端数据与往年数据接收: a year that was reported before this college used the program comes in as one file. It is shown first what the
 * file holds; the same file with the digest that was shown is stored. The file itself is not kept.
 */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/reception")
class ReceptionController {

    private static final int LONGEST_WORDS = 200;
    private static final int MOST_FAULTS = 50;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Receptions receptions;
    private final ReceivedYears years;
    private final Catalogues catalogues;
    private final AssignmentBook book;
    private final Directory directory;
    private final Permissions permissions;
    private final Path workshop;

    ReceptionController(
            Receptions receptions,
            ReceivedYears years,
            Catalogues catalogues,
            AssignmentBook book,
            Directory directory,
            Permissions permissions,
            @Value("${mingzhang.data:.mingzhang}") Path data)
            throws IOException {
        this.receptions = receptions;
        this.years = years;
        this.catalogues = catalogues;
        this.book = book;
        this.directory = directory;
        this.permissions = permissions;
        this.workshop = data.toAbsolutePath().normalize().resolve("receptions");
        sweep();
    }

    /** A program that was killed while it looked at a file leaves personal values behind. */
    private void sweep() throws IOException {
        if (Files.isDirectory(workshop)) {
            try (var left = Files.newDirectoryStream(workshop)) {
                for (var file : left) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * What a file holds.
     *
     * @param sha256 digest of the file, by which an acceptance says what it accepts
     * @param confirmed whether it is a package with a manifest, every file of which is as the manifest says
     * @param tables those found in it, in the order of the form
     * @param missing numbers of the tables that people fill and that are not in it
     * @param ignored files that belong to no table
     * @param faults how many tables or cells cannot be taken; the file is stored only if there are none
     */
    record Contents(
            String fileName,
            String sha256,
            long size,
            String edition,
            boolean confirmed,
            List<TableShown> tables,
            List<String> missing,
            List<String> ignored,
            int faults) {}

    /**
     * A table in it.
     *
     * @param departments how many entries each department has, by its code
     * @param problem why the file cannot be taken as a whole; null if it can
     * @param faults the first cells that cannot be taken
     */
    record TableShown(
            String table,
            String zh,
            String file,
            int entries,
            Map<String, Integer> departments,
            @Nullable String problem,
            List<Fault> faults) {}

    record Fault(String address, String rule, String message) {}

    /**
     * How far it is.
     *
     * @param done tables stored
     * @param problem why it stopped; null unless it was refused
     */
    record Progress(
            String fileName,
            String sha256,
            Import.State state,
            int done,
            int total,
            @Nullable ProblemDetail problem) {}

    /**
     * Looks at a file, and stores it if its digest is named.
     *
     * @param edition catalogue edition whose form the tables have; a package made here says so itself
     * @param preparedBy where the file comes from; needed to store it
     * @param accept digest of the file that was looked at; absent to look only
     */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> receive(
            @PathVariable int year,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable String edition,
            @RequestParam(defaultValue = "") String preparedBy,
            @RequestParam(required = false) @Nullable String accept,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Act act) {
        permissions.office(act);
        var key = key(year);
        if (years.stands(key)) {
            throw new Refusal(Rule.CAMPAIGN_ALREADY_PLANNED, Integer.toString(year));
        }
        var prepared = preparedBy.strip();
        if (prepared.length() > LONGEST_WORDS || (accept != null && prepared.isEmpty())) {
            throw new Refusal(Rule.PREPARER_MISSING);
        }
        var name = UploadController.named(file);
        try (var here = kept(file)) {
            var catalogue = catalogue(here.file(), key, edition);
            var read = YearPackage.read(
                    here.file(),
                    key,
                    catalogue,
                    workshop,
                    (table, unpacked, entry) -> YearTable.read(
                            catalogues,
                            catalogue,
                            key.table(table.code()),
                            unpacked,
                            entry,
                            (of, written, values) -> department(key, of, written, values, act)));
            if (accept == null) {
                return ResponseEntity.ok(contents(name, here, catalogue, read, language));
            }
            return stored(key, name, prepared, here, catalogue, read, accept, act);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How far it is; nothing if none began since the program started. */
    @GetMapping
    ResponseEntity<Progress> progress(
            @PathVariable int year,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language,
            Act act) {
        permissions.office(act);
        var running = receptions.find(key(year));
        if (running.isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        var found = running.get();
        var answer = ResponseEntity.ok();
        if (found.position() > 0) {
            answer.header(Answer.LEDGER_POSITION, Long.toString(found.position()));
        }
        return answer.body(told(found, language));
    }

    private static Progress told(Receptions.Reception found, @Nullable String language) {
        return new Progress(
                found.fileName(),
                found.sha256(),
                found.state(),
                found.done(),
                found.total(),
                found.refusal() == null ? null : ProblemDocument.of(found.refusal(), language, MOST_FAULTS));
    }

    private ResponseEntity<Progress> stored(
            CampaignKey key,
            String name,
            String prepared,
            WorkFile here,
            Catalogue catalogue,
            YearPackage.Read<YearTable> read,
            String accept,
            Act act) {
        if (!accept.equals(here.sha256())) {
            throw new Refusal(Rule.IMPORT_OUTDATED);
        }
        int faults = faults(read);
        if (faults > 0) {
            throw new Refusal(Rule.IMPORT_HAS_FAULTS, faults);
        }
        var begun = receptions.begin(
                new Receptions.Wanted(
                        key,
                        catalogue,
                        new EntryEvent.Source(name, here.sha256(), prepared),
                        read.confirmed(),
                        read.tables()),
                act);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/campaigns/" + key.year() + "/reception"))
                .body(told(begun, null));
    }

    /** The edition that the package names, else the one that was asked for, else the newest that is not of a later year. */
    private Catalogue catalogue(Path file, CampaignKey key, @Nullable String asked) {
        var wanted =
                YearPackage.edition(file, key).orElse(Objects.requireNonNullElse(asked, Integer.toString(key.year())));
        return catalogues
                .find(wanted)
                .or(() -> asked == null && !catalogues.editions().isEmpty()
                        ? catalogues.editions().stream().findFirst()
                        : Optional.empty())
                .orElseThrow(() -> new Refusal(Rule.UNKNOWN_EDITION, wanted));
    }

    /**
     * Whom an entry belongs to: whom the file names; else, in the year after, the share of the department that the entry itself
     * names, or whoever leads the table; else who brings the file.
     */
    private String department(
            CampaignKey key, Table table, String written, SortedMap<String, CellValue> values, Act act) {
        if (!written.isEmpty()) {
            return directory.departments().stream()
                    .filter(each -> each.code().equals(written)
                            || each.name().equals(written)
                            || each.aliases().contains(written))
                    .map(Directory.Department::code)
                    .findFirst()
                    .orElse(written);
        }
        var shares = new CampaignKey(key.college(), key.year() + 1).table(table.code());
        var answering =
                book.table(shares).map(AssignmentBook.PlannedTable::shares).orElse(List.of());
        var named = table.fields().stream()
                .filter(field ->
                        field.reference() != null && field.reference().table().equals("org_unit"))
                .map(field -> Shown.of(values.get(field.name())))
                .toList();
        return answering.stream()
                .map(AssignmentBook.ShareNow::department)
                .filter(named::contains)
                .findFirst()
                .or(() -> answering.stream()
                        .sorted((one, other) -> Boolean.compare(other.lead(), one.lead()))
                        .map(AssignmentBook.ShareNow::department)
                        .findFirst())
                .orElse(act.department());
    }

    private static int faults(YearPackage.Read<YearTable> read) {
        return read.tables().stream()
                .mapToInt(table -> table.faults().size() + (table.refusal() == null ? 0 : 1))
                .sum();
    }

    private static Contents contents(
            String name,
            WorkFile here,
            Catalogue catalogue,
            YearPackage.Read<YearTable> read,
            @Nullable String language) {
        boolean english = ProblemDocument.isInEnglish(language);
        var found = read.tables().stream().map(table -> table.table().code()).toList();
        return new Contents(
                name,
                here.sha256(),
                here.size(),
                catalogue.edition(),
                read.confirmed(),
                read.tables().stream()
                        .map(table -> shown(table, english, language))
                        .toList(),
                catalogue.tables().stream()
                        .filter(table -> table.kind() != Table.Kind.COMPUTED && !found.contains(table.code()))
                        .map(Table::code)
                        .toList(),
                read.ignored(),
                faults(read));
    }

    private static TableShown shown(YearTable table, boolean english, @Nullable String language) {
        var departments = new TreeMap<String, Integer>();
        table.parts().forEach((code, changes) -> departments.put(code, changes.size()));
        return new TableShown(
                table.table().code(),
                table.table().zh(),
                table.name(),
                table.entries(),
                departments,
                table.refusal() == null
                        ? null
                        : ProblemDocument.of(table.refusal(), language).getDetail(),
                table.faults().stream()
                        .limit(MOST_FAULTS)
                        .map(bad -> new Fault(bad.address(), bad.rule(), english ? bad.en() : bad.zh()))
                        .toList());
    }

    private WorkFile kept(MultipartFile upload) throws IOException {
        Files.createDirectories(workshop, OWNER_ONLY);
        try (var content = upload.getInputStream()) {
            return WorkFile.copied(content, workshop, Long.MAX_VALUE);
        }
    }

    private CampaignKey key(int year) {
        return new CampaignKey(directory.college().orElseThrow(() -> new Refusal(Rule.NOT_FOUND)), year);
    }
}
