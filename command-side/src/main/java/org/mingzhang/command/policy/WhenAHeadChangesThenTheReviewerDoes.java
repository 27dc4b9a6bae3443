package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.table.AssignShare;
import org.mingzhang.events.Event;
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
        for (var table : book.runningTables()) {
            table.shares().stream()
                    .filter(share -> answersFor(share, appointed) && isTheHeads(share, appointed))
                    .map(share -> AssignShare.again(table.table(), share, appointed.document(), Event.SYSTEM)
                            .reviewedBy(appointed.staffNo()))
                    .forEach(assign -> system.follows(because, assign));
        }
    }

    private boolean answersFor(ShareNow share, HeadAppointed appointed) {
        return directory
                .answering(share.department())
                .filter(now -> now.code().equals(appointed.department()))
                .isPresent();
    }

    /** Nobody's, the last head's, or that of somebody who has left before anybody was appointed. */
    private boolean isTheHeads(ShareNow share, HeadAppointed appointed) {
        var reviewer = share.reviewer();
        return reviewer == null
                || reviewer.equals(appointed.previous())
                || directory.person(reviewer).filter(Directory.Person::active).isEmpty();
    }
}
