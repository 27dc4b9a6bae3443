package org.mingzhang.query.handover;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.campaign.Campaign;
import org.mingzhang.query.campaign.Campaigns;
import org.mingzhang.query.check.Register;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.question.Questions;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * 交接清单 — J8: what whoever takes over the office finds open in a campaign: what is tolerated and how long, which rules are
 * wrong, what teachers still dispute, what was asked and answered, and what caused most rework.
 */
@RestController
class HandoverController {

    /**
     * What is tolerated.
     *
     * @param message what the rule says
     * @param departmentName null for the table as a whole
     * @param number how many may fail
     * @param lastYear the last year for which it holds
     */
    record Tolerated(
            String rule,
            @Nullable String message,
            String table,
            @Nullable String tableName,
            @Nullable String department,
            @Nullable String departmentName,
            int number,
            String reason,
            int lastYear,
            @Nullable Who by,
            Instant at) {}

    /** A rule that is wrong. */
    record Faulty(
            String rule,
            @Nullable String message,
            String reason,
            @Nullable Who by,
            Instant at) {}

    /** A correction that a teacher proposed and nobody decided. */
    record Disputed(
            String correction,
            String table,
            @Nullable String tableName,
            String departmentName,
            int entry,
            String reason,
            @Nullable Who by,
            Instant at) {}

    /**
     * A share that came back, or a rule whose findings were sent.
     *
     * @param times how often
     * @param shares how many shares it concerned
     * @param amended how many changes the share saw after it was first handed over; 0 for a rule
     */
    record Rework(
            @Nullable String table,
            @Nullable String tableName,
            @Nullable String department,
            @Nullable String departmentName,
            @Nullable String rule,
            @Nullable String message,
            int times,
            int shares,
            int amended) {}

    /** The whole list. */
    record HandoverList(
            int year,
            List<Tolerated> tolerances,
            List<Faulty> faultyRules,
            List<Disputed> openCorrections,
            List<Questions.Question> questions,
            List<Rework> returnedShares,
            List<Rework> rulesSentBack) {}

    private final Handover handover;
    private final Campaigns campaigns;
    private final Register register;
    private final Questions questions;
    private final Organisation organisation;
    private final Catalogues catalogues;
    private final Reads reads;

    HandoverController(
            Handover handover,
            Campaigns campaigns,
            Register register,
            Questions questions,
            Organisation organisation,
            Catalogues catalogues,
            Reads reads) {
        this.handover = handover;
        this.campaigns = campaigns;
        this.register = register;
        this.questions = questions;
        this.organisation = organisation;
        this.catalogues = catalogues;
        this.reads = reads;
    }

    @GetMapping("/api/v1/campaigns/{year}/handover")
    ResponseEntity<HandoverList> list(
            Principal principal, @PathVariable int year, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.TABLE, Views.PROGRESS, Views.TRAIL);
        organisation.reader(principal);
        var campaign = organisation.campaign(year);
        var edition = campaigns
                .findByCampaign(campaign.toString())
                .map(Campaign::edition)
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var tolerances = register.tolerances(campaign);
        var faulty = register.faulty(campaign);
        var corrections = handover.openCorrections(campaign);
        var people = new ArrayList<String>();
        tolerances.forEach(each -> people.add(each.by()));
        faulty.forEach(each -> people.add(each.by()));
        corrections.forEach(each -> people.add(each.by()));
        var called =
                new Called(catalogues.edition(edition), organisation.names(people), organisation.departmentNames());
        return Reads.ok(position)
                .body(new HandoverList(
                        year,
                        tolerances.stream().map(called::tolerated).toList(),
                        faulty.stream().map(called::faulty).toList(),
                        corrections.stream().map(called::disputed).toList(),
                        questions.of(campaign, null, false).items(),
                        handover.returned(campaign).stream().map(called::rework).toList(),
                        handover.sentBack(campaign).stream().map(called::rework).toList()));
    }

    /** What things are called in the campaign's edition. */
    private record Called(Catalogue catalogue, Organisation.Names names, Map<String, String> departments) {

        private @Nullable String message(@Nullable String rule) {
            return Stream.ofNullable(rule)
                    .flatMap(id -> catalogue.rule(id).stream())
                    .map(Rule::words)
                    .findFirst()
                    .orElse(null);
        }

        private @Nullable String table(@Nullable String code) {
            return Stream.ofNullable(code)
                    .flatMap(each -> catalogue.table(each).stream())
                    .map(Table::zh)
                    .findFirst()
                    .orElse(null);
        }

        private @Nullable String department(@Nullable String code) {
            return code == null ? null : departments.getOrDefault(code, code);
        }

        Tolerated tolerated(Register.Tolerance each) {
            return new Tolerated(
                    each.rule(),
                    message(each.rule()),
                    each.table(),
                    table(each.table()),
                    each.department(),
                    department(each.department()),
                    each.number(),
                    each.reason(),
                    each.lastYear(),
                    names.of(each.by()),
                    each.at());
        }

        Faulty faulty(Register.Faulty each) {
            return new Faulty(each.rule(), message(each.rule()), each.reason(), names.of(each.by()), each.at());
        }

        Disputed disputed(Handover.OpenCorrection each) {
            return new Disputed(
                    each.correction(),
                    each.table(),
                    table(each.table()),
                    departments.getOrDefault(each.department(), each.department()),
                    each.entry(),
                    each.reason(),
                    names.of(each.by()),
                    each.at());
        }

        Rework rework(Handover.Rework each) {
            return new Rework(
                    each.table(),
                    table(each.table()),
                    each.department(),
                    department(each.department()),
                    each.rule(),
                    message(each.rule()),
                    each.times(),
                    each.shares(),
                    each.amended());
        }
    }
}
