package org.mingzhang.ops.glue;

import org.mingzhang.command.Positions;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.export.RecordedSnapshots;
import org.mingzhang.query.export.RecordedSnapshots.Recorded;
import org.mingzhang.query.export.Snapshots;
import org.mingzhang.query.export.Snapshots.Packed;
import org.springframework.stereotype.Component;

/** 已登记的上报包: finds a package by its number among those that stand in the ledger. */
@Component
public class PackedSnapshots {

    private final Snapshots snapshots;
    private final RecordedSnapshots recorded;
    private final Positions positions;
    private final Directory directory;

    PackedSnapshots(Snapshots snapshots, RecordedSnapshots recorded, Positions positions, Directory directory) {
        this.snapshots = snapshots;
        this.recorded = recorded;
        this.positions = positions;
        this.directory = directory;
    }

    /** The college's campaign of that year. */
    public CampaignKey campaign(int year) {
        return new CampaignKey(directory.college().orElseThrow(() -> new Refusal(Rule.NOT_FOUND)), year);
    }

    /**
     * What the ledger says of it.
     *
     * @throws Refusal {@code not-found} if it does not stand there
     */
    public Recorded recorded(CampaignKey campaign, String id) {
        return recorded.of(campaign, positions.head()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
    }

    /**
     * The package itself, made again if its file is gone.
     *
     * @throws Refusal {@code not-found} if it was never recorded; {@code snapshot-erased} if it cannot be made again, for
     *     values in it were erased since
     */
    public Packed packed(CampaignKey campaign, String id) {
        recorded(campaign, id);
        return snapshots.find(campaign, id).orElseThrow(() -> new Refusal(Rule.SNAPSHOT_ERASED));
    }
}
