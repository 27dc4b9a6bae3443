package org.mingzhang.command.policy;

import java.time.Duration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.guard.Credentials;
import org.mingzhang.command.org.CloseAccount;
import org.mingzhang.command.org.OfferActivation;
import org.mingzhang.events.Event;
import org.mingzhang.events.campaign.PlanEvent.CampaignOpened;
import org.mingzhang.events.org.OrganisationEvent.StaffLeft;
import org.springframework.stereotype.Component;

/** 账号随人: whoever left loses the account, and opening a campaign offers activation again to those whose offer has
 * lapsed or soon will. */
@Component
@ProcessingGroup("policy")
class WhenPeopleComeAndGoThenAccountsFollow {

    private final ByItself system;
    private final Credentials credentials;

    WhenPeopleComeAndGoThenAccountsFollow(ByItself system, Credentials credentials) {
        this.system = system;
        this.credentials = credentials;
    }

    @EventHandler
    void on(StaffLeft left, EventMessage<?> because) {
        system.follows(because, new CloseAccount(left.college(), left.staffNo(), "离校", Event.SYSTEM));
    }

    @EventHandler
    void on(CampaignOpened opened, EventMessage<?> because) {
        credentials
                .lapsed(opened.at().plus(Duration.ofDays(7)))
                .forEach(staffNo -> system.follows(
                        because, new OfferActivation(opened.campaign().college(), staffNo, null, Event.SYSTEM)));
    }
}
