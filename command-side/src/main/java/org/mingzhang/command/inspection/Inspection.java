package org.mingzhang.command.inspection;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Clock;
import java.time.Instant;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.BeijingTime;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.inspection.InspectionEvent.AccountabilityRecorded;
import org.mingzhang.events.inspection.InspectionEvent.AppraisalRecorded;
import org.mingzhang.events.inspection.InspectionEvent.FactRecorded;
import org.mingzhang.events.inspection.InspectionEvent.InspectionClosed;
import org.mingzhang.events.inspection.InspectionEvent.InspectionOpened;
import org.mingzhang.events.inspection.InspectionEvent.QuestionAnswered;
import org.mingzhang.events.inspection.InspectionEvent.QuestionAsked;

/** 督查事项: one matter that the inspection office looks into, from its opening until it is closed. It changes no data. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class Inspection {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 2_000;

    @AggregateIdentifier
    private @Nullable String id;

    private CampaignKey campaign = new CampaignKey("", 0);
    private @Nullable String department;

    /** Who was asked, by number of the question, until the answer. */
    private final TreeMap<Integer, String> unanswered = new TreeMap<>();

    private int questions;
    private boolean closed;

    /** For the framework, which makes an empty one and tells it its past. */
    public Inspection() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(InspectionCommand.Open open, Clock clock) {
        if (id != null) {
            throw new Refusal(Rule.INSPECTION_CLOSED);
        }
        apply(new InspectionOpened(
                open.inspection(),
                open.campaign(),
                open.department(),
                words(open.matter()),
                open.positions(),
                open.by(),
                now(clock)));
    }

    @CommandHandler
    void handle(InspectionCommand.Ask ask, Clock clock, Directory directory) {
        mustBeOpen();
        mustBeOfTheCollege(ask.staffNo(), directory);
        apply(new QuestionAsked(
                ask.inspection(), campaign, questions + 1, ask.staffNo(), words(ask.text()), ask.by(), now(clock)));
    }

    @CommandHandler
    void handle(InspectionCommand.Answer answer, Clock clock) {
        var asked = unanswered.get(answer.question());
        if (asked == null) {
            throw new Refusal(answer.question() <= questions ? Rule.INQUIRY_ANSWERED : Rule.NOT_FOUND);
        }
        // a question to somebody else is not there for anybody
        if (!asked.equals(answer.by())) {
            throw new Refusal(Rule.NOT_FOUND);
        }
        mustBeOpen();
        apply(new QuestionAnswered(
                answer.inspection(), campaign, answer.question(), words(answer.text()), answer.by(), now(clock)));
    }

    @CommandHandler
    void handle(InspectionCommand.RecordFact fact, Clock clock) {
        mustBeOpen();
        apply(new FactRecorded(fact.inspection(), campaign, words(fact.text()), fact.by(), now(clock)));
    }

    @CommandHandler
    void handle(InspectionCommand.HoldToAccount held, Clock clock, Directory directory) {
        mustBeOpen();
        mustBeOfTheCollege(held.staffNo(), directory);
        if (held.document().isBlank()) {
            throw new Refusal(Rule.DECISION_MISSING);
        }
        apply(new AccountabilityRecorded(
                held.inspection(),
                campaign,
                held.staffNo(),
                held.document().strip(),
                words(held.text()),
                held.post(),
                held.by(),
                now(clock)));
    }

    @CommandHandler
    void handle(InspectionCommand.Appraise appraise, Clock clock, DepartmentRecords records) {
        mustBeOpen();
        if (department == null) {
            throw new Refusal(Rule.NO_DEPARTMENT);
        }
        var facts = records.of(campaign, department);
        if (facts.shares() == 0) {
            throw new Refusal(Rule.NO_DEPARTMENT);
        }
        apply(new AppraisalRecorded(
                appraise.inspection(),
                campaign,
                department,
                facts.shares(),
                facts.late(),
                facts.returned(),
                facts.timeliness(),
                facts.quality(),
                words(appraise.text()),
                appraise.by(),
                now(clock)));
    }

    @CommandHandler
    void handle(InspectionCommand.Close close, Clock clock) {
        mustBeOpen();
        apply(new InspectionClosed(close.inspection(), campaign, words(close.text()), close.by(), now(clock)));
    }

    private void mustBeOpen() {
        if (closed) {
            throw new Refusal(Rule.INSPECTION_CLOSED);
        }
    }

    /** Whoever left can be asked no more, but still be called to account. */
    private static void mustBeOfTheCollege(String staffNo, Directory directory) {
        if (directory.person(staffNo).isEmpty()) {
            throw new Refusal(Rule.NO_SUCH_PERSON, staffNo);
        }
    }

    private static String words(String text) {
        var said = text.strip();
        int length = said.codePointCount(0, said.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new Refusal(Rule.INSPECTION_WORDS, SHORTEST, LONGEST);
        }
        return said;
    }

    private static Instant now(Clock clock) {
        return BeijingTime.now(clock);
    }

    @EventSourcingHandler
    void on(InspectionOpened opened) {
        id = opened.inspection();
        campaign = opened.campaign();
        department = opened.department();
    }

    @EventSourcingHandler
    void on(QuestionAsked asked) {
        questions = asked.question();
        unanswered.put(asked.question(), asked.staffNo());
    }

    @EventSourcingHandler
    void on(QuestionAnswered answered) {
        unanswered.remove(answered.question());
    }

    @EventSourcingHandler
    void on(FactRecorded recorded) {
        // it changes nothing
    }

    @EventSourcingHandler
    void on(AccountabilityRecorded recorded) {
        // it changes nothing
    }

    @EventSourcingHandler
    void on(AppraisalRecorded recorded) {
        // it changes nothing
    }

    @EventSourcingHandler
    void on(InspectionClosed done) {
        closed = true;
    }
}
