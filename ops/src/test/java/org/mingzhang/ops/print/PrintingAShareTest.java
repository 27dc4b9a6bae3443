package org.mingzhang.ops.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.proof.ShortCode;
import org.mingzhang.ops.console.DemoCollegeInABrowser;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Cast;
import org.mingzhang.ops.tool.demo.Deeds;
import org.mingzhang.ops.tool.demo.DemoCollege;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 打印 — J3 step 11: an A4 paper that says what was signed, by whom, and can be checked by what stands on it. */
@DemoCollegeInABrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrintingAShareTest {

    private static final float DPI = 150;

    private final DemoCollege college = new DemoCollege();
    private Cast cast;
    private Deeds deeds;

    @LocalServerPort
    int port;

    @BeforeAll
    void people() {
        cast = new Cast(URI.create("http://localhost:" + port), college, Browser.Keys.RANDOM, 0);
        deeds = new Deeds(
                cast,
                college,
                new org.mingzhang.ops.tool.demo.DemoRows(
                        Catalogues.load().edition("2022"),
                        college,
                        college.size().students()));
    }

    @Test
    void anApprovedShareShowsItsFieldsItsSignaturesAndItsCodes() throws Exception {
        var reviewer = deeds.head("0202");
        var at = Deeds.share("2.13.1", "0202");
        try (var paper = printed(reviewer, at, "approved")) {
            var text = text(paper);
            var table = Catalogues.load().edition("2022").table("2.13.1").orElseThrow();
            assertThat(text)
                    .contains(college.name())
                    .contains("2.13.1")
                    .contains(table.zh())
                    .contains("口腔系")
                    .contains("审核通过")
                    .contains(college.head("0202").name())
                    .contains(college.head("0202").post())
                    .contains(college.collector("0202").name())
                    .contains("部门盖章");
            table.fields()
                    .forEach(field -> assertThat(text.replaceAll("\\s", ""))
                            .contains(field.zh().replaceAll("\\s", "")));
            assertThat(paper.getPage(0).getMediaBox().getWidth()).isEqualTo(PDRectangle.A4.getHeight());

            var hash = Deeds.contentHash(reviewer, "2.13.1", "0202");
            assertThat(text).contains(hash).contains(ShortCode.of(hash).text());
            var marked = qr(paper).split("\\|");
            assertThat(marked[0]).isEqualTo("MZ1");
            assertThat(text).contains(marked[1]);
            assertThat(marked[4]).isEqualTo(ShortCode.of(hash).text());
            // whoever types the code that stands on the paper is told what the ledger signed under it
            var named = cast.as("20030009")
                    .get("/ledger/codes/" + marked[1])
                    .mustBeOk()
                    .json();
            assertThat(named.path("size").asLong()).isGreaterThanOrEqualTo(Long.parseLong(marked[3]));
            var fonts = new java.util.ArrayList<Boolean>();
            for (var name : paper.getPage(0).getResources().getFontNames()) {
                fonts.add(paper.getPage(0).getResources().getFont(name).isEmbedded());
            }
            assertThat(fonts).isNotEmpty().containsOnly(true);
        }
        assertThat(cast.as("20030009")
                        .get("/audit?kind=account.exported")
                        .mustBeOk()
                        .json()
                        .toString())
                .as("on record")
                .contains("2.13.1/0202@");
    }

    /** A wide table stands in bands side by side, every page with its number; what is not signed says so. */
    @Test
    void aWideTableStaysReadable() throws Exception {
        try (var paper = printed(deeds.collector("0103"), Deeds.share("1.4.1", "0103"), "wide")) {
            assertThat(paper.getNumberOfPages()).isGreaterThan(2);
            var text = text(paper);
            assertThat(text).contains("第 1 栏").contains("共 " + paper.getNumberOfPages() + " 页");
            assertThat(text).as("sensitive values are covered").doesNotContainPattern("[0-9]{17}[0-9X]");
        }
        try (var paper = printed(deeds.collector("0201"), Deeds.share("2.9.1", "0201"), "draft")) {
            assertThat(text(paper)).contains("未审核通过").contains("（尚无）");
        }
    }

    @Test
    void nobodyPrintsWhatHeMayNotSee() {
        assertThat(deeds.collector("0204")
                        .get(Deeds.share("2.13.1", "0202") + "/print.pdf")
                        .status())
                .isEqualTo(404);
    }

    private static PDDocument printed(Browser reader, String at, String name) throws Exception {
        var answer = reader.getAsItIs(at + "/print.pdf");
        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
        var directory = Files.createDirectories(Path.of("target", "prints"));
        Files.write(directory.resolve(name + ".pdf"), answer.bytes());
        var paper = Loader.loadPDF(answer.bytes());
        for (int page = 0; page < Math.min(3, paper.getNumberOfPages()); page++) {
            ImageIO.write(
                    new PDFRenderer(paper).renderImageWithDPI(page, DPI),
                    "png",
                    directory.resolve(name + "-" + (page + 1) + ".png").toFile());
        }
        return paper;
    }

    private static String text(PDDocument paper) throws Exception {
        return new PDFTextStripper().getText(paper);
    }

    /** As a telephone reads it: from pictures of the page, one after the other from nearer. */
    private static String qr(PDDocument paper) throws Exception {
        NotFoundException unread = null;
        for (var nearness : List.of(2, 3, 4)) {
            var image = new PDFRenderer(paper).renderImageWithDPI(0, nearness * DPI);
            var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            var picture = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
            var corner = picture.crop(
                    image.getWidth() * 4 / 5, image.getHeight() * 4 / 5, image.getWidth() / 5, image.getHeight() / 5);
            for (var binarizer : List.of(new HybridBinarizer(corner), new GlobalHistogramBinarizer(corner))) {
                try {
                    return new MultiFormatReader()
                            .decode(new BinaryBitmap(binarizer), HINTS)
                            .getText();
                } catch (NotFoundException blurred) {
                    unread = blurred;
                }
            }
        }
        throw new AssertionError("no picture shows a code", unread);
    }

    private static final Map<DecodeHintType, Object> HINTS =
            Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE), DecodeHintType.TRY_HARDER, true);
}
