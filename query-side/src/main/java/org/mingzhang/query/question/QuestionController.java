package org.mingzhang.query.question;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.LeaderQuestions;
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
    private final LeaderQuestions ofLeaders;
    private final Organisation organisation;
    private final Shares shares;
    private final Reads reads;

    QuestionController(
            Questions questions, LeaderQuestions ofLeaders, Organisation organisation, Shares shares, Reads reads) {
        this.questions = questions;
        this.ofLeaders = ofLeaders;
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

    /** 领导提问: what leaders asked, those that wait first; a department sees what it was asked, who sees all data sees all. */
    @GetMapping("/leader-questions")
    ResponseEntity<LeaderQuestions.Items> ofLeaders(
            Principal principal, @PathVariable int year, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var reader = organisation.reader(principal);
        return Reads.ok(position).body(ofLeaders.of(organisation.campaign(year), reader));
    }
}
