package org.mingzhang.query.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.ComputedTables;
import org.mingzhang.events.catalogue.Indicator;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.rule.Evaluator;
import org.mingzhang.events.rule.Expr;
import org.mingzhang.events.rule.Expression;
import org.mingzhang.events.rule.Row;
import org.mingzhang.query.table.Standing;
import org.springframework.stereotype.Component;

/** 核心指标: works out an edition's indicators over what stood in a campaign at one ledger position. */
@Component
final class Indicators {

    /** Decimals that people are shown; what is judged is the exact figure. */
    static final int DECIMALS = 2;

    private static final Row NO_ROW = field -> null;
    private static final String PROFILE = "college_profile";

    private final Standing standing;
    private final Catalogues catalogues;

    Indicators(Standing standing, Catalogues catalogues) {
        this.standing = standing;
        this.catalogues = catalogues;
    }

    /** How a figure stands against its thresholds. */
    enum Level {
        /** 达标. */
        QUALIFIED,
        /** 未达标. */
        BELOW,
        /** 未达到限制招生线. */
        LIMITED,
        /** It has no threshold. */
        NONE,
        /** 无法计算. */
        UNKNOWN
    }

    /**
     * A figure.
     *
     * @param exact null if it cannot be worked out
     * @param whyNot why, in Chinese; null if it can
     */
    record Figure(
            Indicator indicator,
            @Nullable BigDecimal exact,
            @Nullable String whyNot,
            Level level,
            @Nullable BigDecimal qualified,
            @Nullable BigDecimal limited) {

        @Nullable
        String shown() {
            return Indicators.shown(exact);
        }
    }

