package org.mingzhang.command.intake;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** 单元格格式: of all that a style says, how it shows numbers. */
final class StyleLooks {

    private StyleLooks() {}

    /** The looks of the cell formats, in their order. */
    static List<RawCell.Look> read(InputStream in) throws XMLStreamException {
        var codes = new HashMap<Integer, String>();
        var looks = new ArrayList<RawCell.Look>();
        boolean ofCells = false;
        var xml = Xml.reader(in);
        while (Xml.next(xml)) {
            if (Xml.begins(xml, "numFmt")) {
                codes.put(Xml.number(xml, "numFmtId", 0), Xml.get(xml, "formatCode"));
            } else if (Xml.begins(xml, "cellXfs")) {
                ofCells = true;
            } else if (Xml.ends(xml, "cellXfs")) {
                ofCells = false;
            } else if (ofCells && Xml.begins(xml, "xf")) {
                int id = Xml.number(xml, "numFmtId", 0);
                looks.add(NumberLooks.of(id, codes.get(id)));
            }
        }
        return looks;
    }
}
