package org.mingzhang.query.check;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Indicator;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Names;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.table.Standing;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 核心指标 as leaders see them: the figures, and each of them opened down to the entry and the person. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/indicators")
class IndicatorController {

    private static final String ROUNDING = "显示值四舍五入保留2位小数；与标准比较用未舍入的值";
    private static final int LARGEST = 5;

    private static final String APPROVALS = """
            select distinct on (department) department, by_staff, post, at from signature
            where table_key = ? and position <= ? and (void_position is null or void_position > ?)
            order by department, position desc""";

    private final Indicators indicators;
    private final Movements movements;
    private final Standing standing;
    private final Organisation organisation;
    private final Reads reads;
    private final JdbcClient sql;

    IndicatorController(
            Indicators indicators,
            Movements movements,
            Standing standing,
            Organisation organisation,
            Reads reads,
            DataSource source) {
        this.indicators = indicators;
        this.movements = movements;
        this.standing = standing;
        this.organisation = organisation;
        this.reads = reads;
        this.sql = JdbcClient.create(source);
    }

    /**
     * All indicators at one ledger position.
     *
     * @param category 院校类别 whose thresholds count; null while the college's profile does not say it
     * @param card id of the card the basic figures amount to: {@code qualified}, {@code below_qualified}, {@code yellow},
     *     {@code red}; null while it cannot be told
     * @param rounding how shown values are rounded, in Chinese
     */
    record All(
            String edition,
            String version,
            long position,
            @Nullable String category,
            @Nullable String card,
            @Nullable String cardZh,
            String rounding,
            List<Shown> items) {}

    /**
     * A figure.
     *
     * @param value rounded; null if it cannot be worked out
     * @param exact not rounded
     * @param whyNot why it cannot be worked out, in Chinese
     * @param lastYear rounded, of last year's campaign; null if there was none
     */
    record Shown(
            String id,
            String zh,
            String unit,
            Indicator.Kind kind,
            Indicator.Direction direction,
            @Nullable String value,
            @Nullable String exact,
            @Nullable String whyNot,
            Indicators.Level level,
            @Nullable BigDecimal qualified,
            @Nullable BigDecimal limited,
            @Nullable String lastYear) {}

    /**
     * 指标溯源: a figure with its formula, its sums and what they are made of.
     *
     * @param words the formula as people read it, in Chinese
     * @param uses the figures that stand in the formula
     */
    record Lineage(
            Shown figure,
            String formula,
            String words,
            List<Used> uses,
            String source,
            String edition,
            String version,
            long position,
            List<SumShown> sums) {}

    /** A figure that another is worked out from. */
    record Used(String id, String zh, String unit, @Nullable String value, String words) {}

    /**
     * One sum of the formula.
     *
     * @param words the sum as people read it, in Chinese
     * @param of id of the indicator in whose formula it stands
     * @param entries how many entries count in it
     * @param items its entries: the largest, or one page of all where the sum was asked for
     */
    record SumShown(
            int number,
            String of,
            String text,
            String words,
            String table,
            String tableZh,
            @Nullable String value,
            int entries,
            List<DepartmentPart> departments,
            List<EntryPart> items) {}

    /** What a department brings. */
    record DepartmentPart(
            String department,
            int entries,
            String amount,
            @Nullable Who approvedBy,
            @Nullable Instant approvedAt) {}

    /**
     * What an entry brings.
     *
     * @param by who last wrote what counts
     * @param position ledger position of that event
     */
    record EntryPart(
            int entry, String department, String amount, Who by, String post, Instant at, String how, long position) {}

    /**
     * 指标变动: which events moved a figure.
     *
     * @param moved exactly how much in all, from the first figure that could be worked out; null if none could
     */
    record Movement(
            String id,
            long from,
            long to,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after,
            @Nullable BigDecimal moved,
            List<MovedBy> steps) {}