    static @Nullable String shown(@Nullable BigDecimal exact) {
        return exact == null
                ? null
                : exact.setScale(DECIMALS, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** One sum of an indicator and the entries that count in it. */
    record Sum(
            Indicator of, Expression expression, @Nullable BigDecimal value, List<Counted> entries) {

        Expr.Aggregate aggregate() {
            return (Expr.Aggregate) expression.tree();
        }
    }

    /** An entry and how much it brings. */
    record Counted(Standing.Entry entry, BigDecimal amount) {}

    /** The figures of one campaign at one ledger position. For one thread. */
    final class Year {

        private final CampaignKey campaign;
        private final long position;
        private final Catalogue catalogue;
        private final ParameterValues parameters;
        private final Check.Data data;
        private final Evaluator evaluator;

        private Year(
                CampaignKey campaign,
                long position,
                Catalogue catalogue,
                ParameterValues parameters,
                Map<String, List<Standing.Entry>> entries) {
            this.campaign = campaign;
            this.position = position;
            this.catalogue = catalogue;
            this.parameters = parameters;
            this.data = Check.Data.of(catalogue, parameters, entries);
            this.evaluator = new Evaluator(data.tables(), null, parameters.values(), ComputedTables.figures(catalogue));
        }

        Catalogue catalogue() {
            return catalogue;
        }

        ParameterValues parameters() {
            return parameters;
        }

        List<Figure> figures() {
            return catalogue.indicators().stream().map(this::figure).toList();
        }

        Optional<Figure> figure(String id) {
            return indicator(id).map(this::figure);
        }

        Optional<Indicator> indicator(String id) {
            return catalogue.indicators().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst();
        }

        private Figure figure(Indicator indicator) {
            var exact = number(indicator.expression());
            var qualified = threshold(indicator, "qualified");
            var limited = threshold(indicator, "limited");
            return new Figure(
                    indicator,
                    exact,
                    exact == null ? whyNot(indicator.expression()) : null,
                    level(indicator, exact, qualified, limited),
                    qualified,
                    limited);
        }

        private @Nullable BigDecimal number(Expression expression) {
            return (BigDecimal) evaluator.value(expression, NO_ROW, null);
        }

        private String whyNot(Expression expression) {
            for (var divisor : expression.divisors()) {
                var value = number(divisor);
                if (value == null || value.signum() == 0) {
                    return "分母 " + called(divisor) + (value == null ? " 无法计算" : " 为 0") + "，无法计算";
                }
            }
            return "计算所需的数据尚未填报，无法计算";
        }

        private String called(Expression expression) {
            return expression.tree() instanceof Expr.Indicator named
                    ? indicator(named.id()).map(Indicator::zh).orElse(named.id())
                    : expression.text();
        }

        private @Nullable BigDecimal threshold(Indicator indicator, String level) {
            return category()
                    .map(one ->
                            indicator.thresholds().getOrDefault(level, Map.of()).get(one.id()))
                    .orElse(null);
        }

        /** 院校类别, as the college's profile says; empty while nobody has said it. */
        Optional<Indicator.Category> category() {
            var nature = data.tables().rows(PROFILE).stream()
                    .map(row -> row.value("school_nature"))
                    .filter(Objects::nonNull)
                    .findFirst();
            return nature.flatMap(code -> catalogue.categories().stream()
                    .filter(one -> one.schoolNature().contains(code.toString()))
                    .findFirst());
        }

        private Level level(
                Indicator indicator,
                @Nullable BigDecimal exact,
                @Nullable BigDecimal qualified,
                @Nullable BigDecimal limited) {
            if (exact == null) {
                return Level.UNKNOWN;
            }
            if (qualified == null) {
                return Level.NONE;
            }
            var other = indicator
                    .alternative()
                    .map(way -> evaluator.value(way, NO_ROW, null))
                    .orElse(false);
            if (Boolean.TRUE.equals(other) || reaches(indicator, exact, qualified)) {
                return Level.QUALIFIED;
            }
            return limited == null || reaches(indicator, exact, limited) ? Level.BELOW : Level.LIMITED;
        }

        private static boolean reaches(Indicator indicator, BigDecimal exact, BigDecimal line) {
            int difference = exact.compareTo(line);
            return indicator.direction() == Indicator.Direction.LOWER_IS_BETTER ? difference <= 0 : difference >= 0;
        }

        /** 评定 in Chinese, of a card that {@link #card} told. */
        Optional<String> cardZh(String id) {
            return catalogue.cards().stream()
                    .filter(card -> card.id().equals(id))
                    .findFirst()
                    .map(Indicator.Card::zh);
        }

        /** 评定: id of the card the basic figures amount to; empty while one of them cannot be told. */
        Optional<String> card() {
            var basic = figures().stream()
                    .filter(figure -> figure.indicator().kind() == Indicator.Kind.BASIC)
                    .map(Figure::level)
                    .toList();
            if (basic.isEmpty() || basic.contains(Level.UNKNOWN) || basic.contains(Level.NONE)) {
                return Optional.empty();
            }
            long limited = basic.stream().filter(Level.LIMITED::equals).count();
            if (limited > 1 || (limited == 1 && yellowTwiceBefore())) {
                return Optional.of("red");
            }
            return Optional.of(limited == 1 ? "yellow" : basic.contains(Level.BELOW) ? "below_qualified" : "qualified");
        }

        private boolean yellowTwiceBefore() {
            return yellow(1) && yellow(2);
        }

        private boolean yellow(int yearsAgo) {
            return year(new CampaignKey(campaign.college(), campaign.year() - yearsAgo), position)
                    .flatMap(Year::card)
                    .filter("yellow"::equals)
                    .isPresent();
        }

        /** The sums an indicator comes from, those of the indicators it uses after its own. */
        List<Sum> sums(Indicator indicator) {
            var sums = new ArrayList<Sum>();
            addSums(indicator, new HashSet<>(), sums);
            return sums;
        }

        private void addSums(Indicator indicator, Set<String> seen, List<Sum> sums) {
            if (seen.add(indicator.id())) {
                indicator.expression().sums().stream()
                        .filter(sum -> sums.stream()
                                .noneMatch(one -> one.expression().text().equals(sum.text())))
                        .forEach(sum -> sums.add(
                                new Sum(indicator, sum, number(sum), counted(sum, data.rows(), data.entries()))));
                indicator.expression().indicators().stream()
                        .sorted()
                        .flatMap(id -> indicator(id).stream())
                        .forEach(used -> addSums(used, seen, sums));
            }
        }

        private List<Counted> counted(
                Expression sum, Map<String, List<Row>> rows, Map<String, List<Standing.Entry>> entries) {
            var aggregate = (Expr.Aggregate) sum.tree();
            var code = catalogue.tableNamed(aggregate.table()).orElseThrow().code();
            var entryOf = new IdentityHashMap<Row, Standing.Entry>();
            var all = rows.getOrDefault(code, List.of());
            for (int i = 0; i < all.size(); i++) {
                entryOf.put(all.get(i), entries.getOrDefault(code, List.of()).get(i));
            }
            var counted = new ArrayList<Counted>();
            for (var row : evaluator.counted(sum)) {
                var entry = entryOf.get(row);
                var amount = Movements.amount(aggregate, row);
                if (entry != null && amount != null) {
                    counted.add(new Counted(entry, amount));
                }
            }
            return counted;
        }
    }

    /** The figures of a campaign at a position that the views have reached; empty if there is no such campaign. */
    Optional<Year> year(CampaignKey campaign, long position) {
        return standing.together(() -> standing.campaign(campaign, position).map(planned -> {
            var catalogue = catalogues.edition(planned.edition());
            return new Year(
                    campaign,
                    position,
                    catalogue,
                    ParameterValues.of(catalogue, planned.parameters()),
                    entries(campaign, catalogue, position));
        }));
    }

    /** The figures of the year before as they are shown, by indicator; empty if there was no campaign. */
    Map<String, String> lastYear(CampaignKey campaign, long position) {
        var values = new TreeMap<String, String>();
        year(campaign.yearBefore(), position)
                .ifPresent(before -> before.figures().forEach(figure -> {
                    var value = figure.shown();
                    if (value != null) {
                        values.put(figure.indicator().id(), value);
                    }
                }));
        return values;
    }

    /** The figures over entries that are at hand, by table number; for one thread. */
    Year over(
            CampaignKey campaign,
            long position,
            Catalogue catalogue,
            ParameterValues parameters,
            Map<String, List<Standing.Entry>> entries) {
        return new Year(campaign, position, catalogue, parameters, entries);
    }

    private Map<String, List<Standing.Entry>> entries(CampaignKey campaign, Catalogue catalogue, long position) {
        var read = new HashSet<>(Set.of(PROFILE));
        catalogue.indicators().forEach(one -> {
            read.addAll(one.expression().tables());
            one.alternative().ifPresent(way -> read.addAll(way.tables()));
        });
        var entries = new HashMap<String, List<Standing.Entry>>();
        for (var table : standing.tables(campaign, position).values()) {
            var code = table.table().code();
            if (table.filled()
                    && catalogue
                            .table(code)
                            .filter(one -> read.contains(one.name()))
                            .isPresent()) {
                var all = new ArrayList<Standing.Entry>();
                standing.entries(table.table(), position, all::add);
                entries.put(code, all);
            }
        }
        return entries;
    }
}
