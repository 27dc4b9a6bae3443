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

    /** Compares two table numbers in the order of the form: 2.2.1 comes before 2.13.1. */
    public static int byNumber(String one, String other) {
        var a = one.split("\\.", -1);
        var b = other.split("\\.", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = a[i].length() != b[i].length()
                    ? Integer.compare(a[i].length(), b[i].length())
                    : a[i].compareTo(b[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
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