    /** What {@link Movements.Step} says, with the name of the person. */
    record MovedBy(
            long position,
            String event,
            String table,
            String department,
            String staffNo,
            @Nullable String name,
            String post,
            Instant at,
            String how,
            int entries,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after,
            @Nullable BigDecimal by) {

        static MovedBy of(Movements.Step step, Names names) {
            var person = names.of(step.staffNo());
            return new MovedBy(
                    step.position(),
                    step.event(),
                    step.table(),
                    step.department(),
                    step.staffNo(),
                    person == null ? null : person.name(),
                    step.post(),
                    step.at(),
                    step.how(),
                    step.entries(),
                    step.before(),
                    step.after(),
                    step.by());
        }
    }

    private record Approval(String department, String byStaff, String post, Instant at) {}

    @GetMapping
    ResponseEntity<All> all(
            @PathVariable int year,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.tableAt(asOf, minPosition);
        var campaign = organisation.campaign(year);
        var now = at(campaign, position);
        var before = indicators.lastYear(campaign, position);
        var card = now.card();
        return Reads.ok(position)
                .body(new All(
                        now.catalogue().edition(),
                        now.catalogue().version(),
                        position,
                        now.category().map(Indicator.Category::zh).orElse(null),
                        card.orElse(null),
                        card.flatMap(now::cardZh).orElse(null),
                        ROUNDING,
                        now.figures().stream()
                                .map(figure -> shown(figure, before))
                                .toList()));
    }

    @GetMapping("/{id}/lineage")
    ResponseEntity<Lineage> lineage(
            @PathVariable int year,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer sum,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.tableAt(asOf, minPosition);
        var campaign = organisation.campaign(year);
        var now = at(campaign, position);
        var figure = now.figure(id).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var sums = now.sums(figure.indicator());
        var shown = new ArrayList<SumShown>();
        for (int i = 0; i < sums.size(); i++) {
            boolean asked = sum != null && sum == i + 1;
            int skipped = asked && offset != null ? Math.max(0, offset) : 0;
            var page = sums.get(i).entries().stream()
                    .sorted(Comparator.comparing(Indicators.Counted::amount).reversed())
                    .skip(skipped)
                    .limit(asked ? Reads.limit(limit) : LARGEST)
                    .toList();
            shown.add(sum(i + 1, campaign, now, sums.get(i), page, position));
        }
        return Reads.ok(position)
                .body(new Lineage(
                        shown(figure, indicators.lastYear(campaign, position)),
                        figure.indicator().expression().text(),
                        new InWords(now.catalogue()).of(figure.indicator().expression()),
                        used(figure.indicator(), now),
                        figure.indicator().source(),
                        now.catalogue().edition(),
                        now.catalogue().version(),
                        position,
                        shown));
    }

    @GetMapping("/{id}/movement")
    ResponseEntity<Movement> movement(
            @PathVariable int year,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long to = reads.tableAt(asOf, minPosition);
        long since = from == null || from.isBlank() ? 0 : reads.tableAt(from, null);
        var campaign = organisation.campaign(year);
        var now = at(campaign, to);
        var indicator = now.indicator(id).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var steps = movements.of(campaign, now, indicator, since, to);
        var moved = steps.stream()
                .flatMap(step -> Optional.ofNullable(step.by()).stream())
                .reduce(BigDecimal::add)
                .orElse(null);
        var names =
                organisation.names(steps.stream().map(Movements.Step::staffNo).toList());
        return Reads.ok(to)
                .body(new Movement(
                        id,
                        since,
                        to,
                        steps.isEmpty() ? null : steps.get(0).before(),
                        steps.isEmpty() ? null : steps.get(steps.size() - 1).after(),
                        moved,
                        steps.stream().map(step -> MovedBy.of(step, names)).toList()));
    }

    private static List<Used> used(Indicator indicator, Indicators.Year now) {
        var words = new InWords(now.catalogue());
        return indicator.expression().indicators().stream()
                .sorted()
                .flatMap(id -> now.figure(id).stream())
                .map(each -> new Used(
                        each.indicator().id(),
                        each.indicator().zh(),
                        each.indicator().unit(),
                        Indicators.shown(each.exact()),
                        words.of(each.indicator().expression())))
                .toList();
    }

