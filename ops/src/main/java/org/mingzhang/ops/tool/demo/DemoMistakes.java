package org.mingzhang.ops.tool.demo;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 埋下的错误: what is wrong in the demo college's data on purpose, so that a visitor finds what people get wrong in October.
 * {@code ops/docs/demo.md} lists them.
 */
public final class DemoMistakes {

    /**
     * One mistake: somebody amends an entry of a share that is not handed over yet.
     *
     * @param rule what a check run finds
     * @param entry which of the share's entries, from 0
     * @param values what is wrong, by field; null for a value that is missing
     */
    public record Mistake(
            String rule, String table, String department, int entry, Map<String, ? extends @Nullable Object> values) {}

    /** All of them, in the order they are made. */
    public static final List<Mistake> ALL = List.of(
            // reported by two departments: the nursing department's first place stands in another's share too
            new Mistake("duplicate-key", "2.9.1", "0203", 0, Map.of("place_no", "SX-0201-1")),
            // a decimal point slipped
            new Mistake("Y-2.9.1-01", "2.9.1", "0114", 0, Map.of("area", "9999.00")),
            // new equipment is worth more than all of it
            new Mistake("R-2.9.1-01", "2.9.1", "0203", 1, Map.of("new_equipment_value", "9999999.00")),
            // more hours than a year has
            new Mistake(
                    "R-2.9.5-03", "2.9.5", "0112", 0, Map.of("teaching_hours", "8000.00", "research_hours", "900.00")),
            // more trained than there are
            new Mistake("R-2.18.6-01", "2.18.6", "0209", 0, Map.of("trained_teachers", 99)),
            // an activity week in autumn
            new Mistake("R-2.17.3-01", "2.17.3", "0106", 0, Map.of("activity_on", "2021-11-09")),
            // one company under two names
            new Mistake("F-organisation-name", "2.9.3", "0106", 0, Map.of("host_name", "云岭示例健康集团（旧名）")),
            // the course was renamed in its own table
            new Mistake("reference", "2.18.6", "0209", 1, Map.of("course_code", "KC999")),
            // a leader without a field of work
            new Mistake("required", "1.1.3", "0103", 0, Collections.singletonMap("in_charge", null)));

    private DemoMistakes() {}
}
