package org.mingzhang.events.campaign;

import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.Event;

/** Everything that can happen to a campaign (采集活动). */
public sealed interface CampaignEvent extends Event
        permits FindingEvent, PlanEvent, QuestionEvent, SignOffEvent, SubmissionEvent {

    CampaignKey campaign();
}
