package org.mingzhang.command.campaign;

import org.mingzhang.events.CampaignKey;

/** What one can ask of a campaign (采集活动). */
public interface CampaignCommand {

    CampaignKey campaign();
}
