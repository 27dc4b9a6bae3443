package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.CampaignState;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.table.AssignShare;
import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.org.OrganisationEvent.DepartmentsMerged;
import org.springframework.stereotype.Component;

/**
 * 机构调整后份额随之: a share keeps its department's old name and its collectors; the head of the department that answers for it
 * now reviews, and that one's leader supervises. Where the new head fills the share, nobody reviews until the office decides.
 */
@Component
@ProcessingGroup("policy")
class WhenDepartmentsMergeThenTheirSharesFollow {

    private final ByItself system;
    private final AssignmentBook book;
    private final Directory directory;

    WhenDepartmentsMergeThenTheirSharesFollow(ByItself system, AssignmentBook book, Directory directory) {
        this.system = system;
        this.book = book;
        this.directory = directory;
    }

    @EventHandler
    void on(DepartmentsMerged merged, EventMessage<?> because) {
        var now = directory.answering(merged.into());
        for (var campaign : book.campaigns()) {
            if (campaign.state() != CampaignState.CLOSED && campaign.state() != CampaignState.SUBMITTED) {
                for (var table : book.tables(campaign.campaign())) {
                    table.shares().stream()
                            .filter(share -> merged.from().contains(share.department()))
                            .forEach(share -> now.ifPresent(answering -> system.follows(
                                    because, assign(table.table(), share, answering, merged.document()))));
                }
            }
        }
    }

    private static AssignShare assign(TableKey table, ShareNow share, Directory.Department answering, String document) {
        var head = answering.head();
        return new AssignShare(
                table,
                share.department(),
                share.lead(),
                share.filling(),
                share.collectors(),
                head != null && share.collectors().contains(head) ? null : head,
                answering.supervisor(),
                share.teachers(),
                share.part(),
                share.nilProposed(),
                document,
                Event.SYSTEM);
    }
}
