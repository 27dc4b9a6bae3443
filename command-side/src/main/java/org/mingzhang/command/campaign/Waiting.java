package org.mingzhang.command.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mingzhang.command.guard.AssignmentBook.PlannedTable;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.AssignmentBook.TableState;
import org.mingzhang.events.campaign.PlanEvent.ShareAt;

/** 待办人: for whom a share waits at this instant. Nobody can do anything about a table that is closed. */
final class Waiting {

    private Waiting() {}

    /** What waits for whom, by staff number. */
    static SortedMap<String, List<ShareAt>> of(List<PlannedTable> tables) {
        var waiting = new TreeMap<String, List<ShareAt>>();
        for (var table : tables) {
            if (table.state() == TableState.OPEN && table.filled()) {
                for (var share : table.shares()) {
                    var at = new ShareAt(table.table().code(), share.department());
                    holders(share)
                            .forEach(person -> waiting.computeIfAbsent(person, none -> new ArrayList<>())
                                    .add(at));
                }
            }
        }
        return waiting;
    }

    private static List<String> holders(ShareNow share) {
        return switch (share.state()) {
            case OPEN, RETURNED -> {
                var all = new ArrayList<>(share.collectors());
                share.teachers().stream()
                        .filter(teacher -> !all.contains(teacher))
                        .forEach(all::add);
                yield all;
            }
            case SUBMITTED, BRIEFED -> {
                var reviewer = share.reviewer();
                yield reviewer == null ? List.of() : List.of(reviewer);
            }
            case APPROVED -> List.of();
        };
    }
}
