package org.mingzhang.events.inspection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventName;

/** 督查: a matter that the inspection office looks into. None of these events changes data. */
public sealed interface InspectionEvent extends Event {

    /** Id of the matter. */
    String inspection();

    CampaignKey campaign();

    /**
     * 立项.
     *
     * @param department code of the department it concerns; null if it concerns none alone
     * @param matter what is looked into, in the officer's words
     * @param positions ledger positions of the events it is about
     */
    @EventName("inspection.opened")
    record InspectionOpened(
            String inspection,
            CampaignKey campaign,
            @Nullable String department,
            String matter,
            List<Long> positions,
            String by,
            Instant at)
            implements InspectionEvent {

        public InspectionOpened {
            positions = List.copyOf(positions);
        }
    }

    /**
     * 询问: somebody is asked and owes an answer.
     *
     * @param question number of the question within the matter, from 1
     * @param staffNo who is asked
     */
    @EventName("inspection.asked")
    record QuestionAsked(
            String inspection, CampaignKey campaign, int question, String staffNo, String text, String by, Instant at)
            implements InspectionEvent {}

    /** 答复, by whoever was asked. */
    @EventName("inspection.answered")
    record QuestionAnswered(String inspection, CampaignKey campaign, int question, String text, String by, Instant at)
            implements InspectionEvent {}

    /** 记录: what the officer found; facts, and where they are read. */
    @EventName("inspection.recorded")
    record FactRecorded(String inspection, CampaignKey campaign, String text, String by, Instant at)
            implements InspectionEvent {}

    /**
     * 问责: somebody is called to account; signed with the officer's password.
     *
     * @param staffNo who is
     * @param document number of the decision
     * @param post the officer's post at that moment
     */
    @EventName("inspection.accountability-recorded")
    record AccountabilityRecorded(
            String inspection,
            CampaignKey campaign,
            String staffNo,
            String document,
            String text,
            String post,
            String by,
            Instant at)
            implements InspectionEvent {}

    /**
     * 完成质量考核: a department's rating, from facts as they stood in the ledger.
     *
     * @param shares shares of the department
     * @param late those of them that let a date pass, whatever was granted later
     * @param returned those that were sent back or opened again
     * @param timeliness {@code 100 × (shares − late) / shares}, whole, rounded down
     * @param quality {@code 100 × (shares − returned) / shares}, whole, rounded down
     * @param text the officer's words
     */
    @EventName("inspection.appraisal-recorded")
    record AppraisalRecorded(
            String inspection,
            CampaignKey campaign,
            String department,
            int shares,
            int late,
            int returned,
            int timeliness,
            int quality,
            String text,
            String by,
            Instant at)
            implements InspectionEvent {}

    /** 办结. */
    @EventName("inspection.closed")
    record InspectionClosed(String inspection, CampaignKey campaign, String text, String by, Instant at)
            implements InspectionEvent {}
}
