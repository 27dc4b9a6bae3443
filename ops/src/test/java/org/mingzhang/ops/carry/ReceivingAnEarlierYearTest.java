package org.mingzhang.ops.carry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.ops.AnOpenCampaign;
import org.mingzhang.ops.RunningProgram;
import org.mingzhang.ops.Sending;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.mingzhang.ops.tool.demo.DemoRows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * 云端数据接收 — plan §3(一), J5 step 3: a college that begins in 2022 has its 2021 in a file, and from then on carries over and compares as if
 * it had been here already.
 */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=earlier-year")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReceivingAnEarlierYearTest {

    private static final String GROUPS = "2.8.1";
    private static final String RECEPTION = "/campaigns/2021/reception";

    private final DemoCollege college = new DemoCollege();
    private final String share = college.division(GROUPS).shares().get(0);
    private Cast cast;
    private Deeds deeds;
    private Browser office;

    @Autowired
    SetUpCode code;

    @LocalServerPort
    int port;

    @BeforeAll
    void theCollegeBeginsWith2022() throws InterruptedException {
        var rows = new DemoRows(Catalogues.load().edition("2022"), college, 400);
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
        office = deeds.office();
    }

    private static String group(String name, String role, String members) {
        return name + "," + role + ",2015-06,云岭省教育厅,20,是," + members + ",21,12.50,否,";
    }

    private static String headings() {
        return String.join(
                ",",
                Catalogues.load().edition("2022").table(GROUPS).orElseThrow().fields().stream()
                        .map(Field::zh)
                        .toList());
    }

    private static String groups(String... rows) {
        return "\uFEFF" + headings() + "\r\n" + String.join("\r\n", rows) + "\r\n";
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private Answer bring(byte[] file, Map<String, String> about) {
        return Sending.file(office, RECEPTION, "2021年数据.zip", file, about);
    }

    private Map<String, byte[]> whatTheCloudGivesOut(String members) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put(
                "2021/2.8.1 职业教育集团（联盟）基本情况表.csv",
                groups(group("云岭护理职业教育集团", "牵头", members), group("滇西健康养老产教联盟", "成员", "１８"))
                        .getBytes(UTF_8));
        files.put("2021/1.1.7.xlsx", classrooms());
        files.put("2021/说明.docx", "不是表".getBytes(UTF_8));
        files.put("2021/附表.csv", "a,b".getBytes(UTF_8));
        return files;
    }

    /** The form of this year, filled in as it was last year. */
    private byte[] classrooms() throws IOException {
        var department = college.division("1.1.7").shares().get(0);
        var template = office.getAsItIs(Deeds.table("1.1.7") + "/template.xlsx?department=" + department);
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(template.bytes()));
                var out = new ByteArrayOutputStream()) {
            var sheet = book.getSheetAt(0);
            var row = sheet.createRow(sheet.getLastRowNum() + 1);
            var fields = Catalogues.load()
                    .edition("2022")
                    .table("1.1.7")
                    .orElseThrow()
                    .fields();
            for (int i = 0; i < fields.size(); i++) {
                var cell = row.createCell(1 + i);
                switch (fields.get(i).type()) {
                    case INTEGER, DECIMAL -> cell.setCellValue(100 + i);
                    default -> cell.setCellValue("99001");
                }
            }
            book.write(out);
            return out.toByteArray();
        }
    }

    @Test
    @Order(1)
    void aBadCellIsSaidAndNothingIsStored() throws IOException {
        // packed once: a second one made a moment later has other times inside, and is another file
        var file = zip(whatTheCloudGivesOut("许多"));
        var looked = bring(file, Map.of());
        assertThat(looked.status()).as(looked::toString).isEqualTo(200);
        var shown = looked.json();
        assertThat(shown.path("faults").asInt()).as(shown::toString).isEqualTo(1);
        assertThat(shown.path("confirmed").asBoolean(true)).isFalse();
        var table = table(shown, GROUPS);
        assertThat(table.path("faults").get(0).path("message").asString("")).contains("成员单位数");
        assertThat(table.path("faults").get(0).path("address").asString("")).isEqualTo("G2");
        assertThat(shown.path("ignored").toString()).contains("附表.csv");
        assertThat(shown.path("missing").toString()).contains("1.5.1").doesNotContain(GROUPS);
        var accepted = bring(file, Map.of("accept", shown.path("sha256").asString(""), "preparedBy", "教育部云空间下载"));
        assertThat(accepted.problem()).isEqualTo("import-has-faults");
        assertThat(office.get("/campaigns/2021").status()).isEqualTo(404);
    }

    @Test
    @Order(2)
    void whatIsNoSuchPackageIsRefusedInASentence() throws Exception {
        assertThat(bring("PK".getBytes(UTF_8), Map.of()).problem()).isEqualTo("file-type-wrong");
        assertThat(bring(zip(Map.of("readme.txt", "x".getBytes(UTF_8))), Map.of())
                        .problem())
                .isEqualTo("year-package-empty");
        assertThat(bring(zip(Map.of("../2.8.1.csv", groups().getBytes(UTF_8))), Map.of())
                        .problem())
                .isEqualTo("file-unsafe");
        var other = bring(packed("99001/2020", groups(group("甲集团", "成员", "3")), true), Map.of());
        assertThat(other.problem()).isEqualTo("year-package-of-another");
        assertThat(bring(packed("99001/2021", groups(group("甲集团", "成员", "3")), false), Map.of())
                        .problem())
                .isEqualTo("year-package-altered");
        assertThat(Sending.file(deeds.collector(share), RECEPTION, "x.zip", zip(whatTheCloudGivesOut("36")), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(Sending.file(office, "/campaigns/2022/reception", "x.zip", zip(whatTheCloudGivesOut("36")), Map.of())
                        .problem())
                .as("this year is collected here")
                .isEqualTo("campaign-already-planned");
    }

    /** A package as this program makes it, with the right digest in its manifest or a wrong one. */
    private static byte[] packed(String campaign, String csv, boolean right) throws Exception {
        var content = csv.getBytes(UTF_8);
        var digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        var manifest = """
                {"v":2,"campaign":"%s","edition":"2022","files":[{"path":"tables/2.8.1.csv","sha256":"%s","size":1}]}""".formatted(campaign, right ? digest : "0".repeat(64));
        return zip(new TreeMap<>(Map.of("MANIFEST.json", manifest.getBytes(UTF_8), "tables/2.8.1.csv", content)));
    }

    @Test
    @Order(3)
    void theYearComesInOnceAsAWhole() throws Exception {
        var file = zip(whatTheCloudGivesOut("36"));
        var shown = bring(file, Map.of()).json();
        assertThat(shown.path("faults").asInt()).as(shown::toString).isZero();
        assertThat(table(shown, GROUPS).path("entries").asInt()).isEqualTo(2);
        assertThat(table(shown, GROUPS).path("departments").path(share).asInt())
                .as("the department that leads the table this year")
                .isEqualTo(2);
        var sha256 = shown.path("sha256").asString("");
        assertThat(bring(file, Map.of("accept", sha256)).problem()).isEqualTo("preparer-missing");
        assertThat(bring(file, Map.of("accept", "0".repeat(64), "preparedBy", "云空间"))
                        .problem())
                .isEqualTo("import-outdated");
        var accepted = bring(file, Map.of("accept", sha256, "preparedBy", "教育部云空间下载，吴数"));
        assertThat(accepted.status()).as(accepted::toString).isEqualTo(202);
        assertThat(settled().path("state").asString("")).isEqualTo("DONE");
        assertThat(bring(file, Map.of()).problem()).isEqualTo("campaign-already-planned");

        var year = office.get("/campaigns/2021").mustBeOk().json();
        assertThat(year.path("state").asString("")).isEqualTo("CLOSED");
        assertThat(year.path("received").path("sha256").asString("")).isEqualTo(sha256);
        assertThat(year.path("received").path("from").asString("")).contains("云空间");
        var trail = office.get("/audit?kind=campaign.ministry-data-received")
                .mustBeOk()
                .json();
        assertThat(trail.toString()).contains("2021年数据.zip", sha256);
    }

    @Test
    @Order(4)
    void whatWasWrittenInTheFileStaysInTheTrail() {
        var steps = office.get("/campaigns/2021/tables/" + GROUPS + "/entries/2/history")
                .mustBeOk()
                .json()
                .path("items");
        assertThat(steps.get(0).path("how").asString("")).isEqualTo("RECEIVED");
        assertThat(steps.get(0).path("file").asString("")).isEqualTo("2021年数据.zip");
        assertThat(steps.get(0).path("written").toString()).contains("１８");
    }

    @Test
    @Order(5)
    void aCollectorTakesItOverAndIsComparedWithIt() {
        var collector = deeds.collector(share);
        var carrying = Deeds.table(GROUPS) + "/carry-forward?department=" + share;
        var preview = collector.get(carrying).mustBeOk().json();
        assertThat(preview.toString()).contains("云岭护理职业教育集团", "滇西健康养老产教联盟");
        var difference =
                office.get(Deeds.table(GROUPS) + "/year-difference").mustBeOk().json();
        assertThat(difference.toString()).contains("滇西健康养老产教联盟");
    }

    /** Nobody changes what was reported then. */
    @Test
    @Order(6)
    void nothingOfItCanBeChanged() {
        var answer = office.patch(
                "/campaigns/2021/tables/" + GROUPS + "/entries/1", 1, Map.of("values", Map.of("member_count", 1)));
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(office.post("/campaigns/2021/opening", null).status()).isBetween(400, 499);
        assertThat(office.post("/campaigns/2021/closing", null).problem()).isEqualTo("campaign-state");
    }

    private static JsonNode table(JsonNode shown, String code) {
        for (var table : shown.path("tables")) {
            if (table.path("table").asString("").equals(code)) {
                return table;
            }
        }
        throw new AssertionError("no table " + code + " in " + shown);
    }

    private JsonNode settled() throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            var told = office.getAsItIs(RECEPTION).json();
            if (!told.path("state").asString("").equals("RUNNING")) {
                return told;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("still running");
    }
}
