package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.table.FreezeTable;
import org.mingzhang.command.table.UnfreezeTable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.Event;
import org.mingzhang.events.campaign.SignOffEvent.SignaturesVoided;
import org.mingzhang.events.campaign.SignOffEvent.Signed;
import org.mingzhang.events.campaign.SubmissionEvent.SubmissionReturned;
import org.springframework.stereotype.Component;

/** 冻结: signed data do not change any more, until ministry or leaders send them back. */
@Component
@ProcessingGroup("policy")
class WhenLeadersHaveSignedThenTablesFreeze {

    private final ByItself system;
    private final AssignmentBook book;

    WhenLeadersHaveSignedThenTablesFreeze(ByItself system, AssignmentBook book) {
        this.system = system;
        this.book = book;
    }

    @EventHandler
    void on(Signed signed, EventMessage<?> because) {
        book.tables(signed.campaign())
                .forEach(table -> system.follows(because, new FreezeTable(table.table(), Event.SYSTEM)));
    }

    @EventHandler
    void on(SignaturesVoided voided, EventMessage<?> because) {
        unfreeze(voided.campaign(), voided.reason(), because);
    }

    @EventHandler
    void on(SubmissionReturned returned, EventMessage<?> because) {
        unfreeze(returned.campaign(), returned.reason(), because);
    }

    private void unfreeze(CampaignKey campaign, String reason, EventMessage<?> because) {
        book.tables(campaign)
                .forEach(table -> system.follows(because, new UnfreezeTable(table.table(), reason, Event.SYSTEM)));
    }
}
