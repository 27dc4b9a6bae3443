package org.mingzhang.ops.glue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mingzhang.command.intake.StandingEntries;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.correction.Confirmations;
import org.mingzhang.query.table.Entries;
import org.mingzhang.query.table.Entry;
import org.mingzhang.query.table.Extracts;
import org.springframework.stereotype.Component;

/** 现有记录: the law compares a file that came back with what the view shows. */
@Component
final class StandingInView implements StandingEntries {

    private final Extracts extracts;
    private final Entries entries;
    private final Confirmations confirmations;
    private final Reads reads;

    StandingInView(Extracts extracts, Entries entries, Confirmations confirmations, Reads reads) {
        this.extracts = extracts;
        this.entries = entries;
        this.confirmations = confirmations;
        this.reads = reads;
    }

    @Override
    public long position() {
        return reads.everything(Views.TABLE);
    }

    @Override
    public List<Stood> at(String reader, TableKey table, long position) {
        var stood = new ArrayList<Stood>();
        var confirmed = confirmations.ever(table);
        extracts.of(() -> reader, table.year(), table.code(), null)
                .eachTwice(
                        position,
                        (plain, covered) -> stood.add(new Stood(
                                plain.id(),
                                plain.department(),
                                plain.revision(),
                                plain.owner(),
                                confirmed.contains(plain.id()) && !reader.equals(plain.owner()),
                                plain.cells(),
                                covered(plain, covered))));
        return stood;
    }

    private static Map<String, String> covered(Entry plain, Entry covered) {
        var shown = new TreeMap<String, String>();
        covered.cells().forEach((field, value) -> {
            if (value instanceof CellValue.Text text
                    && !value.equals(plain.cells().get(field))) {
                shown.put(field, text.text());
            }
        });
        return shown;
    }

    @Override
    public List<Version> of(TableKey table, int entry) {
        return versions(entries.versions(table, entry, position()));
    }

    @Override
    public List<Version> touchedBy(TableKey table, String batch) {
        return versions(entries.touchedBy(table, batch, position()));
    }

    @Override
    public List<Version> touchedBy(TableKey table, String department, String by, Instant from, Instant to) {
        return versions(entries.touchedBy(table, department, by, from, to, position()));
    }

    private static List<Version> versions(List<Entries.Version> versions) {
        return versions.stream()
                .map(version -> new Version(
                        version.entry(),
                        version.revision(),
                        version.owner(),
                        version.removed(),
                        version.batch(),
                        version.by(),
                        version.at(),
                        version.changed(),
                        version.before(),
                        version.cells()))
                .toList();
    }
}
