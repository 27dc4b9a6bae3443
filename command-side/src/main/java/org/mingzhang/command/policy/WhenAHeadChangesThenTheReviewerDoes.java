package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.CampaignState;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.table.AssignShare;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.org.OrganisationEvent.HeadAppointed;
import org.springframework.stereotype.Component;

/** 审核人随部门负责人变更: the new head reviews what the old one would have; what was signed keeps its name. */
@Component
@ProcessingGroup("policy")
class WhenAHeadChangesThenTheReviewerDoes {

    private final ByItself system;
    private final AssignmentBook book;
    private final Directory directory;

    WhenAHeadChangesThenTheReviewerDoes(ByItself system, AssignmentBook book, Directory directory) {
        this.system = system;
        this.book = book;
        this.directory = directory;
    }

    @EventHandler
    void on(HeadAppointed appointed, EventMessage<?> because) {
        book.campaigns().stream()
                .filter(now -> now.state() != CampaignState.CLOSED && now.state() != CampaignState.SUBMITTED)
                .forEach(now -> reassign(now.campaign(), appointed, because));
    }

    private void reassign(CampaignKey campaign, HeadAppointed appointed, EventMessage<?> because) {
        for (var table : book.tables(campaign)) {
            table.shares().stream()
                    .filter(share -> directory
                            .answering(share.department())
                            .filter(now -> now.code().equals(appointed.department()))
                            .isPresent())
                    .filter(share -> isTheHeads(share, appointed))
                    .forEach(share -> system.follows(because, assign(table.table(), share, appointed)));
        }
    }

    private static boolean isTheHeads(ShareNow share, HeadAppointed appointed) {
        return share.reviewer() == null || share.reviewer().equals(appointed.previous());
    }

    private static AssignShare assign(TableKey table, ShareNow share, HeadAppointed appointed) {
        return new AssignShare(
                table,
                share.department(),
                share.lead(),
                share.filling(),
                share.collectors(),
                appointed.staffNo(),
                share.supervisor(),
                share.teachers(),
                share.part(),
                share.nilProposed(),
                appointed.document(),
                Event.SYSTEM);
    }
}
