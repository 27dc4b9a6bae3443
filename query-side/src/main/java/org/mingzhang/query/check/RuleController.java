package org.mingzhang.query.check;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.table.RulesInForce;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 规则的版本: what was published in a campaign beside the rules of its edition. */
@RestController
class RuleController {

    /**
     * A version.
     *
     * @param position ledger position at which it was published; from there on it counts
     * @param table number of the table whose rows are under check
     */
    record Version(
            String rule,
            int version,
            long position,
            String table,
            Rule.Severity severity,
            String expr,
            String words,
            String message,
            String reason,
            @Nullable Who by,
            Instant at) {}

    record Versions(List<Version> items) {}

    private final RulesInForce rules;
    private final Organisation organisation;
    private final Reads reads;

    RuleController(RulesInForce rules, Organisation organisation, Reads reads) {
        this.rules = rules;
        this.organisation = organisation;
        this.reads = reads;
    }

    /** The newest first. */
    @GetMapping("/api/v1/campaigns/{year}/rule-versions")
    ResponseEntity<Versions> versions(
            Principal principal, @PathVariable int year, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        var published = rules.versions(organisation.campaign(year));
        var names = organisation.names(
                published.stream().map(RulesInForce.Version::by).toList());
        return Reads.ok(position)
                .body(new Versions(published.stream()
                        .map(each -> new Version(
                                each.rule(),
                                each.version(),
                                each.position(),
                                each.table(),
                                each.severity(),
                                each.expression(),
                                each.words(),
                                each.message(),
                                each.reason(),
                                names.of(each.by()),
                                each.at()))
                        .toList()));
    }
}
