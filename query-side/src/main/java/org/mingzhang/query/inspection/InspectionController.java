package org.mingzhang.query.inspection;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 督查事项: all of them for the inspection office and the school leaders; for everybody else what he or she was asked. */
@RestController
class InspectionController {

    /**
     * A matter.
     *
     * @param positions ledger positions of the events it is about
     * @param open whether it is not closed yet
     * @param unanswered questions that wait for an answer
     */
    record Matter(
            String inspection,
            int year,
            @Nullable String department,
            @Nullable String departmentName,
            String matter,
            List<Long> positions,
            @Nullable Who by,
            Instant at,
            boolean open,
            int unanswered) {}

    /**
     * Something that happened in it.
     *
     * @param position its ledger position
     * @param kind ASKED, ANSWERED, RECORDED, ACCOUNTABILITY, APPRAISED or CLOSED
     * @param question number of the question, where there is one
     * @param person who is asked or called to account
     * @param facts of an appraisal: shares, late, returned, timeliness, quality
     * @param post the acting person's post at that time
     */
    record Step(
            long position,
            String kind,
            @Nullable Integer question,
            @Nullable Who person,
            @Nullable String document,
            Map<String, Integer> facts,
            String text,
            @Nullable Who by,
            String post,
            Instant at) {}

    record Matters(List<Matter> items) {}

    record Whole(Matter matter, List<Step> steps) {}

    /**
     * A question to the reader.
     *
     * @param answer the reader's answer; null while it is owed
     */
    record Inquiry(
            String inspection,
            int year,
            int question,
            String text,
            @Nullable Who by,
            Instant at,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            boolean open) {}

    record Inquiries(List<Inquiry> items) {}

    private final Inspections inspections;
    private final Organisation organisation;
    private final Reads reads;

    InspectionController(Inspections inspections, Organisation organisation, Reads reads) {
        this.inspections = inspections;
        this.organisation = organisation;
        this.reads = reads;
    }

    /** The newest first. */
    @GetMapping("/api/v1/inspections")
    ResponseEntity<Matters> all(
            Principal principal,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        var wanted = inspections.all().stream()
                .filter(each -> year == null || each.year() == year)
                .toList();
        return Reads.ok(position).body(new Matters(shown(wanted)));
    }

    @GetMapping("/api/v1/inspections/{inspection}")
    ResponseEntity<Whole> one(
            Principal principal,
            @PathVariable String inspection,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        var matter = inspections.one(inspection).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        return Reads.ok(position).body(new Whole(shown(List.of(matter)).get(0), steps(inspection)));
    }

    /** What the reader was asked, the newest first. */
    @GetMapping("/api/v1/me/inquiries")
    ResponseEntity<Inquiries> mine(Principal principal, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var asked = inspections.askedOf(organisation.reader(principal).staffNo());
        var names =
                organisation.names(asked.stream().map(Inspections.Inquiry::by).toList());
        return Reads.ok(position)
                .body(new Inquiries(asked.stream()
                        .map(each -> new Inquiry(
                                each.inspection(),
                                each.year(),
                                each.question(),
                                each.text(),
                                names.of(each.by()),
                                each.at(),
                                each.answer(),
                                each.answeredAt(),
                                each.open()))
                        .toList()));
    }

    private List<Matter> shown(List<Inspections.Matter> matters) {
        var names =
                organisation.names(matters.stream().map(Inspections.Matter::by).toList());
        var departments = organisation.departmentNames();
        return matters.stream()
                .map(each -> new Matter(
                        each.inspection(),
                        each.year(),
                        each.department(),
                        each.department() == null ? null : departments.get(each.department()),
                        each.matter(),
                        each.positions(),
                        names.of(each.by()),
                        each.at(),
                        each.open(),
                        each.unanswered()))
                .toList();
    }

    private List<Step> steps(String inspection) {
        var steps = inspections.steps(inspection);
        var names = organisation.names(steps.stream()
                .flatMap(step -> Stream.of(step.by(), step.person()))
                .filter(Objects::nonNull)
                .toList());
        return steps.stream()
                .map(each -> new Step(
                        each.position(),
                        each.kind(),
                        each.question(),
                        names.of(each.person()),
                        each.document(),
                        each.facts(),
                        each.text(),
                        names.of(each.by()),
                        each.post(),
                        each.at()))
                .toList();
    }
}
