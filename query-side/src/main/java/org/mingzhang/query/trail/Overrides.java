package org.mingzhang.query.trail;

import java.time.Instant;
import java.util.List;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.Event;
import org.springframework.stereotype.Component;

/** 覆核记录 of a campaign: what was let be, moved, reopened or done for others, and why. */
@Component
public class Overrides {

    /** A date that is set for the first time gives no reason; a share that a run reopens is reopened by the system. */
    private static final String OVERRIDES = """
            (kind in ('table.extension-granted', 'table.teacher-excused', 'table.unfrozen', 'campaign.tolerance-granted',
                    'campaign.rule-judged', 'campaign.rule-published', 'campaign.parameter-set',
                    'campaign.submission-return-requested', 'campaign.submission-returned')
                or kind = 'campaign.stage-scheduled' and reason <> ''
                or kind = 'table.share-reopened' and by_staff <> :system
                or kind = 'table.batch-closed' and facts ->> 'preparedBy' <> '')""";

    /**
     * One override.
     *
     * @param by name of the person, or the staff number where it is not known
     * @param post the person's post then
     * @param words what was done, in Chinese
     */
    public record Done(long position, Instant at, String by, String post, String words) {}

    private final TrailRows rows;

    Overrides(TrailRows rows) {
        this.rows = rows;
    }

    /** The newest first. */
    public List<Done> of(CampaignKey campaign, long at, int limit) {
        return rows(campaign, at, limit, 0).stream()
                .map(row -> new Done(
                        row.position(),
                        row.at(),
                        row.by() == null ? "" : row.by().called(),
                        row.post(),
                        row.summary().zh()))
                .toList();
    }

    List<TrailRows.Row> rows(CampaignKey campaign, long at, int limit, long offset) {
        return rows.of(
                List.of(
                        new TrailRows.Condition("campaign = :campaign", "campaign", campaign.toString()),
                        new TrailRows.Condition(OVERRIDES, "system", Event.SYSTEM)),
                at,
                limit,
                offset);
    }
}
