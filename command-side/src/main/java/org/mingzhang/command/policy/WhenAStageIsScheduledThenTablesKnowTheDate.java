package org.mingzhang.command.policy;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.table.SetDueDate;
import org.mingzhang.events.Event;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.campaign.PlanEvent.StageScheduled;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.springframework.stereotype.Component;

/** 时限: a stage's last day becomes the due date of the tables it concerns, whichever of the two was told first. */
@Component
@ProcessingGroup("policy")
class WhenAStageIsScheduledThenTablesKnowTheDate {

    private final ByItself system;
    private final AssignmentBook book;

    WhenAStageIsScheduledThenTablesKnowTheDate(ByItself system, AssignmentBook book) {
        this.system = system;
        this.book = book;
    }

    @EventHandler
    void on(StageScheduled scheduled, EventMessage<?> because) {
        book.tables(scheduled.campaign())
                .forEach(table -> tell(
                        table.table(),
                        table.form(),
                        new AssignmentBook.StageDates(scheduled.stage(), scheduled.opensOn(), scheduled.dueOn()),
                        scheduled.reason(),
                        because));
    }

    @EventHandler
    void on(TablePlanned planned, EventMessage<?> because) {
        book.stages(planned.table().campaign())
                .forEach(dates -> tell(planned.table(), planned.form(), dates, "", because));
    }

    private void tell(
            TableKey table, Form form, AssignmentBook.StageDates dates, String reason, EventMessage<?> because) {
        DueDates.of(dates.stage(), form)
                .forEach(stage -> system.follows(
                        because, new SetDueDate(table, stage, DueDates.endOf(dates.dueOn()), reason, Event.SYSTEM)));
    }
}
