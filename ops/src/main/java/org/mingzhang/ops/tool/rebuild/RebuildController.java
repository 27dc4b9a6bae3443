package org.mingzhang.ops.tool.rebuild;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 重建视图: started and watched by the technician, who sees counts and digests and never a value. */
@RestController
@RequestMapping("/api/v1/projections/rebuild")
class RebuildController {

    /** Whether the rebuilt views take the place of the live ones; they do unless only a comparison is wanted. */
    record Wanted(@Nullable Boolean switchOver) {}

    /** One table of the views, rows and SHA-256 of both. */
    record Compared(String table, boolean same, long rows, String live, String rebuilt) {}

    /**
     * How it goes.
     *
     * @param state NONE, RUNNING, DONE or FAILED
     * @param same whether both were the same to the byte
     * @param switched whether the rebuilt views are live now
     * @param events how many events were told
     * @param millis how long that took
     * @param positions ledger position of each view at which both were compared
     */
    record Shown(
            String state,
            boolean same,
            boolean switched,
            long events,
            long millis,
            Map<String, Long> positions,
            List<Compared> tables) {}

    private final Rebuilds rebuilds;

    RebuildController(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @PostMapping
    ResponseEntity<Shown> start(@RequestBody(required = false) @Nullable Wanted wanted) {
        rebuilds.start(wanted == null || wanted.switchOver() == null || wanted.switchOver());
        return ResponseEntity.accepted().body(shown());
    }

    @GetMapping
    Shown shown() {
        var progress = rebuilds.progress();
        var outcome = progress.outcome();
        if (outcome == null) {
            return new Shown(progress.state(), false, false, 0, 0, Map.of(), List.of());
        }
        return new Shown(
                progress.state(),
                outcome.same(),
                outcome.switched(),
                outcome.events(),
                outcome.millis(),
                outcome.positions(),
                outcome.tables().stream()
                        .map(each -> new Compared(
                                each.table(),
                                each.same(),
                                each.rebuilt().rows(),
                                each.live().sha256(),
                                each.rebuilt().sha256()))
                        .toList());
    }
}
