package org.mingzhang.query.erasure;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.mingzhang.events.erasure.ErasureEvent.ErasureCarriedOut;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 已依法删除: every version of every entry, what was written in it, and every correction, loses what lay under the destroyed keys. */
@Component
@ProcessingGroup(Views.TABLE)
public final class ErasedCells {

    private static final String ERASE = """
            update %1$s v set %2$s = v.%2$s || gone.cells
            from (
                select t.ctid as row, jsonb_object_agg(s.key, '{"erased": true}'::jsonb) as cells
                from %1$s t, jsonb_each_text(t.sealed) s
                where s.value = any(?::text[]) and t.%2$s ?? s.key
                group by t.ctid) gone
            where v.ctid = gone.row""";

    private static final String ENTRIES = ERASE.formatted("entry_version", "cells");
    private static final String RAW = ERASE.formatted("entry_raw", "raw");
    private static final String CORRECTIONS = ERASE.formatted("correction", "changes");

    private final Views views;

    public ErasedCells(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(ErasureCarriedOut done, Told told) {
        var batch = views.at(Views.TABLE, told);
        batch.add(ENTRIES, done.keys());
        batch.add(RAW, done.keys());
        batch.add(CORRECTIONS, done.keys());
    }
}
