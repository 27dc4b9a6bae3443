package org.mingzhang.query.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Indicator;
import org.springframework.stereotype.Component;

/** 核心指标 as lines for paper: this year, last year, the standard, and whether it is met. */
@Component
public class IndicatorSheet {

    /**
     * One figure.
     *
     * @param value rounded, or why it cannot be worked out
     * @param lastYear rounded; null if there was none
     * @param standard what qualifies; null if nothing does
     * @param lowerIsBetter which way is better
     * @param level whether it is met, in Chinese
     */
    public record Line(
            String zh,
            String unit,
            String value,
            @Nullable String lastYear,
            @Nullable String standard,
            boolean lowerIsBetter,
            String level) {}

    /**
     * All of them.
     *
     * @param category 院校类别 whose standards count; null if it is not known
     * @param card what the basic figures amount to, in Chinese; null if it cannot be told
     */
    public record Sheet(@Nullable String category, @Nullable String card, List<Line> lines) {}

    private final Indicators indicators;

    IndicatorSheet(Indicators indicators) {
        this.indicators = indicators;
    }

    /** The figures that people are shown, at a ledger position; empty if there is no such campaign. */
    public Optional<Sheet> of(CampaignKey campaign, long position) {
        var before = indicators.lastYear(campaign, position);
        return indicators
                .year(campaign, position)
                .map(year -> new Sheet(
                        year.category().map(Indicator.Category::zh).orElse(null),
                        year.card().flatMap(year::cardZh).orElse(null),
                        year.figures().stream()
                                .filter(figure -> figure.indicator().kind() != Indicator.Kind.INTERMEDIATE)
                                .map(figure -> line(figure, before))
                                .toList()));
    }

    private static Line line(Indicators.Figure figure, Map<String, String> before) {
        var indicator = figure.indicator();
        var shown = figure.shown();
        return new Line(
                indicator.zh(),
                indicator.unit(),
                shown != null ? shown : "无法计算：" + figure.whyNot(),
                before.get(indicator.id()),
                standard(figure.qualified()),
                indicator.direction() == Indicator.Direction.LOWER_IS_BETTER,
                switch (figure.level()) {
                    case QUALIFIED -> "达标";
                    case BELOW -> "未达标";
                    case LIMITED -> "限制招生";
                    case NONE -> "—";
                    case UNKNOWN -> "无法判断";
                });
    }

    private static @Nullable String standard(@Nullable BigDecimal qualified) {
        return qualified == null ? null : qualified.stripTrailingZeros().toPlainString();
    }
}
