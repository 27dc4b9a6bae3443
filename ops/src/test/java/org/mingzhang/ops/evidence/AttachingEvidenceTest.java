package org.mingzhang.ops.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.mingzhang.command.org.SetUpCode;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.proof.Hash;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/** 佐证材料: recognised by content, sealed apart from the ledger, read by those who see the entries, withdrawn on record. */
@RunningProgram
@TestPropertySource(properties = "spring.application.name=evidence")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AttachingEvidenceTest {

    private static final String GROUPS = "2.8.1";
    private static final byte[] PDF = ("%PDF-1.7\n" + "护理职教集团批复\n".repeat(50)).getBytes(UTF_8);

    private final DemoCollege college = new DemoCollege();
    private final String share = college.division(GROUPS).shares().get(0);
    private final String path = Deeds.share(GROUPS, share) + "/evidence";
    private Deeds deeds;
    private Cast cast;
    private Browser collector;

    @Autowired
    SetUpCode code;

    @Autowired
    JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    @BeforeAll
    void anEntryStands() throws InterruptedException {
        var rows = new DemoRows(Catalogues.load().edition("2022"), college, 400);
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(cast, college, rows);
        AnOpenCampaign.setUp(cast, college, deeds, code.issue().orElseThrow());
        collector = deeds.collector(share);
        for (var name : List.of("云岭护理职业教育集团", "滇西健康养老产教联盟")) {
            var cells = new HashMap<String, Object>(Map.of(
                    "group_name",
                    name,
                    "role",
                    "牵头",
                    "founded_on",
                    "2015-06",
                    "approved_by",
                    "云岭省教育厅",
                    "level",
                    "20",
                    "is_demonstration",
                    true,
                    "member_count",
                    36,
                    "enterprise_count",
                    21,
                    "legal_entity",
                    false));
            collector
                    .post(Deeds.table(GROUPS) + "/entries", Deeds.newEntry(share, null, cells))
                    .mustBeOk();
        }
    }

    @Test
    @Order(1)
    void aFileIsAttachedAndReadByThoseWhoSeeTheEntries() {
        var key = UUID.randomUUID().toString();
        var attached = attach(collector, PDF, "批复.exe", Map.of("title", "省教育厅批复", "entry", "1"), key);
        assertThat(attached.status()).as(attached::toString).isEqualTo(201);
        assertThat(attached.json().path("mediaType").asString("")).isEqualTo("application/pdf");
        assertThat(attached.json().path("sha256").asString(""))
                .isEqualTo(Hash.sha256(PDF).hex());
        assertThat(attach(collector, PDF, "批复.exe", Map.of("title", "省教育厅批复", "entry", "1"), key)
                        .status())
                .as("the same again is the same")
                .isEqualTo(201);

        var listed = collector.get(path).mustBeOk().json();
        assertThat(listed.path("items").size()).isEqualTo(1);
        assertThat(listed.path("without").toString()).isEqualTo("[2]");
        var file = deeds.head(share).get(path + "/" + key);
        assertThat(file.bytes()).isEqualTo(PDF);
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        assertThat(cast.as("20160102").get(path).status()).isEqualTo(404);
        assertThat(cast.as("20160102").get(path + "/" + key).status()).isEqualTo(404);
        assertThat(cast.as("20030009")
                        .get("/audit?kind=account.exported")
                        .json()
                        .toString())
                .as("handing it out is on record")
                .contains("/evidence/" + key);
    }

    /** Nothing of the file is readable in the database. */
    @Test
    @Order(2)
    void theFileLiesSealed() {
        var box = jdbc.queryForList("select box from store.evidence", byte[].class)
                .get(0);
        assertThat(new String(box, UTF_8)).doesNotContain("护理职教集团", "%PDF");
        assertThat(jdbc.queryForObject("select count(*) from store.evidence", Integer.class))
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    void whatItIsIsToldByItsContent() throws IOException {
        assertThat(problem(new byte[] {'M', 'Z', 0, 0, 'P', 'E'}, "证书.pdf")).isEqualTo("evidence-unknown");
        assertThat(problem("just text".getBytes(UTF_8), "a.png")).isEqualTo("evidence-unknown");
        assertThat(problem(zip("word/document.xml"), "a.xlsx")).isEqualTo("evidence-unknown");
        assertThat(problem(zip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx"))
                .isEqualTo("evidence-unknown");
        assertThat(problem(Arrays.copyOf(PDF, 10 * 1024 * 1024 + 1), "a.pdf")).isEqualTo("evidence-too-large");
        assertThat(attach(collector, PDF, "a.pdf", Map.of(), UUID.randomUUID().toString())
                        .problem())
                .isEqualTo("evidence-untitled");
        assertThat(jdbc.queryForObject("select count(*) from store.evidence", Integer.class))
                .as("what was refused is not kept")
                .isEqualTo(1);
        for (var good : List.of(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0},
                new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0},
                workbook(new XSSFWorkbook()),
                workbook(new HSSFWorkbook()))) {
            var answer = attach(
                    collector,
                    good,
                    "x",
                    Map.of("title", "材料"),
                    UUID.randomUUID().toString());
            assertThat(answer.status()).as(answer::toString).isEqualTo(201);
        }
    }

    @Test
    @Order(4)
    void isWithdrawnOnRecordAndOnlyWhileTheShareIsOpen() {
        var first =
                collector.get(path).json().path("items").get(0).path("evidence").asString("");
        var withdrawal = path + "/" + first + "/withdrawal";
        assertThat(collector.post(withdrawal, Map.of("reason", "")).problem()).isEqualTo("reason-required");
        collector.post(withdrawal, Map.of("reason", "传错了文件")).mustBeOk();
        var piece = collector.get(path).json().path("items").get(0);
        assertThat(piece.path("withdrawnAt").isNull()).isFalse();
        assertThat(piece.path("reason").asString("")).isEqualTo("传错了文件");
        assertThat(collector.get(path).json().path("without").toString()).isEqualTo("[1,2]");
        assertThat(collector.post(withdrawal, Map.of("reason", "传错了文件")).problem())
                .isEqualTo("no-such-evidence");
        deeds.submit(GROUPS, share).mustBeOk();
        assertThat(attach(
                                collector,
                                PDF,
                                "a.pdf",
                                Map.of("title", "迟到的材料"),
                                UUID.randomUUID().toString())
                        .problem())
                .isEqualTo("share-not-open");
    }

    private String problem(byte[] content, String name) {
        return attach(
                        collector,
                        content,
                        name,
                        Map.of("title", "材料"),
                        UUID.randomUUID().toString())
                .problem();
    }

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] workbook(Workbook book) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (book) {
            book.createSheet("材料");
            book.write(bytes);
        }
        return bytes.toByteArray();
    }

    private Answer attach(Browser who, byte[] content, String name, Map<String, String> fields, String key) {
        return Sending.file(who, path, name, content, fields, key);
    }
}
