package org.mingzhang.command.intake;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/** One sheet of a workbook (.xlsx), cell after cell. */
final class XlsxSheet {

    private final InputStream in;
    private final SharedTexts texts;
    private final List<RawCell.Look> looks;
    private final Measure measure;
    private final List<RawRow> rows = new ArrayList<>();
    private final List<RawSheet.Block> merged = new ArrayList<>();
    private int number;

    XlsxSheet(InputStream in, SharedTexts texts, List<RawCell.Look> looks, Measure measure) {
        this.in = in;
        this.texts = texts;
        this.looks = looks;
        this.measure = measure;
    }

    RawSheet read(String name, boolean visible) throws XMLStreamException {
        var xml = Xml.reader(in);
        while (Xml.next(xml)) {
            if (Xml.begins(xml, "row")) {
                row(xml);
            } else if (Xml.begins(xml, "mergeCell")) {
                merged(Xml.get(xml, "ref"));
            }
        }
        return new RawSheet(name, visible, rows, merged);
    }

    private void row(XMLStreamReader xml) throws XMLStreamException {
        number = Xml.number(xml, "r", number + 1);
        boolean hidden = Xml.isTrue(Xml.get(xml, "hidden"));
        TreeMap<Integer, RawCell> cells = null;
        int column = -1;
        while (Xml.next(xml) && !Xml.ends(xml, "row")) {
            if (Xml.begins(xml, "c")) {
                measure.seen();
                var address = Xml.get(xml, "r");
                column = address.isEmpty() ? column + 1 : Addresses.columnIn(address);
                var cell = cell(xml);
                if (cell != null && column >= 0 && column < Measure.MOST_COLUMNS) {
                    measure.cell();
                    cells = cells == null ? new TreeMap<>() : cells;
                    cells.put(column, cell);
                }
            }
        }
        if (cells != null) {
            measure.row();
            rows.add(new RawRow(number, hidden, cells));
        }
    }

    private void merged(String area) {
        var ends = area.split(":", -1);
        if (ends.length == 2) {
            merged.add(new RawSheet.Block(
                    Addresses.rowIn(ends[0]),
                    Addresses.columnIn(ends[0]),
                    Addresses.rowIn(ends[1]),
                    Addresses.columnIn(ends[1])));
            measure.cell();
        }
    }

    private @Nullable RawCell cell(XMLStreamReader xml) throws XMLStreamException {
        var type = Xml.get(xml, "t");
        int style = Xml.number(xml, "s", 0);
        boolean formula = false;
        String value = null;
        while (Xml.next(xml) && !Xml.ends(xml, "c")) {
            if (Xml.begins(xml, "f")) {
                formula = true;
                Xml.text(xml, "f");
            } else if (Xml.begins(xml, "v")) {
                value = Xml.text(xml, "v");
            } else if (Xml.begins(xml, "is")) {
                var inline = SharedTexts.runs(xml, "is");
                value = type.equals("inlineStr") ? inline : value;
            }
        }
        if (value == null || (value.isEmpty() && !type.equals("s"))) {
            return formula && value == null ? new RawCell.Failed("", true) : null;
        }
        return of(type, value, style, formula);
    }

    private @Nullable RawCell of(String type, String value, int style, boolean formula) {
        return switch (type) {
            case "s" -> words(texts.get(value), formula);
            case "str", "inlineStr", "d" -> words(measure.text(value), formula);
            case "b" -> new RawCell.Truth(Xml.isTrue(value), formula);
            case "e" -> new RawCell.Failed(value, formula);
            default -> new RawCell.Digits(number(value), look(style), formula);
        };
    }

    private static @Nullable RawCell words(String text, boolean formula) {
        return text.isEmpty() ? null : new RawCell.Words(text, formula);
    }

    private RawCell.Look look(int style) {
        return style >= 0 && style < looks.size() ? looks.get(style) : RawCell.Look.PLAIN;
    }

    private static BigDecimal number(String written) {
        try {
            var number = new BigDecimal(written.strip());
            if (Math.abs((long) number.scale()) > 400) {
                throw new Refusal(Rule.FILE_DAMAGED);
            }
            return number;
        } catch (NumberFormatException odd) {
            throw new Refusal(Rule.FILE_DAMAGED);
        }
    }
}
