package org.mingzhang.query.erasure;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.erasure.ErasureEvent.ErasureCarriedOut;
import org.mingzhang.events.erasure.ErasureEvent.ErasureRefused;
import org.mingzhang.events.erasure.ErasureEvent.ErasureRequested;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 删除申请: a row an erasure; and members of staff whose name is erased. */
@Component
@ProcessingGroup(Views.PROGRESS)
public final class ErasureProjector {

    private static final String ASK = """
            insert into erasure (erasure, position, document, persons, entries, keys, reason, by_staff, at, state)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'REQUESTED')
            on conflict do nothing""";

    private static final String DECIDE = """
            update erasure set state = ?, decided_by = ?, decided_at = ?, decided_reason = ?
            where erasure = ? and state = 'REQUESTED'""";

    private static final String NAMES = "update person set name = null where sealed = any(?::text[])";

    private final Views views;

    public ErasureProjector(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(ErasureRequested asked, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        ASK,
                        asked.erasure(),
                        told.position(),
                        asked.document(),
                        asked.persons(),
                        asked.entries(),
                        asked.keys().size(),
                        asked.reason(),
                        asked.by(),
                        asked.at());
    }

    @EventHandler
    void on(ErasureRefused refused, Told told) {
        decide(told, "REFUSED", refused.by(), refused.at(), refused.reason(), refused.erasure());
    }

    @EventHandler
    void on(ErasureCarriedOut done, Told told) {
        decide(told, "CARRIED_OUT", done.by(), done.at(), null, done.erasure());
        views.at(Views.PROGRESS, told).add(NAMES, done.keys());
    }

    private void decide(Told told, String state, String by, Instant at, @Nullable String reason, String erasure) {
        views.at(Views.PROGRESS, told).add(DECIDE, state, by, at, reason, erasure);
    }
}
