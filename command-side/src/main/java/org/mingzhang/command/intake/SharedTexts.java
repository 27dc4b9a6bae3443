package org.mingzhang.command.intake;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/** 共享文本: the texts that cells of a workbook point to. */
final class SharedTexts {

    private final Measure measure;
    private final List<String> texts = new ArrayList<>();

    SharedTexts(Measure measure) {
        this.measure = measure;
    }

    void read(InputStream in) throws XMLStreamException {
        var xml = Xml.reader(in);
        while (Xml.next(xml)) {
            if (Xml.begins(xml, "si")) {
                measure.cell();
                texts.add(measure.text(runs(xml, "si")));
            }
        }
    }

    /** The runs of a rich text as one; readings of characters are left out. */
    static String runs(XMLStreamReader xml, String element) throws XMLStreamException {
        var text = new StringBuilder();
        while (Xml.next(xml) && !Xml.ends(xml, element)) {
            if (Xml.begins(xml, "rPh")) {
                Xml.text(xml, "rPh");
            } else if (Xml.begins(xml, "t")) {
                text.append(Xml.text(xml, "t"));
                if (text.length() > 2 * Measure.LONGEST_TEXT) {
                    throw new Refusal(Rule.FILE_UNSAFE);
                }
            }
        }
        return text.toString();
    }

    String get(String index) {
        try {
            return texts.get(Integer.parseInt(index.strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException broken) {
            throw new Refusal(Rule.FILE_DAMAGED);
        }
    }
}
