package org.mingzhang.query.trail;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.mingzhang.events.Event;
import org.mingzhang.query.NewRows;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 留痕: one row an event, of every family. */
@Component
@ProcessingGroup(Views.TRAIL)
public final class TrailProjector {

    private static final NewRows ADDED = NewRows.into(
            "trail",
            "position",
            "event_id",
            "at",
            "by_staff",
            "post",
            "post_department",
            "family",
            "kind",
            "campaign",
            "table_key",
            "department",
            "entry",
            "subject",
            "how",
            "reason",
            "device",
            "correlation",
            "command",
            "facts jsonb");

    private final Views views;

    public TrailProjector(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(Event event, Told told) {
        views.add(Views.TRAIL, told, ADDED, () -> {
            var kind = Facts.kindOf(event);
            var about = About.of(event);
            return new Object[] {
                told.position(),
                told.event(),
                event.at(),
                event.by(),
                told.post(),
                told.department(),
                kind.substring(0, kind.indexOf('.')),
                kind,
                about.campaign(),
                about.table(),
                about.department(),
                about.entry(),
                about.subject(),
                about.how(),
                about.reason(),
                told.device(),
                told.correlation(),
                told.command(),
                Facts.of(event)
            };
        });
    }
}
