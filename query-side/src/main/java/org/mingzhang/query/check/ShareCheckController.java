package org.mingzhang.query.check;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.query.Reads;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Visibility;
import org.mingzhang.query.table.LookAlikes;
import org.mingzhang.query.table.ShareContents;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * 填报时的校验: what is wrong in a share right now, for those who fill or review it: what would stop its submission, and what
 * differs strangely from last year.
 */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/checks")
class ShareCheckController {

    /**
     * One place.
     *
     * @param severity ERROR or WARNING
     * @param entry number of the entry; null for the whole share
     */
    record Fault(
            String rule,
            Rule.Severity severity,
            @Nullable Integer entry,
            List<String> fields,
            String message,
            @Nullable String english) {}

    /**
     * What is wrong at a position.
     *
     * @param entries how many entries were looked at
     * @param looked ids of the rules that were looked at; what an earlier run found of these is answered here
     * @param submittable whether no error is left in what the reader may see; whether warnings are explained is seen when
     *     it is submitted
     */
    record Checked(
            long position,
            int entries,
            int errors,
            int warnings,
            List<String> looked,
            boolean submittable,
            List<Fault> items) {}

    private static final int MOST = 2_000;

    private static final String POSSIBLE_DUPLICATE = "possible-duplicate";

    /** What is looked at though no rule of the catalogue says so. */
    private static final List<String> WITHOUT_RULES =
            List.of("required", "reference", "duplicate-key", "part", POSSIBLE_DUPLICATE);

    private final ShareContents contents;
    private final YearOnYear yearOnYear;
    private final LookAlikes lookAlikes;
    private final Shares shares;
    private final Organisation organisation;

    ShareCheckController(
            ShareContents contents,
            YearOnYear yearOnYear,
            LookAlikes lookAlikes,
            Shares shares,
            Organisation organisation) {
        this.contents = contents;
        this.yearOnYear = yearOnYear;
        this.lookAlikes = lookAlikes;
        this.shares = shares;
        this.organisation = organisation;
    }

    @GetMapping
    ResponseEntity<Checked> now(
            Principal principal, @PathVariable int year, @PathVariable String code, @PathVariable String department) {
        var table = organisation.campaign(year).table(code);
        var reader = organisation.reader(principal);
        var share = shares.visible(table, department, reader, sight -> sight.personal() || sight.ownCells());
        var content = contents.now(table, department);
        var compared = yearOnYear.of(table, department, content.position());
        var items = new ArrayList<Fault>();
        content.errors().forEach(fault -> items.add(shown(fault, Rule.Severity.ERROR)));
        content.warnings().forEach(fault -> items.add(shown(fault, Rule.Severity.WARNING)));
        compared.findings()
                .forEach(finding -> items.add(new Fault(
                        finding.rule(),
                        finding.severity(),
                        finding.entry(),
                        finding.fields(),
                        finding.message(),
                        finding.english())));
        items.addAll(alike(table, department, content.position()));
        boolean whole = Visibility.of(reader, share).personal();
        var own = whole
                ? Set.<Integer>of()
                : contents.ownEntries(table, department, reader.staffNo(), content.position());
        items.removeIf(fault -> !whole && (fault.entry() == null || !own.contains(fault.entry())));
        int errors = (int) items.stream()
                .filter(fault -> fault.severity() == Rule.Severity.ERROR)
                .count();
        return Reads.ok(content.position())
                .body(new Checked(
                        content.position(),
                        content.entries(),
                        errors,
                        items.size() - errors,
                        Stream.concat(WITHOUT_RULES.stream(), compared.looked().stream())
                                .toList(),
                        content.errors().stream()
                                .noneMatch(fault -> whole || (fault.entry() != null && own.contains(fault.entry()))),
                        items.stream().limit(MOST).toList()));
    }

    /** Of another person's entry no more is said than whose it is. */
    private List<Fault> alike(TableKey table, String department, long position) {
        var found = lookAlikes.of(table, department, position);
        var names = organisation.names(
                found.stream().map(LookAlikes.LookAlike::otherOwner).toList());
        return found.stream()
                .map(alike -> {
                    var name = names.called(alike.otherOwner());
                    return new Fault(
                            POSSIBLE_DUPLICATE,
                            Rule.Severity.WARNING,
                            alike.entry(),
                            alike.fields(),
                            "可能重复：" + name + "也填报了名称相同的一项；如为同一成果，请商定由谁填报",
                            name + " has reported one of the same name; if it is the same, agree on who reports it");
                })
                .distinct()
                .toList();
    }

    private static Fault shown(ShareContents.Fault fault, Rule.Severity severity) {
        return new Fault(
                fault.rule(),
                severity,
                fault.entry(),
                fault.field() == null ? List.of() : List.of(fault.field()),
                fault.zh(),
                fault.en());
    }
}
