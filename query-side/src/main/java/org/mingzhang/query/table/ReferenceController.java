package org.mingzhang.query.table;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Reference;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Share;
import org.mingzhang.query.progress.Shares;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 引用选择: what a cell that refers to another table may hold, out of the approved entries of that table and nothing else. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/references/{field}")
class ReferenceController {

    /** Departments are the college's own list; the table of them only reports it. */
    private static final String DEPARTMENTS = "org_unit";

    /** So many characters are typed before people who are not staff are offered: nobody leafs through the students. */
    private static final int SHORTEST = 2;

    private static final int MOST = 50;

    /**
     * One value that may be taken.
     *
     * @param value what the cell then holds
     * @param label what it is called, with as much of a personal name as the reader typed himself
     * @param department of the entry; null for a department itself
     */
    record Choice(String value, String label, @Nullable String department) {}

    /** A department whose share is not approved yet, so that its entries are not offered. */
    record Waited(String department, @Nullable String departmentName) {}

    /**
     * What is offered.
     *
     * @param table code of the table referred to
     * @param least how many characters must be typed before anything is offered
     * @param more whether more match than are shown
     * @param waitsFor departments whose entries are missing because they are not approved
     */
    record Offer(String table, String tableName, int least, List<Choice> items, boolean more, List<Waited> waitsFor) {}

    private final Tables tables;
    private final Offerings offerings;
    private final Shares shares;
    private final Organisation organisation;
    private final Reads reads;

    ReferenceController(Tables tables, Offerings offerings, Shares shares, Organisation organisation, Reads reads) {
        this.tables = tables;
        this.offerings = offerings;
        this.shares = shares;
        this.organisation = organisation;
        this.reads = reads;
    }

    /**
     * What may be taken.
     *
     * @param q what was typed: the beginning of the value, or a part of the name; a personal name only in full
     */
    @GetMapping
    ResponseEntity<Offer> offer(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String field,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.TABLE, Views.PROGRESS);
        var key = tables.key(year, code);
        var sight = tables.sight(principal, key);
        var reference = sight.table()
                .field(field)
                .filter(each -> each.type() == FieldType.REFERENCE)
                .map(Field::reference)
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        int most = Math.min(Reads.limit(limit), MOST);
        return Reads.ok(position).body(offer(key, tables.catalogue(key), reference, q.strip(), most, position));
    }

    private Offer offer(TableKey key, Catalogue catalogue, Reference reference, String typed, int most, long position) {
        var target = catalogue.tableNamed(reference.table()).orElseThrow();
        if (target.name().equals(DEPARTMENTS)) {
            return offer(target, 0, departments(typed), most, List.of());
        }
        var there = key.campaign().table(target.code());
        var all = shares.of(there);
        var approved = all.stream()
                .filter(share -> share.stage() == Share.Stage.APPROVED)
                .map(Share::department)
                .toList();
        int least = ofStrangers(target, reference) ? SHORTEST : 0;
        var found = typed.length() < least
                ? List.<Choice>of()
                : offerings
                        .of(there, approved, position, reference.field(), names(target, typed), typed, most + 1)
                        .stream()
                        .map(each -> choice(target, each, typed))
                        .toList();
        return offer(target, least, found, most, waited(all));
    }

    private static Offer offer(Table target, int least, List<Choice> found, int most, List<Waited> waitsFor) {
        return new Offer(
                target.code(), target.zh(), least, found.stream().limit(most).toList(), found.size() > most, waitsFor);
    }

    private List<Choice> departments(String typed) {
        return organisation.openDepartments().entrySet().stream()
                .filter(each ->
                        each.getKey().startsWith(typed) || each.getValue().contains(typed))
                .map(each -> new Choice(each.getKey(), each.getValue(), null))
                .toList();
    }

    private List<Waited> waited(List<Share> all) {
        var names = organisation.departmentNames();
        return new TreeSet<>(all.stream()
                        .filter(share -> share.stage() != Share.Stage.APPROVED)
                        .map(Share::department)
                        .toList())
                .stream()
                        .map(department -> new Waited(department, names.get(department)))
                        .toList();
    }

    /** The college's own teachers are known to all who work there; students and outsiders are not. */
    private static boolean ofStrangers(Table target, Reference reference) {
        return !target.perTeacher()
                && target.field(reference.field()).filter(Field::isPersonal).isPresent();
    }

    /** The fields that say what an entry is called; a stranger's own name only to him who typed the whole of it. */
    private static List<Offerings.Named> names(Table target, String typed) {
        return titles(target)
                .map(field -> new Offerings.Named(field.name(), hidden(target, field)))
                .filter(named -> !named.whole() || !typed.isEmpty())
                .toList();
    }

    private static Stream<Field> titles(Table target) {
        return target.fields().stream()
                .filter(field -> field.name().equals("name") || field.name().endsWith("_name"))
                .filter(field -> field.type() == FieldType.TEXT)
                .limit(2);
    }

    private static boolean hidden(Table target, Field field) {
        return field.isPersonal() && !target.perTeacher();
    }

    private static Choice choice(Table target, Offerings.Offered offered, String typed) {
        var label = new ArrayList<String>();
        titles(target).forEach(field -> {
            var value = offered.cells().get(field.name());
            var mask = hidden(target, field) && !typed.equals(Objects.toString(Mask.NONE.show(field, value), ""))
                    ? Mask.OUTSIDE
                    : Mask.NONE;
            var shown = mask.show(field, value);
            if (shown != null && !shown.equals(offered.value())) {
                label.add(shown.toString());
            }
        });
        return new Choice(offered.value(), String.join(" ", label), offered.department());
    }
}
