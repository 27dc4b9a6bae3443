package org.mingzhang.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * 采集表标识: one table of one college in one campaign, written {@code 99001/2022/1.4.1}.
 *
 * @param college ministry code of the college
 * @param year calendar year in which the campaign runs
 * @param code table number (表号) in the catalogue
 */
public record TableKey(String college, int year, String code) {

    public static TableKey of(String written) {
        var parts = written.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a table key: " + written);
        }
        return new TableKey(parts[0], Integer.parseInt(parts[1]), parts[2]);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TableKey read(String written) {
        return of(written);
    }

    public CampaignKey campaign() {
        return new CampaignKey(college, year);
    }

    @JsonValue
    @Override
    public String toString() {
        return college + "/" + year + "/" + code;
    }
}
