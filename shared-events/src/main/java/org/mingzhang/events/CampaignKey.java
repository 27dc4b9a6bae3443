package org.mingzhang.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * 采集活动标识: one college's campaign of one year, written {@code 99001/2022}.
 *
 * @param college ministry code of the college
 * @param year calendar year in which the campaign runs
 */
public record CampaignKey(String college, int year) {

    public static CampaignKey of(String written) {
        var parts = written.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a campaign key: " + written);
        }
        return new CampaignKey(parts[0], Integer.parseInt(parts[1]));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static CampaignKey read(String written) {
        return of(written);
    }

    /** The same college's campaign of the year before, whether there was one or not. */
    public CampaignKey yearBefore() {
        return new CampaignKey(college, year - 1);
    }

    public TableKey table(String code) {
        return new TableKey(college, year, code);
    }

    @JsonValue
    @Override
    public String toString() {
        return college + "/" + year;
    }
}
