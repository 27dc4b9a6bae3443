package org.mingzhang.query.carry;

import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.carry.Carried;
import org.mingzhang.events.carry.Carrying;
import org.mingzhang.events.carry.Mapping;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.query.Language;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.table.Entry;
import org.mingzhang.query.table.Extracts;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 带入上年 before anything is taken: last year's approved entries as this year's form would have them. */
@RestController
class CarryController {

    /** A cell to look at. */
    record Doubt(String field, String rule, String message) {}

    /**
     * One entry of last year.
     *
     * @param entry its number then
     * @param values by this year's fields, as this reader may see them; null for blank
     * @param match NEW, NEAR or STANDS
     * @param like this year's entry that is the same or nearly so
     */
    record Item(
            int entry,
            int revision,
            @Nullable String owner,
            Map<String, @Nullable Object> values,
            List<Doubt> doubts,
            Carried.Match match,
            @Nullable Integer like) {}

    /** A field as it was called. */
    record Named(String name, String zh) {}

    /** A field made of several earlier ones, of which a person chooses. */
    record Choice(String field, String zh, List<Named> candidates) {}

    /**
     * What may be taken.
     *
     * @param year last year
     * @param edition last year's edition of the form
     */
    record Proposal(int year, String edition, String table, List<Choice> choices, List<Item> items) {}

    private final Extracts extracts;
    private final Approved approved;
    private final Catalogues catalogues;
    private final LastTables lastTables;
    private final Reads reads;

    CarryController(Extracts extracts, Approved approved, Catalogues catalogues, LastTables lastTables, Reads reads) {
        this.extracts = extracts;
        this.approved = approved;
        this.catalogues = catalogues;
        this.lastTables = lastTables;
        this.reads = reads;
    }

    /**
     * The proposal.
     *
     * @param choose for fields made of several earlier ones, {@code field:earlier}
     */
    @GetMapping("/api/v1/campaigns/{year}/tables/{code}/carry-forward")
    ResponseEntity<Proposal> propose(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam String department,
            @RequestParam(required = false) @Nullable List<String> choose,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        long position = reads.now(minPosition, Views.TABLE, Views.PROGRESS);
        var extract = extracts.of(principal, year, code, department);
        var now = extract.catalogue();
        var last = lastTables.of(extract.key(), extract.table());
        var before = catalogues.edition(last.edition());
        var mapping = Mapping.of(
                before, now, before.table(last.table().code()).orElseThrow(), extract.table(), chosen(choose));
        var asked = Language.asked(language);
        var items = new Carrying(now, mapping)
                .propose(approved.entries(last.table(), department), approved.standing(extract.key())).stream()
                        .filter(each -> extract.sees(entry(each)))
                        .map(each -> item(extract, each, asked))
                        .toList();
        return Reads.ok(position)
                .body(new Proposal(
                        last.table().year(),
                        last.edition(),
                        last.table().code(),
                        choices(before, now, mapping),
                        items));
    }

    private static Map<String, @Nullable String> chosen(@Nullable List<String> choose) {
        var chosen = new HashMap<String, @Nullable String>();
        if (choose != null) {
            for (var each : choose) {
                var parts = each.split(":", 2);
                if (parts.length != 2) {
                    throw new Unanswerable(Why.BAD_FILTER, each);
                }
                chosen.put(parts[0], parts[1].isEmpty() ? null : parts[1]);
            }
        }
        return chosen;
    }

    private static List<Choice> choices(Catalogue before, Catalogue now, Mapping mapping) {
        var undecided = Mapping.of(before, now, mapping.earlier(), mapping.later(), Map.of());
        var choices = new ArrayList<Choice>();
        for (var name : undecided.unchosen()) {
            var candidates = undecided.choices(name).stream()
                    .map(each -> new Named(
                            each, mapping.earlier().field(each).map(Field::zh).orElse(each)))
                    .toList();
            choices.add(
                    new Choice(name, mapping.later().field(name).map(Field::zh).orElse(name), candidates));
        }
        return choices;
    }

    private static Entry entry(Carried carried) {
        var from = carried.from();
        return new Entry(from.entry(), from.department(), from.revision(), from.owner(), carried.cells());
    }

    private static Item item(Extracts.Extract extract, Carried carried, Language language) {
        var from = carried.from();
        return new Item(
                from.entry(),
                from.revision(),
                from.owner(),
                extract.shown(entry(carried)),
                carried.doubts().stream()
                        .map(doubt -> new Doubt(doubt.field(), doubt.rule(), language.of(doubt.zh(), doubt.en())))
                        .toList(),
                carried.match(),
                carried.like());
    }
}
