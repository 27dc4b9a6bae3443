package org.mingzhang.query.export;

import java.util.SortedMap;
import org.mingzhang.events.CampaignKey;

/** 附件: what a package holds beside its tables. The same campaign at the same position gives the same bytes. */
@FunctionalInterface
interface Annexes {

    /** Files by their path in the package. */
    SortedMap<String, byte[]> of(CampaignKey campaign, long position);
}
