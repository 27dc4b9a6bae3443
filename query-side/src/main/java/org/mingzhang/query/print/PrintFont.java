package org.mingzhang.query.print;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * 字体 of one document: 文泉驿微米黑, carried with the program and embedded as far as it is used. What it cannot draw is marked by its
 * code point, {@code 〔U+20BB7〕}, so that nobody takes a name for another.
 */
final class PrintFont implements AutoCloseable {

    private static final String NAME = "WenQuanYiMicroHei";

    /** Units of the font's own space in one em. */
    private static final float EM = 1000;

    private static final byte[] FILE = read();

    private final TrueTypeCollection collection;
    private final CmapLookup glyphs;
    private final PDFont font;
    private final Map<Integer, Float> widths = new HashMap<>();

    PrintFont(PDDocument document) throws IOException {
        this.collection = new TrueTypeCollection(new ByteArrayInputStream(FILE));
        TrueTypeFont face = collection.getFontByName(NAME);
        this.glyphs = face.getUnicodeCmapLookup();
        this.font = PDType0Font.load(document, face, true);
    }

    private static byte[] read() {
        try (var in = Objects.requireNonNull(PrintFont.class.getResourceAsStream("wqy-microhei.ttc"))) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    PDFont font() {
        return font;
    }

    /** The text on one line, with whatever cannot be drawn marked. */
    String drawable(String text) {
        var drawn = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || point == 0xA0) {
                drawn.append(' ');
            } else if (glyphs.getGlyphId(point) != 0) {
                drawn.appendCodePoint(point);
            } else {
                drawn.append(String.format(Locale.ROOT, "〔U+%04X〕", point));
            }
        });
        return drawn.toString();
    }

    /** Points that a drawable text takes at a size. */
    float width(String drawable, float size) {
        float sum = 0;
        for (int i = 0; i < drawable.length(); ) {
            int point = drawable.codePointAt(i);
            sum += widths.computeIfAbsent(point, this::measured);
            i += Character.charCount(point);
        }
        return sum / EM * size;
    }

    private float measured(int point) {
        try {
            return font.getStringWidth(Character.toString(point));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        collection.close();
    }
}
