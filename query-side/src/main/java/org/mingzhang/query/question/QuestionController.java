package org.mingzhang.query.question;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Visibility;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 提问与答复 as people read them: those of a table for all who fill it, all of them for the office. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}")
class QuestionController {

    private final Questions questions;
    private final Organisation organisation;
    private final Shares shares;
    private final Reads reads;

    QuestionController(Questions questions, Organisation organisation, Shares shares, Reads reads) {
        this.questions = questions;
        this.organisation = organisation;
        this.shares = shares;
        this.reads = reads;
    }

    @GetMapping("/tables/{code}/questions")
    ResponseEntity<Questions.Items> ofTable(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var campaign = organisation.campaign(year);
        var reader = organisation.reader(principal);
        var sees = reader.seesAllStates()
                || shares.of(campaign.table(code)).stream()
                        .anyMatch(share -> Visibility.of(reader, share).state());
        if (!sees) {
            throw new Unanswerable(Why.NOT_VISIBLE);
        }
        return Reads.ok(position).body(questions.of(campaign, code, false));
    }

    /**
     * All questions, those that wait first.
     *
     * @param open only those that wait
     */
    @GetMapping("/questions")
    ResponseEntity<Questions.Items> all(
            Principal principal,
            @PathVariable int year,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        return Reads.ok(position).body(questions.of(organisation.campaign(year), null, open));
    }
}
