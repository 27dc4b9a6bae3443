package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.CampaignState;
import org.mingzhang.command.table.OpenTable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.Event;
import org.mingzhang.events.campaign.PlanEvent.CampaignOpened;
import org.mingzhang.events.table.ShareEvent.TableConsolidated;
import org.springframework.stereotype.Component;

/** 开放: opening the campaign opens the source tables; a source table that is whole opens the tables that wait for it. */
@Component
@ProcessingGroup("policy")
class WhenSourcesAreApprovedThenTablesOpen {

    private final ByItself system;
    private final AssignmentBook book;

    WhenSourcesAreApprovedThenTablesOpen(ByItself system, AssignmentBook book) {
        this.system = system;
        this.book = book;
    }

    @EventHandler
    void on(CampaignOpened opened, EventMessage<?> because) {
        open(opened.campaign(), because);
    }

    @EventHandler
    void on(TableConsolidated joined, EventMessage<?> because) {
        open(joined.table().campaign(), because);
    }

    private void open(CampaignKey campaign, EventMessage<?> because) {
        if (book.campaign(campaign)
                .filter(now -> now.state() != CampaignState.PLANNED)
                .isEmpty()) {
            return;
        }
        Gates.toOpen(book.tables(campaign))
                .forEach(table -> system.follows(because, new OpenTable(table.table(), Event.SYSTEM)));
    }
}
