package org.mingzhang.command.campaign;

import java.util.SortedMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.PlanEvent;

/**
 * 接收往年数据: says that the data of an earlier year are whole in the ledger. The fields mean what they mean in
 * {@link PlanEvent.CampaignPlanned} and {@link PlanEvent.MinistryDataReceived}.
 */
public record ReceiveYear(
        @TargetAggregateIdentifier CampaignKey campaign,
        String edition,
        PlanEvent.Period academicYear,
        PlanEvent.Period calendarYear,
        SortedMap<String, String> parameters,
        String fileName,
        String sha256,
        String preparedBy,
        boolean confirmed,
        SortedMap<String, Integer> tables,
        String by)
        implements CampaignCommand {}
