package org.mingzhang.command.intake;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/** XML of a workbook's parts as a stream. A document type, and with it every entity, is refused: workbooks have none. */
final class Xml {

    private static final XMLInputFactory FACTORY = factory();

    private Xml() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(in);
    }

    /** Goes on; false at the end. */
    static boolean next(XMLStreamReader xml) throws XMLStreamException {
        if (!xml.hasNext()) {
            return false;
        }
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new Refusal(Rule.FILE_UNSAFE);
        }
        return true;
    }

    /** Whether an element of that name begins here, in whatever namespace. */
    static boolean begins(XMLStreamReader xml, String element) {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals(element);
    }

    static boolean ends(XMLStreamReader xml, String element) {
        return xml.getEventType() == XMLStreamConstants.END_ELEMENT
                && xml.getLocalName().equals(element);
    }

    /** An attribute by its local name; empty if there is none. */
    static String get(XMLStreamReader xml, String attribute) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(attribute)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    static int number(XMLStreamReader xml, String attribute, int otherwise) {
        var written = get(xml, attribute);
        try {
            return written.isEmpty() ? otherwise : Integer.parseInt(written);
        } catch (NumberFormatException odd) {
            throw new Refusal(Rule.FILE_DAMAGED);
        }
    }

    static boolean isTrue(String written) {
        return written.equals("1") || written.equals("true");
    }

    /** The text up to the end of the element in which the reader stands, no longer than a cell can be. */
    static String text(XMLStreamReader xml, String element) throws XMLStreamException {
        var text = new StringBuilder();
        while (next(xml) && !ends(xml, element)) {
            if (xml.isCharacters()) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                if (text.length() > 2 * Measure.LONGEST_TEXT) {
                    throw new Refusal(Rule.FILE_UNSAFE);
                }
            }
        }
        return unescaped(text.toString());
    }

    /** Characters that XML does not carry are written {@code _x000D_}. */
    private static String unescaped(String text) {
        int at = text.indexOf("_x");
        if (at < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 6;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static boolean isEscape(String text, int at) {
        return text.startsWith("_x", at)
                && at + 6 < text.length()
                && text.charAt(at + 6) == '_'
                && text.substring(at + 2, at + 6).matches("[0-9A-Fa-f]{4}");
    }

    /** What to say of XML that cannot be read. */
    static Refusal refusal(XMLStreamException broken) {
        var said = String.valueOf(broken.getMessage());
        return new Refusal(said.contains("entit") || said.contains("DOCTYPE") ? Rule.FILE_UNSAFE : Rule.FILE_DAMAGED);
    }
}
