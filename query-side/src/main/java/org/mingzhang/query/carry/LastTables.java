package org.mingzhang.query.carry;

import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.mingzhang.query.campaign.Campaign;
import org.mingzhang.query.campaign.Campaigns;
import org.springframework.stereotype.Component;

/** 上年的表: what a table was the year before, in the edition of that year. */
@Component
class LastTables {

    private final Campaigns campaigns;
    private final Catalogues catalogues;

    LastTables(Campaigns campaigns, Catalogues catalogues) {
        this.campaigns = campaigns;
        this.catalogues = catalogues;
    }

    /** Last year's table, and that year's edition of the form. */
    record Last(TableKey table, String edition) {}

    /**
     * Last year's table of the same name.
     *
     * @throws Unanswerable {@code last-year-missing} if there was no campaign, or no such table in it
     */
    Last of(TableKey now, Table table) {
        var campaign = now.campaign().yearBefore();
        return campaigns
                .findByCampaign(campaign.toString())
                .map(Campaign::edition)
                .flatMap(edition -> catalogues
                        .edition(edition)
                        .tableNamed(table.name())
                        .map(earlier -> new Last(campaign.table(earlier.code()), edition)))
                .orElseThrow(() -> new Unanswerable(Why.LAST_YEAR_MISSING));
    }
}
