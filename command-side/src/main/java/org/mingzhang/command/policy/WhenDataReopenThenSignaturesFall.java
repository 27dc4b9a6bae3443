package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.campaign.VoidSignatures;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.CampaignState;
import org.mingzhang.events.Event;
import org.mingzhang.events.table.ShareEvent.ShareReopened;
import org.springframework.stereotype.Component;

/** 签审失效: data that were presented to the leaders and are open again are covered by nobody's signature. */
@Component
@ProcessingGroup("policy")
class WhenDataReopenThenSignaturesFall {

    private final ByItself system;
    private final AssignmentBook book;

    WhenDataReopenThenSignaturesFall(ByItself system, AssignmentBook book) {
        this.system = system;
        this.book = book;
    }

    @EventHandler
    void on(ShareReopened reopened, EventMessage<?> because) {
        var campaign = reopened.table().campaign();
        book.campaign(campaign)
                .filter(now -> now.state() == CampaignState.SIGNING || now.state() == CampaignState.SIGNED)
                .ifPresent(now -> system.follows(
                        because,
                        new VoidSignatures(
                                campaign,
                                "表 " + reopened.table().code() + " 已重新打开：" + reopened.reason(),
                                Event.SYSTEM)));
    }
}
