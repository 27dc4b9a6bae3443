package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.table.AssignShare;
import org.mingzhang.events.Event;
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
        directory.answering(merged.into()).ifPresent(answering -> {
            for (var table : book.runningTables()) {
                table.shares().stream()
                        .filter(share -> merged.from().contains(share.department()))
                        .map(share -> AssignShare.again(table.table(), share, merged.document(), Event.SYSTEM)
                                .reviewedBy(reviewer(share, answering))
                                .supervisedBy(answering.supervisor()))
                        .forEach(assign -> system.follows(because, assign));
            }
        });
    }

    private static @Nullable String reviewer(ShareNow share, Directory.Department answering) {
        var head = answering.head();
        return head != null && share.collectors().contains(head) ? null : head;
    }
}
