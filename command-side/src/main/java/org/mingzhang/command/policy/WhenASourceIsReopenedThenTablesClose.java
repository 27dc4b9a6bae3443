package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.table.LockTable;
import org.mingzhang.events.Event;
import org.mingzhang.events.table.ShareEvent.ShareReopened;
import org.springframework.stereotype.Component;

/** 关闭: a source table that was reopened closes the tables that refer to it, until it is whole again; nothing is lost. */
@Component
@ProcessingGroup("policy")
class WhenASourceIsReopenedThenTablesClose {

    private final ByItself system;
    private final AssignmentBook book;

    WhenASourceIsReopenedThenTablesClose(ByItself system, AssignmentBook book) {
        this.system = system;
        this.book = book;
    }

    @EventHandler
    void on(ShareReopened reopened, EventMessage<?> because) {
        var source = reopened.table();
        var reason = source.code() + "（" + reopened.reason() + "）";
        Gates.dependingOn(source.code(), book.tables(source.campaign()))
                .forEach(table -> system.follows(because, new LockTable(table.table(), reason, Event.SYSTEM)));
    }
}
