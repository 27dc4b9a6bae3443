package org.mingzhang.events.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.EventName;

/**
 * 提问与答复: what people who fill a table ask of the office, and what it answers for all who fill it; and what leaders ask of a
 * department before they sign.
 */
public sealed interface QuestionEvent extends CampaignEvent {

    /** Id of the question within the campaign. */
    String question();

    /**
     * 提问.
     *
     * @param table table code
     * @param field field it is about; null for the whole table
     * @param department whose share the asker fills or reviews
     */
    @EventName("campaign.question-asked")
    record QuestionAsked(
            CampaignKey campaign,
            String question,
            String table,
            @Nullable String field,
            String department,
            String text,
            String by,
            Instant at)
            implements QuestionEvent {}

    /** 答复. Told again where the office answers anew; the earlier answer stays on record. */
    @EventName("campaign.question-answered")
    record QuestionAnswered(CampaignKey campaign, String question, String text, String by, Instant at)
            implements QuestionEvent {}

    /**
     * 领导提问: a school leader asks a department.
     *
     * @param department whose head answers
     * @param indicator id of the indicator it is about; null for the data as a whole
     * @param required 必答: nobody signs before it is answered
     */
    @EventName("campaign.leader-asked")
    record LeaderAsked(
            CampaignKey campaign,
            String question,
            String department,
            @Nullable String indicator,
            String text,
            boolean required,
            String by,
            Instant at)
            implements QuestionEvent {}

    /** 答复领导提问. Told again where somebody answers anew; the earlier answer stays on record. */
    @EventName("campaign.leader-answered")
    record LeaderAnswered(CampaignKey campaign, String question, String text, String by, Instant at)
            implements QuestionEvent {}
}
