package org.mingzhang.query.check;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.query.Reads;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Visibility;
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
     * @param submittable whether no error is left; whether warnings are explained is seen when it is submitted
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

    /** What is looked at though no rule of the catalogue says so. */
    private static final List<String> WITHOUT_RULES = List.of("required", "reference", "duplicate-key", "part");

    private final ShareContents contents;
    private final YearOnYear yearOnYear;
    private final Shares shares;
    private final Organisation organisation;

    ShareCheckController(ShareContents contents, YearOnYear yearOnYear, Shares shares, Organisation organisation) {
        this.contents = contents;
        this.yearOnYear = yearOnYear;
        this.shares = shares;
        this.organisation = organisation;
    }

    @GetMapping
    ResponseEntity<Checked> now(
            Principal principal, @PathVariable int year, @PathVariable String code, @PathVariable String department) {
        var table = organisation.campaign(year).table(code);
        var reader = organisation.reader(principal);
        shares.visible(table, department, reader, Visibility::personal);
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
                        content.errors().isEmpty(),
                        items.stream().limit(MOST).toList()));
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
