package org.mingzhang.command.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.TableStage;

/** 时间节点: which stage of the plan sets which date of a table, and when a day ends. */
final class DueDates {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private DueDates() {}

    /**
     * The dates of a table that a stage sets. Source tables are entered and reviewed by one date (plan §4.3, the stricter of
     * the plan's two readings); the others have one date for each.
     */
    static List<TableStage> of(Stage stage, Form form) {
        if (form == Form.COMPUTED) {
            return List.of();
        }
        if (stage == Stage.SOURCE_TABLES && form == Form.SOURCE) {
            return List.of(TableStage.COLLECTION, TableStage.REVIEW);
        }
        if (stage == Stage.COLLECTION && form == Form.COLLECTED) {
            return List.of(TableStage.COLLECTION);
        }
        return stage == Stage.REVIEW && form == Form.COLLECTED ? List.of(TableStage.REVIEW) : List.of();
    }

    /** The last instant of a day in Beijing. */
    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(BEIJING).toInstant().minusMillis(1);
    }
}
