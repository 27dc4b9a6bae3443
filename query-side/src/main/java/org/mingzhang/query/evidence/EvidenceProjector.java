package org.mingzhang.query.evidence;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.mingzhang.events.table.ShareEvent.EvidenceAttached;
import org.mingzhang.events.table.ShareEvent.EvidenceWithdrawn;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 佐证材料: a row a piece. */
@Component
@ProcessingGroup(Views.PROGRESS)
public final class EvidenceProjector {

    private static final String ATTACH = """
            insert into evidence (table_key, evidence, position, department, entry, title, media_type, size, sha256,
                by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String WITHDRAW = """
            update evidence set withdrawn_position = ?, withdrawn_by = ?, withdrawn_at = ?, reason = ?
            where table_key = ? and evidence = ? and withdrawn_position is null""";

    private final Views views;

    public EvidenceProjector(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(EvidenceAttached attached, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        ATTACH,
                        attached.table().toString(),
                        attached.evidence(),
                        told.position(),
                        attached.department(),
                        attached.entry(),
                        attached.title(),
                        attached.mediaType(),
                        attached.size(),
                        attached.sha256(),
                        attached.by(),
                        attached.at());
    }

    @EventHandler
    void on(EvidenceWithdrawn withdrawn, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        WITHDRAW,
                        told.position(),
                        withdrawn.by(),
                        withdrawn.at(),
                        withdrawn.reason(),
                        withdrawn.table().toString(),
                        withdrawn.evidence());
    }
}
