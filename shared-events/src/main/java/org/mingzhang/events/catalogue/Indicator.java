package org.mingzhang.events.catalogue;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.mingzhang.events.rule.Expression;

/**
 * 核心指标: a headline figure computed from the tables.
 *
 * @param id name under which other expressions refer to it, {@code ind.id}
 * @param expression the figure
 * @param thresholds 合格, 限制招生 … by level ({@code qualified}, {@code limited}) and {@link Category} id; may be empty
 * @param alternative another way to be qualified
 * @param alternativeNote the same in words
 */
public record Indicator(
        String id,
        String zh,
        String unit,
        Kind kind,
        Direction direction,
        Expression expression,
        Basis basis,
        String source,
        Optional<String> note,
        Map<String, Map<String, BigDecimal>> thresholds,
        Optional<Expression> alternative,
        Optional<String> alternativeNote) {

    /** What the figure is for. */
    public enum Kind {
        /** Used by other figures only. */
        INTERMEDIATE,
        /** 基本办学条件指标. */
        BASIC,
        /** 监测办学条件指标. */
        MONITORING,
        /** 核心指标. */
        CORE
    }

    /** Which way is better. */
    public enum Direction {
        NONE,
        HIGHER_IS_BETTER,
        LOWER_IS_BETTER
    }

    /**
     * 院校类别: colleges with the same thresholds.
     *
     * @param schoolNature codes of {@code school_nature} that belong to it
     */
    public record Category(String id, String zh, java.util.List<String> schoolNature) {

        public Category {
            schoolNature = java.util.List.copyOf(schoolNature);
        }
    }

    /**
     * 评定: what the basic figures amount to together.
     *
     * @param when the condition in Chinese
     */
    public record Card(String id, String zh, String when) {}

    public Indicator {
        thresholds = Map.copyOf(thresholds);
    }
}
