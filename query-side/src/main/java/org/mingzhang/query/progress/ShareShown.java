package org.mingzhang.query.progress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.org.Organisation.Who;

/**
 * A share as readers are told it.
 *
 * @param stageWords the stage in the reader's language
 * @param turn whose turn it is, and the people where they are known
 * @param daysLeft whole days until the date that counts for the stage at hand, negative once passed; null without a date
 * @param lateness dates it let pass, whatever was granted later
 * @param mayEdit whether the reader may change entries now
 * @param whyNot if not, why, in the reader's language
 */
public record ShareShown(
        String table,
        String tableName,
        String department,
        @Nullable String departmentName,
        boolean lead,
        String filling,
        String stage,
        String stageWords,
        Turn turn,
        List<Who> collectors,
        @Nullable Who reviewer,
        @Nullable Who supervisor,
        int teachers,
        @Nullable String part,
        boolean nilProposed,
        boolean nil,
        @Nullable String nilReason,
        int entries,
        int revision,
        @Nullable Instant lastChange,
        Dates collection,
        Dates review,
        @Nullable Long daysLeft,
        List<Shares.Lateness> lateness,
        @Nullable String contentHash,
        @Nullable Act submission,
        @Nullable BriefingShown briefing,
        @Nullable Act approval,
        @Nullable ReturnShown returned,
        boolean consolidated,
        boolean mayEdit,
        @Nullable String whyNotCode,
        @Nullable String whyNot) {

    /** Whose turn it is. */
    public record Turn(String role, List<Who> people) {}

    /** 时限: the first date, the table's date now, an extension, and the one that counts. */
    public record Dates(
            @Nullable Instant original,
            @Nullable Instant current,
            @Nullable Instant extended,
            @Nullable Instant counts) {}

    /** Who did it, when, and whether the date had passed. */
    public record Act(@Nullable Who by, Instant at, boolean late) {}

    /** 汇报. */
    public record BriefingShown(
            @Nullable Who leader,
            Instant heldAt,
            String manner,
            String note,
            String state,
            @Nullable String reason) {}

    /** 退回. */
    public record ReturnShown(
            @Nullable Who by, Instant at, String reason, List<org.mingzhang.events.table.ShareEvent.CellAt> cells) {}
}
