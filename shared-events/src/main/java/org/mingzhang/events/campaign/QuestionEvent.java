package org.mingzhang.events.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.EventName;

/** 提问与答复: what people who fill a table ask of the office, and what it answers for all who fill it. */
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
}
