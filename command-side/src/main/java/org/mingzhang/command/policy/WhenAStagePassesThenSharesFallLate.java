package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.table.PassDueDate;
import org.mingzhang.events.Event;
import org.mingzhang.events.campaign.PlanEvent.StagePassed;
import org.springframework.stereotype.Component;

/** 逾期: when the last day of a stage has ended, every share that is not done falls late. */
@Component
@ProcessingGroup("policy")
class WhenAStagePassesThenSharesFallLate {

    private final ByItself system;
    private final AssignmentBook book;

    WhenAStagePassesThenSharesFallLate(ByItself system, AssignmentBook book) {
        this.system = system;
        this.book = book;
    }

    @EventHandler
    void on(StagePassed passed, EventMessage<?> because) {
        for (var table : book.tables(passed.campaign())) {
            for (var stage : DueDates.of(passed.stage(), table.form())) {
                system.follows(because, new PassDueDate(table.table(), stage, Event.SYSTEM));
            }
        }
    }
}