    private Indicators.Year at(CampaignKey campaign, long position) {
        return indicators.year(campaign, position).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
    }

    private static Shown shown(Indicators.Figure figure, Map<String, String> lastYear) {
        var indicator = figure.indicator();
        var exact = figure.exact();
        return new Shown(
                indicator.id(),
                indicator.zh(),
                indicator.unit(),
                indicator.kind(),
                indicator.direction(),
                figure.shown(),
                exact == null ? null : exact.toPlainString(),
                figure.whyNot(),
                figure.level(),
                figure.qualified(),
                figure.limited(),
                lastYear.get(indicator.id()));
    }

    private SumShown sum(
            int number,
            CampaignKey campaign,
            Indicators.Year now,
            Indicators.Sum sum,
            List<Indicators.Counted> page,
            long position) {
        var table = now.catalogue().tableNamed(sum.aggregate().table()).orElseThrow();
        var key = campaign.table(table.code());
        return new SumShown(
                number,
                sum.of().id(),
                sum.expression().text(),
                new InWords(now.catalogue()).of(sum.expression()),
                table.code(),
                table.zh(),
                Indicators.shown(sum.value()),
                sum.entries().size(),
                departments(key, sum, position),
                entries(key, sum, page, position));
    }

    private List<DepartmentPart> departments(TableKey table, Indicators.Sum sum, long position) {
        var approvals = approvals(table, position);
        var names = organisation.names(
                approvals.values().stream().map(Approval::byStaff).toList());
        var byDepartment = sum.entries().stream()
                .collect(Collectors.groupingBy(one -> one.entry().department(), TreeMap::new, Collectors.toList()));
        return byDepartment.entrySet().stream()
                .map(part -> {
                    var approval = approvals.get(part.getKey());
                    return new DepartmentPart(
                            part.getKey(),
                            part.getValue().size(),
                            part.getValue().stream()
                                    .map(Indicators.Counted::amount)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                                    .toPlainString(),
                            approval == null ? null : names.of(approval.byStaff()),
                            approval == null ? null : approval.at());
                })
                .toList();
    }

    private Map<String, Approval> approvals(TableKey table, long position) {
        return sql
                .sql(APPROVALS)
                .params(table.toString(), position, position)
                .query((row, number) -> new Approval(
                        row.getString("department"),
                        row.getString("by_staff"),
                        row.getString("post"),
                        row.getTimestamp("at").toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Approval::department, approval -> approval));
    }

    private List<EntryPart> entries(TableKey table, Indicators.Sum sum, List<Indicators.Counted> page, long position) {
        var numbers = page.stream().map(one -> one.entry().number()).collect(Collectors.toCollection(TreeSet::new));
        var authors = numbers.isEmpty()
                ? Map.<Integer, Map<String, Standing.Author>>of()
                : standing.authors(table, numbers, position);
        var known = page.stream().map(one -> author(sum, one, authors)).toList();
        var names = organisation.names(known.stream().map(Standing.Author::by).toList());
        var parts = new ArrayList<EntryPart>();
        for (int i = 0; i < page.size(); i++) {
            var one = page.get(i);
            var author = known.get(i);
            var who = names.of(author.by());
            parts.add(new EntryPart(
                    one.entry().number(),
                    one.entry().department(),
                    one.amount().toPlainString(),
                    who == null ? new Who(author.by(), null) : who,
                    author.post(),
                    author.at(),
                    author.how(),
                    author.position()));
        }
        return parts;
    }

    /** Who last wrote the cell that is summed, or the entry where entries are counted. */
    private static Standing.Author author(
            Indicators.Sum sum, Indicators.Counted counted, Map<Integer, Map<String, Standing.Author>> authors) {
        var entry = counted.entry();
        return sum.aggregate()
                .field()
                .map(field -> authors.getOrDefault(entry.number(), Map.of()).get(field))
                .orElse(entry.last());
    }
}
