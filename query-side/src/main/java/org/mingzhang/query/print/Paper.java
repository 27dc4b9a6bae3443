package org.mingzhang.query.print;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * 一份 A4 打印件 while it is being drawn: pages one after another, a cursor that goes down, and feet that are written when all pages
 * are known. Lengths are points, y counts from the lower edge. The same calls give the same bytes.
 */
final class Paper implements AutoCloseable {

    static final float MARGIN = 36;

    /** Kept free at the lower edge for the foot. */
    static final float FOOT = 52;

    /** How a line of text is set: its height is its size and a quarter. */
    private static final float LEADING = 1.3f;

    private static final String CLOSING = "、，。；：！？）》〉”’】〕)]},.;:!?%";

    private final PDDocument document = new PDDocument();
    private final PrintFont font;
    private final String title;
    private final PDRectangle size;
    private final List<PDPageContentStream> pages = new ArrayList<>();
    private PDPageContentStream page;
    private float y;

    /**
     * A paper with its first page.
     *
     * @param across whether the long side lies across
     * @param at the moment it is dated
     */
    Paper(String title, boolean across, Instant at) {
        try {
            this.title = title;
            this.font = new PrintFont(document);
            this.size = across
                    ? new PDRectangle(/* width= */ PDRectangle.A4.getHeight(), /* height= */ PDRectangle.A4.getWidth())
                    : PDRectangle.A4;
            var about = document.getDocumentInformation();
            about.setTitle(title);
            about.setProducer("明账");
            var date = Calendar.getInstance(TimeZone.getTimeZone("Asia/Shanghai"), Locale.ROOT);
            date.setTimeInMillis(at.toEpochMilli());
            about.setCreationDate(date);
            about.setModificationDate(date);
            document.setDocumentId(at.toEpochMilli());
            this.page = begin();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private PDPageContentStream begin() throws IOException {
        var next = new PDPage(size);
        document.addPage(next);
        var stream = new PDPageContentStream(document, next);
        pages.add(stream);
        y = size.getHeight() - MARGIN;
        return stream;
    }

    /** A new page. */
    void turn() {
        try {
            page = begin();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether so much more fits on this page. */
    boolean fits(float height) {
        return y - height >= MARGIN + FOOT;
    }

    float left() {
        return MARGIN;
    }

    float right() {
        return size.getWidth() - MARGIN;
    }

    float width() {
        return size.getWidth() - 2 * MARGIN;
    }

    float y() {
        return y;
    }

    void down(float height) {
        y -= height;
    }

    static float line(float textSize) {
        return textSize * LEADING;
    }

    float widthOf(String text, float textSize) {
        return font.width(font.drawable(text), textSize);
    }

    /** The text in lines that are no wider, broken at spaces where it can be and else anywhere. */
    List<String> wrapped(String text, float textSize, float width) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\\R", -1)) {
            wrap(font.drawable(paragraph), textSize, width, lines);
        }
        return lines;
    }

    private void wrap(String text, float textSize, float width, List<String> lines) {
        int from = 0;
        int space = -1;
        float sum = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int after = i + Character.charCount(point);
            float wide = font.width(Character.toString(point), textSize);
            if (sum + wide > width && i > from) {
                int end = space > from && point < 0x2E80 ? space : beforeClosing(text, from, i);
                lines.add(text.substring(from, end).stripTrailing());
                from = end;
                while (from < i && text.charAt(from) == ' ') {
                    from++;
                }
                sum = font.width(text.substring(from, i), textSize);
                space = -1;
            }
            if (point == ' ') {
                space = i;
            }
            sum += wide;
            i = after;
        }
        lines.add(text.substring(Math.min(from, text.length())));
    }

    /** A line does not begin with what closes the one before. */
    private static int beforeClosing(String text, int from, int at) {
        int before = text.offsetByCodePoints(at, -1);
        return CLOSING.indexOf(text.codePointAt(at)) >= 0 && before > from ? before : at;
    }

    /** One line of text whose base line lies at a height. */
    void text(float x, float baseline, float textSize, String text) {
        try {
            page.beginText();
            page.setFont(font.font(), textSize);
            page.newLineAtOffset(x, baseline);
            page.showText(font.drawable(text));
            page.endText();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One line in the middle of the page at the cursor, which goes down. */
    void centred(float textSize, String text) {
        down(line(textSize));
        text(left() + (width() - widthOf(text, textSize)) / 2, y, textSize, text);
    }

    /** A paragraph at the cursor, which goes down; a new page where there is no room. */
    void paragraph(float textSize, String text) {
        for (var each : wrapped(text, textSize, width())) {
            if (!fits(line(textSize))) {
                turn();
            }
            down(line(textSize));
            text(left(), y, textSize, each);
        }
    }

    void line(float x1, float y1, float x2, float y2) {
        try {
            page.setLineWidth(0.5f);
            page.moveTo(x1, y1);
            page.lineTo(x2, y2);
            page.stroke();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A rectangle's outline, from its lower left corner; with dashes where people put a seal. */
    void box(float x, float lower, float width, float height, boolean dashed) {
        try {
            page.setLineWidth(0.5f);
            page.setLineDashPattern(dashed ? new float[] {3, 3} : new float[0], 0);
            page.addRect(x, lower, width, height);
            page.stroke();
            page.setLineDashPattern(new float[0], 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A rectangle filled with a grey from 0 for black to 1 for white. */
    void shade(float x, float lower, float width, float height, float grey) {
        try {
            page.setNonStrokingColor(grey);
            page.addRect(x, lower, width, height);
            page.fill();
            page.setNonStrokingColor(0f);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** 二维码 of a text in a square, drawn as rectangles. */
    void code(String text, float x, float lower, float side) {
        var modules = QrModules.of(text);
        float one = side / modules.getWidth();
        try {
            for (int row = 0; row < modules.getHeight(); row++) {
                for (int column = 0; column < modules.getWidth(); column++) {
                    if (modules.get(column, row) == 1) {
                        page.addRect(x + column * one, lower + side - (row + 1) * one, one, one);
                    }
                }
            }
            page.fill();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What stands at the foot of every page; {@code {page}} and {@code {pages}} are filled in. */
    record Foot(String first, String second, String code) {}

    /** Writes the feet and gives the document. */
    byte[] finished(Foot foot) {
        try {
            for (int i = 0; i < pages.size(); i++) {
                page = pages.get(i);
                line(left(), MARGIN + FOOT - 6, right(), MARGIN + FOOT - 6);
                code(foot.code(), right() - 44, MARGIN, 44);
                if (i > 0) {
                    text(left(), size.getHeight() - MARGIN + 6, 8, title + "（续）");
                }
                var number = "第 " + (i + 1) + " 页，共 " + pages.size() + " 页";
                text(left(), MARGIN + FOOT - 20, 8, foot.first());
                text(left(), MARGIN + FOOT - 33, 8, foot.second());
                text(left(), MARGIN + FOOT - 46, 8, number);
                page.close();
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
            font.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
