package org.mingzhang.query.export;

import org.mingzhang.events.catalogue.Table;

/** 统计时段 in words. */
public final class Periods {

    private Periods() {}

    /** The period that a table of a campaign is about. */
    public static String of(Table table, int year) {
        var asOf = table.asOf();
        return "统计时段："
                + switch (table.period()) {
                    case ACADEMIC_YEAR ->
                        (year - 1) + "—" + year + " 学年（" + (year - 1) + "-09-01 至 " + year + "-08-31）";
                    case CALENDAR_YEAR -> (year - 1) + " 自然年";
                    case AS_OF ->
                        asOf == null
                                ? "时点"
                                : "截至 " + year + " 年 " + asOf.getMonthValue() + " 月 " + asOf.getDayOfMonth() + " 日";
                };
    }
}
