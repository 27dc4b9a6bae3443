package org.mingzhang.command.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;

/**
 * 工作簿 (.xlsx), read part by part as a stream: a million blank rows with a format take no memory, and what unpacks to more
 * than a workbook can be is refused before or while it does.
 */
final class XlsxBook {

    private static final int MOST_PARTS = 10_000;
    private static final long MEGABYTE = 1_048_576;
    private static final long LARGEST_SHEET = 1_024 * MEGABYTE;
    private static final long LARGEST_PART = 192 * MEGABYTE;

    private final Path file;
    private final Measure measure = new Measure();

    /** A sheet as the workbook names it. */
    private record Named(String name, boolean visible, String relation) {}

    XlsxBook(Path file) {
        this.file = file;
    }

    RawBook read() throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            mustBePlain(zip);
            return read(zip);
        } catch (XMLStreamException broken) {
            throw Xml.refusal(broken);
        }
    }

    /** What only a hostile file has, what only another kind of file has, and what a form never has. */
    private static void mustBePlain(ZipFile zip) throws IOException {
        var names = new HashSet<String>();
        for (var entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            var name = entry.getName();
            if (names.size() >= MOST_PARTS || !names.add(name) || leavesThePackage(name)) {
                throw new Refusal(Rule.FILE_UNSAFE);
            }
        }
        if (names.stream().anyMatch(name -> name.endsWith("vbaProject.bin")) || declaresMacros(zip)) {
            throw new Refusal(Rule.FILE_WITH_MACROS);
        }
        if (!names.contains("xl/workbook.xml")) {
            throw new Refusal(Rule.FILE_TYPE_WRONG, kind(names));
        }
        if (names.stream().anyMatch(name -> name.startsWith("xl/externalLinks/"))) {
            throw new Refusal(Rule.FILE_LINKS_OUT);
        }
    }

    private static boolean leavesThePackage(String name) {
        return name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || List.of(name.split("/", -1)).contains("..");
    }

    private static boolean declaresMacros(ZipFile zip) throws IOException {
        var types = zip.getEntry("[Content_Types].xml");
        if (types == null) {
            return false;
        }
        try (var in = new Bounded(zip.getInputStream(types), MEGABYTE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("macroEnabled");
        }
    }

    private static String kind(Set<String> names) {
        if (names.contains("word/document.xml")) {
            return "Word";
        }
        if (names.contains("ppt/presentation.xml")) {
            return "PowerPoint";
        }
        if (names.contains("xl/workbook.bin")) {
            return "xlsb";
        }
        return names.contains("mimetype") ? "ODS" : "ZIP";
    }

    private RawBook read(ZipFile zip) throws IOException, XMLStreamException {
        var targets = relations(zip);
        var named = new ArrayList<Named>();
        boolean from1904 = workbook(zip, named);
        var texts = new SharedTexts(measure);
        var looks = new ArrayList<RawCell.Look>();
        for (var target : targets.values()) {
            if (target.endsWith("sharedStrings.xml")) {
                try (var in = part(zip, target, LARGEST_PART)) {
                    texts.read(in);
                }
            } else if (target.endsWith("styles.xml")) {
                try (var in = part(zip, target, LARGEST_PART)) {
                    looks.addAll(StyleLooks.read(in));
                }
            }
        }
        var sheets = new ArrayList<RawSheet>();
        for (var each : named) {
            var target = Optional.ofNullable(targets.get(each.relation));
            if (target.isPresent() && (each.visible || each.name.equals(FormMark.SHEET))) {
                try (var in = part(zip, target.get(), LARGEST_SHEET)) {
                    sheets.add(new XlsxSheet(in, texts, looks, measure).read(each.name, each.visible));
                }
            }
        }
        return new RawBook(FileKind.XLSX, from1904, sheets, measure.cells());
    }

    private static Map<String, String> relations(ZipFile zip) throws IOException, XMLStreamException {
        var targets = new HashMap<String, String>();
        try (var in = part(zip, "xl/_rels/workbook.xml.rels", MEGABYTE)) {
            var xml = Xml.reader(in);
            while (Xml.next(xml)) {
                if (Xml.begins(xml, "Relationship")) {
                    if (Xml.get(xml, "TargetMode").equals("External")) {
                        throw new Refusal(Rule.FILE_LINKS_OUT);
                    }
                    targets.put(Xml.get(xml, "Id"), resolved(Xml.get(xml, "Target")));
                }
            }
        }
        return targets;
    }

    private static String resolved(String target) {
        return target.startsWith("/") ? target.substring(1) : "xl/" + target.replaceFirst("^\\./", "");
    }

    private static boolean workbook(ZipFile zip, List<Named> named) throws IOException, XMLStreamException {
        boolean from1904 = false;
        try (var in = part(zip, "xl/workbook.xml", 16 * MEGABYTE)) {
            var xml = Xml.reader(in);
            while (Xml.next(xml)) {
                if (Xml.begins(xml, "workbookPr")) {
                    from1904 = Xml.isTrue(Xml.get(xml, "date1904"));
                } else if (Xml.begins(xml, "sheet")) {
                    named.add(new Named(
                            Xml.get(xml, "name"),
                            !Xml.get(xml, "state")
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .contains("hidden"),
                            Xml.get(xml, "id")));
                } else if (Xml.begins(xml, "externalReference")) {
                    throw new Refusal(Rule.FILE_LINKS_OUT);
                }
            }
        }
        return from1904;
    }

    private static InputStream part(ZipFile zip, String name, long most) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new Refusal(Rule.FILE_DAMAGED);
        }
        if (entry.getSize() > most) {
            throw new Refusal(Rule.FILE_UNSAFE);
        }
        return new Bounded(zip.getInputStream(entry), most);
    }

    /** A stream that is cut where it becomes longer than it may be, whatever the package says of its length. */
    private static final class Bounded extends InputStream {

        private final InputStream in;
        private long left;

        Bounded(InputStream in, long most) {
            this.in = in;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new Refusal(Rule.FILE_UNSAFE);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
