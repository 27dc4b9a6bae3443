package org.mingzhang.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.events.table.How;
import org.mingzhang.query.Database;
import org.mingzhang.query.Story;
import org.mingzhang.query.Telling;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.table.Standing;

/** 快照 — plan §3(八). */
class TakingASnapshotTest {

    static final Instant NOW = Instant.parse("2022-10-29T08:15:30Z");

    @TempDir
    Path data;

    final SortedMap<String, byte[]> annexes =
            new TreeMap<>(Map.of("indicators.csv", "生师比,18.2".getBytes(StandardCharsets.UTF_8)));

    Telling telling;
    Snapshots snapshots;
    long position;

    @BeforeEach
    void aCampaignWithEntries() throws IOException {
        var source = Database.views();
        var positions = new ViewPositions(() -> Map.of());
        telling = new Telling(source, positions);
        telling.tell(new Story()
                .theCollegeIsSetUp()
                .theCampaignIsPlanned()
                .entriesAreMade()
                .events());
        telling.tell(
                course(1, "=cmd|'/c calc'!A1", "+1, \"两行\r\n文字\""),
                course(2, "'已有撇号", "𠮷川课程"),
                course(3, "要删除的", "x"),
                new EntryRemoved(Story.COURSES, "0201", 3, 2, "", How.TYPED, null, Story.COLLECTOR, NOW),
                amended(2, "@SUM(1)"));
        position = telling.position();
        snapshots = new Snapshots(new Standing(source), positions, Catalogues.load(), (campaign, at) -> annexes, data);
    }

    @Test
    void givesTheSameBytesAtTheSamePosition() throws Exception {
        var first = snapshots.take(Story.CAMPAIGN, position).orElseThrow();
        var bytes = Files.readAllBytes(first.file());
        Files.delete(first.file());
        Thread.sleep(2_100);
        telling.tell(amended(1, "后来的改动"));

        var second = snapshots.take(Story.CAMPAIGN, position).orElseThrow();

        assertThat(second).isEqualTo(first);
        assertThat(Files.readAllBytes(second.file())).isEqualTo(bytes);
    }

    @Test
    void makesAPackageAgainWhoseFileIsGone() throws Exception {
        var taken = snapshots.take(Story.CAMPAIGN, position).orElseThrow();
        Files.delete(taken.file());

        assertThat(snapshots.find(Story.CAMPAIGN, taken.snapshot())).contains(taken);
        assertThat(snapshots.find(Story.CAMPAIGN, taken.snapshot())).contains(taken);
    }

    /** What was taken before packages held more than tables keeps its form, and so its digest. */
    @Test
    void makesAPackageOfAnEarlierFormAgainInThatForm() throws Exception {
        var taken = snapshots.take(Story.CAMPAIGN, position, 1).orElseThrow();
        Files.delete(taken.file());

        var again = snapshots.find(Story.CAMPAIGN, taken.snapshot()).orElseThrow();

        assertThat(again).isEqualTo(taken);
        assertThat(names(again.file())).doesNotContain("indicators.csv");
        assertThat(snapshots.take(Story.CAMPAIGN, position).orElseThrow().snapshot())
                .isNotEqualTo(taken.snapshot());
    }

    @Test
    void leavesUnchangedTablesAsTheyAreAtALaterPosition() throws Exception {
        var before = manifest(snapshots.take(Story.CAMPAIGN, position).orElseThrow());
        telling.tell(amended(1, "后来的改动"));
        var after = manifest(snapshots.take(Story.CAMPAIGN, position + 1).orElseThrow());

        assertThat(after.contentHash()).isNotEqualTo(before.contentHash());
        assertThat(files(after).get("tables/1.4.1.xlsx"))
                .isEqualTo(files(before).get("tables/1.4.1.xlsx"));
        assertThat(files(after).get("tables/1.3.1.xlsx"))
                .isNotEqualTo(files(before).get("tables/1.3.1.xlsx"));
    }

    @Test
    void listsEveryFileWithItsDigest() throws Exception {
        var taken = snapshots.take(Story.CAMPAIGN, position).orElseThrow();
        var manifest = manifest(taken);

        assertThat(names(taken.file()))
                .containsExactly(
                        "MANIFEST.json",
                        "indicators.csv",
                        "tables/1.3.1.csv",
                        "tables/1.3.1.xlsx",
                        "tables/1.4.1.csv",
                        "tables/1.4.1.xlsx");
        assertThat(manifest.files()).hasSize(5).allSatisfy(file -> {
            var bytes = content(taken.file(), file.path());
            assertThat(Bytes.sha256(bytes)).isEqualTo(file.sha256());
            assertThat(bytes).hasSize((int) file.size());
        });
        assertThat(Bytes.sha256(content(taken.file(), Manifest.NAME))).isEqualTo(taken.manifestSha256());
        assertThat(taken.snapshot())
                .isEqualTo(position + "-" + taken.manifestSha256().substring(0, 12));
        var text = new String(content(taken.file(), Manifest.NAME), StandardCharsets.UTF_8);
        assertThat(EventJson.mapper().writeValueAsString(EventJson.mapper().readTree(text)))
                .isEqualTo(text);
    }

