package org.mingzhang.query.progress;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.org.Organisation;
import org.springframework.stereotype.Component;

/** 上年数: what departments had reported a year ago, in tables of the same number. */
@Component
public class LastYear {

    private final Shares shares;
    private final Organisation organisation;

    LastYear(Shares shares, Organisation organisation) {
        this.shares = shares;
        this.organisation = organisation;
    }

    /** The year before a campaign; read when it is first asked for. */
    public Entries before(CampaignKey campaign) {
        return new Entries(campaign.yearBefore());
    }

    /** Numbers of entries of a year. */
    public final class Entries {

        private final CampaignKey year;
        private final Map<String, Set<String>> departments = new HashMap<>();
        private @Nullable List<Share> all;

        private Entries(CampaignKey year) {
            this.year = year;
        }

        /** How many entries the share's department, and those it answers for now, had approved; null if there was no campaign. */
        public @Nullable Integer of(Share share) {
            if (all == null) {
                all = shares.of(year);
            }
            if (all.isEmpty()) {
                return null;
            }
            var answering = departments.computeIfAbsent(share.department(), organisation::withPredecessors);
            return all.stream()
                    .filter(each -> each.table().code().equals(share.table().code()))
                    .filter(each -> answering.contains(each.department())
                            && each.stage().isSettled())
                    .mapToInt(Share::entries)
                    .sum();
        }
    }
}
