package org.mingzhang.query.trail;

import java.util.List;
import org.mingzhang.query.LedgerHead;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.Views;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** 视图状态: how far each view is behind the ledger. */
@RestController
class ProjectionsController {

    /**
     * One view.
     *
     * @param position ledger position it shows
     * @param lag events it has still to be told
     * @param state LIVE or BEHIND
     */
    record Projection(String name, long position, long lag, String state) {}

    record Projections(long head, List<Projection> items) {}

    private final ViewPositions positions;
    private final LedgerHead head;

    ProjectionsController(ViewPositions positions, LedgerHead head) {
        this.positions = positions;
        this.head = head;
    }

    @GetMapping("/api/v1/projections")
    Projections all() {
        var all = positions.all();
        long last = head.position();
        return new Projections(
                last,
                Views.GROUPS.stream()
                        .map(group -> projection(group, all.getOrDefault(group, 0L), last))
                        .toList());
    }

    private static Projection projection(String group, long position, long head) {
        long lag = Math.max(0, head - position);
        return new Projection(group, position, lag, lag == 0 ? "LIVE" : "BEHIND");
    }
}