    @Test
    void bindsTheContentThatAnyoneCanComputeFromThePlainFiles() throws Exception {
        var taken = snapshots.take(Story.CAMPAIGN, position).orElseThrow();

        assertThat(taken.contentHash()).isEqualTo(hashOfPlainFiles(taken.file()));
        assertThat(taken.entries()).isEqualTo(4);
        assertThat(manifest(taken).tables().get(1).shares())
                .extracting(Manifest.Share::department)
                .containsExactly("0201", "0301");
    }

    @Test
    void keepsThePackageForThisProgramOnly() throws Exception {
        var taken = snapshots.take(Story.CAMPAIGN, position).orElseThrow();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(taken.file())))
                .isEqualTo("rw-------");
        try (var left = Files.list(data.resolve("snapshots"))) {
            assertThat(left).containsExactly(taken.file());
        }
    }

    @Test
    void headsTheFormWithTheTitlesOfTheCatalogueAndWritesNoFormula() throws Exception {
        var taken = snapshots.take(Story.CAMPAIGN, position).orElseThrow();
        var fields =
                Catalogues.load().edition("2022").table("1.3.1").orElseThrow().fields();

        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(content(taken.file(), "tables/1.3.1.xlsx")))) {
            var sheet = workbook.getSheetAt(0);
            assertThat(sheet.getSheetName()).startsWith("1.3.1 ");
            for (int i = 0; i < fields.size(); i++) {
                assertThat(sheet.getRow(0).getCell(i).getStringCellValue())
                        .isEqualTo(fields.get(i).zh());
            }
            assertThat(sheet.getLastRowNum()).isEqualTo(2);
            var starter = sheet.getRow(1).getCell(0);
            assertThat(starter.getCellType()).isEqualTo(CellType.STRING);
            assertThat(starter.getStringCellValue()).isEqualTo("=cmd|'/c calc'!A1");
            assertThat(starter.getCellStyle().getQuotePrefixed()).isTrue();
            assertThat(workbook.getSheet("指标注释")).isNotNull();
            assertThat(workbook.getSheet("代码表")).isNotNull();
        }
    }

    @Test
    void showsNumbersAsNumbersAndWhatLooksLikeOneAsText() throws Exception {
        var taken = snapshots.take(Story.CAMPAIGN, position).orElseThrow();

        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(content(taken.file(), "tables/1.4.1.xlsx")))) {
            var row = workbook.getSheetAt(0).getRow(1);
            assertThat(row.getCell(column("staff_no")).getStringCellValue()).isEqualTo(Story.TEACHER);
            assertThat(row.getCell(column("id_number")).getStringCellValue()).isEqualTo("110101199001011234");
            assertThat(row.getCell(column("industry_years")).getNumericCellValue())
                    .isEqualTo(2.5);
            assertThat(row.getCell(column("is_backbone")).getStringCellValue()).isEqualTo("是");
        }
    }

    @Test
    void fillsInWhatIsComputedAndLeavesItOutOfTheSignedHash() throws Exception {
        telling.tell(
                new TablePlanned(Story.CAMPAIGN.table("1.1.1"), "2022", Form.COLLECTED, List.of(), Story.OFFICE, NOW),
                new EntryAdded(
                        Story.CAMPAIGN.table("1.1.1"),
                        "0101",
                        1,
                        new TreeMap<>(),
                        null,
                        new TreeMap<>(Map.of("college_code", CellValue.text("4199001"))),
                        How.TYPED,
                        null,
                        Story.COLLECTOR,
                        NOW));
        var before = snapshots.take(Story.CAMPAIGN, telling.position()).orElseThrow();
        telling.tell(
                new TablePlanned(Story.CAMPAIGN.table("2.3.1"), "2022", Form.COMPUTED, List.of(), Story.OFFICE, NOW));

        var taken = snapshots.take(Story.CAMPAIGN, telling.position()).orElseThrow();
        var csv = new String(content(taken.file(), "tables/2.3.1.csv"), StandardCharsets.UTF_8);
        var lines = parsed(csv.substring(1));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).subList(0, 4)).containsExactly("1", "", "4199001", "0");
        var computed = manifest(taken).tables().get(3);
        assertThat(computed.form()).isEqualTo("COMPUTED");
        assertThat(computed.contentHash()).isNull();
        assertThat(taken.contentHash()).isEqualTo(before.contentHash());
    }

    @Test
    void answersNothingForAnotherCampaignOrABadId() {
        assertThat(snapshots.take(CampaignKey.of("99001/2021"), position)).isEmpty();
        assertThat(snapshots.find(Story.CAMPAIGN, "../../etc/passwd")).isEmpty();
        assertThat(snapshots.find(Story.CAMPAIGN, "1-000000000000")).isEmpty();
    }

    @Test
    void refusesAPositionThatTheLedgerDoesNotHave() {
        assertThatThrownBy(() -> snapshots.take(Story.CAMPAIGN, 0)).isInstanceOf(Snapshots.NotYet.class);
    }

    private static int column(String field) {
        return Catalogues.load().edition("2022").table("1.4.1").orElseThrow().fields().stream()
                .map(Field::name)
                .toList()
                .indexOf(field);
    }

    private static EntryAdded course(int entry, String code, String name) {
        return new EntryAdded(
                Story.COURSES,
                "0201",
                entry,
                new TreeMap<>(),
                null,
                new TreeMap<>(Map.of("course_code", CellValue.text(code), "course_name", CellValue.text(name))),
                How.TYPED,
                null,
                Story.COLLECTOR,
                NOW);
    }

    private static EntryAmended amended(int entry, String name) {
        return new EntryAmended(
                Story.COURSES,
                "0201",
                entry,
                2,
                new TreeMap<>(),
                new TreeMap<>(Map.of("course_name", CellValue.text(name))),
                "",
                How.TYPED,
                null,
                Story.COLLECTOR,
                NOW);
    }

    /** The campaign's hash by the written recipe, from nothing but the package's own CSV files and the catalogue. */
    private static String hashOfPlainFiles(Path zip) throws IOException {
        var tables = new TreeMap<String, String>();
        for (var code : List.of("1.3.1", "1.4.1")) {
            var table = Catalogues.load().edition("2022").table(code).orElseThrow();
            var text = new String(content(zip, "tables/" + code + ".csv"), StandardCharsets.UTF_8);
            assertThat(text).startsWith("\uFEFFentry,department,").endsWith("\r\n");
            var lines = parsed(text.substring(1));
            var shares = new TreeMap<String, ContentHash.Share>();
            for (var line : lines.subList(1, lines.size())) {
                var values = new TreeMap<String, CellValue>();
                for (int i = 0; i < table.fields().size(); i++) {
                    var cell = line.get(i + 2);
                    if (!cell.isEmpty()) {
                        values.put(
                                table.fields().get(i).name(),
                                value(table.fields().get(i), cell));
                    }
                }
                shares.computeIfAbsent(line.get(1), one -> ContentHash.share(Story.CAMPAIGN.table(code), one))
                        .add(new ContentHash.Entry(Integer.parseInt(line.get(0)), values));
            }
            var hashes = new TreeMap<String, String>();
            shares.forEach((department, share) -> hashes.put(department, share.hex()));
            tables.put(code, ContentHash.ofTable(Story.CAMPAIGN.table(code), hashes));
        }
        return ContentHash.ofCampaign(Story.CAMPAIGN, tables);
    }

    private static CellValue value(Field field, String cell) {
        return switch (field.type()) {
            case INTEGER -> CellValue.whole(Long.parseLong(cell));
            case BOOLEAN -> CellValue.flag(Boolean.parseBoolean(cell));
            case TEXT, CODE, REFERENCE -> CellValue.text(cell.startsWith("'") ? cell.substring(1) : cell);
            default -> CellValue.text(cell);
        };
    }

    private static List<List<String>> parsed(String csv) {
        var lines = new ArrayList<List<String>>();
        var line = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                line.add(cell.toString());
                cell.setLength(0);
            } else if (!quoted && c == '\r') {
                line.add(cell.toString());
                cell.setLength(0);
                lines.add(List.copyOf(line));
                line.clear();
                i++;
            } else {
                cell.append(c);
            }
        }
        return lines;
    }

    private static Manifest manifest(Snapshots.Packed packed) throws IOException {
        return Manifest.read(content(packed.file(), Manifest.NAME));
    }

    private static Map<String, String> files(Manifest manifest) {
        var files = new HashMap<String, String>();
        manifest.files().forEach(file -> files.put(file.path(), file.sha256()));
        return files;
    }

    private static List<String> names(Path zip) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    private static byte[] content(Path zip, String name) throws IOException {
        try (var file = new ZipFile(zip.toFile());
                InputStream stream = file.getInputStream(file.getEntry(name))) {
            return stream.readAllBytes();
        }
    }
}
