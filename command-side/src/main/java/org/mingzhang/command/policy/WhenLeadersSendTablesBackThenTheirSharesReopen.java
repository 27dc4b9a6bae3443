package org.mingzhang.command.policy;

import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.table.ReopenShare;
import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.campaign.SignOffEvent.SignOffReturned;
import org.springframework.stereotype.Component;

/** 领导退回: the tables that a leader sent back are open again for their departments. */
@Component
@ProcessingGroup("policy")
class WhenLeadersSendTablesBackThenTheirSharesReopen {

    private final ByItself system;
    private final AssignmentBook book;

    WhenLeadersSendTablesBackThenTheirSharesReopen(ByItself system, AssignmentBook book) {
        this.system = system;
        this.book = book;
    }

    @EventHandler
    void on(SignOffReturned returned, EventMessage<?> because) {
        returned.tables().forEach(code -> reopen(returned.campaign().table(code), returned.reason(), because));
    }

    private void reopen(TableKey table, String reason, EventMessage<?> because) {
        book.table(table).stream()
                .flatMap(planned -> planned.shares().stream())
                .forEach(share -> system.follows(
                        because,
                        new ReopenShare(table, share.department(), "学校领导退回：" + reason, List.of(), Event.SYSTEM)));
    }
}
