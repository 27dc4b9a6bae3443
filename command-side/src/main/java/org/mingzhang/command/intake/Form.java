package org.mingzhang.command.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;

/** 认表: whether a file is the form of this table, of this year and this share, and where in it the entries stand. */
final class Form {

    private final Catalogues catalogues;
    private final Catalogue catalogue;
    private final Table table;
    private final TableKey key;
    private final String department;

    Form(Catalogues catalogues, Catalogue catalogue, TableKey key, String department) {
        this.catalogues = catalogues;
        this.catalogue = catalogue;
        this.table = catalogue.table(key.code()).orElseThrow(() -> new Refusal(Rule.NO_SUCH_TABLE, key.code()));
        this.key = key;
        this.department = department;
    }

    /**
     * The sheet with the entries.
     *
     * @throws Refusal naming what is missing, renamed, repeated or of another year
     */
    Layout find(RawBook book, @Nullable FormMark mark) {
        if (mark != null) {
            mustBeOurs(mark);
        }
        var layouts = book.sheets().stream()
                .filter(RawSheet::visible)
                .map(sheet -> Layout.in(sheet, table))
                .filter(Objects::nonNull)
                .filter(layout -> layout.found() * 2 >= table.fields().size())
                .sorted(Comparator.comparingInt(Layout::found).reversed())
                .toList();
        if (layouts.isEmpty()) {
            throw ofAnother(book);
        }
        var best = layouts.get(0);
        var alike = layouts.stream()
                .filter(layout -> layout.found() == best.found())
                .map(layout -> layout.sheet().name())
                .toList();
        if (alike.size() > 1) {
            throw new Refusal(Rule.SHEETS_ALIKE, alike);
        }
        if (!best.repeated().isEmpty()) {
            throw new Refusal(Rule.HEADING_REPEATED, best.repeated());
        }
        if (!best.missing().isEmpty()) {
            mustBeThisYears(best);
            throw new Refusal(
                    Rule.HEADING_MISSING, best.missing(), best.others().isEmpty() ? List.of("—") : best.others());
        }
        return best;
    }

    private void mustBeOurs(FormMark mark) {
        if (!mark.table().equals(key.code())) {
            throw new Refusal(Rule.FORM_OF_ANOTHER_TABLE, mark.table(), key.code());
        }
        if (!mark.campaign().equals(key.campaign().toString())
                || !mark.edition().equals(catalogue.edition())) {
            throw new Refusal(Rule.FORM_OF_ANOTHER_YEAR, mark.campaign(), mark.edition(), key.year());
        }
        if (!mark.department().isEmpty() && !mark.department().equals(department)) {
            throw new Refusal(Rule.FORM_OF_ANOTHER_SHARE, mark.department(), department);
        }
    }

    /** Whether the form of another edition has all of its headings here, where ours has not. */
    private void mustBeThisYears(Layout best) {
        for (var other : catalogues.editions()) {
            var theirs = other.table(key.code());
            if (other != catalogue && theirs.isPresent() && theirs.get().name().equals(table.name())) {
                var layout = Layout.in(best.sheet(), theirs.get());
                if (layout != null && layout.missing().isEmpty()) {
                    throw new Refusal(Rule.FORM_OF_ANOTHER_YEAR, "", other.edition(), key.year());
                }
            }
        }
    }

    /** What the file is instead. */
    private Refusal ofAnother(RawBook book) {
        var named = new ArrayList<String>();
        for (var sheet : book.sheets()) {
            if (sheet.visible()) {
                named.add(sheet.name());
                for (var other : catalogue.tables()) {
                    var layout = other.code().equals(table.code()) ? null : Layout.in(sheet, other);
                    if (layout != null && layout.missing().isEmpty()) {
                        return new Refusal(Rule.FORM_OF_ANOTHER_TABLE, other.code() + " " + other.zh(), key.code());
                    }
                }
            }
        }
        return new Refusal(Rule.HEADINGS_NOT_FOUND, key.code() + " " + table.zh(), named);
    }
}
