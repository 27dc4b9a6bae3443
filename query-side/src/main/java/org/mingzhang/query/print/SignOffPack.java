package org.mingzhang.query.print;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.campaign.Campaign;
import org.mingzhang.query.campaign.Campaigns;
import org.mingzhang.query.check.IndicatorSheet;
import org.mingzhang.query.check.Register;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.table.Standing;
import org.mingzhang.query.trail.Overrides;
import org.springframework.stereotype.Component;

/** 签审材料: what the leaders are shown before they sign, and the digest by which a signature names it. */
@Component
public class SignOffPack {

    /** How many of the largest changes since last year are shown. */
    private static final int MOST_CHANGES = 12;

    private static final int MOST_OVERRIDES = 200;
    static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    /**
     * The papers.
     *
     * @param contentHash digest of the data they are about; null while nothing was presented
     */
    public record Pack(@Nullable String contentHash, IndicatorSheet.Sheet indicators, List<Section> sections) {

        public Pack {
            sections = List.copyOf(sections);
        }

        /** Digest over their canonical JSON. */
        public String hash() {
            return "sha256:"
                    + Hash.sha256(EventJson.mapper().writeValueAsString(this).getBytes(StandardCharsets.UTF_8))
                            .hex();
        }
    }

    private record Change(String what, String before, String now, BigDecimal by) {}

    private final Campaigns campaigns;
    private final IndicatorSheet indicators;
    private final Register register;
    private final Overrides overrides;
    private final SinceSignature sinceSignature;
    private final Shares shares;
    private final Organisation organisation;
    private final Standing standing;
    private final Catalogues catalogues;
    private final Reads reads;

    SignOffPack(
            Campaigns campaigns,
            IndicatorSheet indicators,
            Register register,
            Overrides overrides,
            SinceSignature sinceSignature,
            Shares shares,
            Organisation organisation,
            Standing standing,
            Catalogues catalogues,
            Reads reads) {
        this.campaigns = campaigns;
        this.indicators = indicators;
        this.register = register;
        this.overrides = overrides;
        this.sinceSignature = sinceSignature;
        this.shares = shares;
        this.organisation = organisation;
        this.standing = standing;
        this.catalogues = catalogues;
        this.reads = reads;
    }

    /** With everything that was committed before the question; empty if there is no such campaign. */
    public Optional<Pack> now(CampaignKey key) {
        return at(key, reads.everything(Views.TABLE, Views.PROGRESS, Views.TRAIL));
    }

    /** At a position that the views have reached; what became of findings is as of now. */
    Optional<Pack> at(CampaignKey key, long position) {
        return indicators
                .of(key, position)
                .map(sheet -> new Pack(
                        campaigns
                                .findByCampaign(key.toString())
                                .map(Campaign::contentHash)
                                .orElse(null),
                        sheet,
                        sections(key, position, sheet)));
    }

    /** Figures and numbers of entries that moved most since last year, in per cent of what they were. */
    private Section largestChanges(CampaignKey key, long position, IndicatorSheet.Sheet sheet) {
        var changes = new ArrayList<Change>();
        for (var line : sheet.lines()) {
            change(line.zh() + "（" + line.unit() + "）", line.lastYear(), line.value())
                    .ifPresent(changes::add);
        }
        var before = standing.counts(key.yearBefore(), position);
        var titles = titles(key, position);
        standing.counts(key, position)
                .forEach((code, now) -> change(
                                "表 " + code + " " + titles.getOrDefault(code, "") + "（条）",
                                Optional.ofNullable(before.get(code))
                                        .map(String::valueOf)
                                        .orElse(null),
                                Integer.toString(now))
                        .ifPresent(changes::add));
        changes.sort(Comparator.comparing((Change change) -> change.by().abs())
                .reversed()
                .thenComparing(Change::what));
        return new Section(
                "与上年相比变化最大的指标与数据表",
                List.of("项目", "上年", "本年", "变化（%）"),
                changes.stream()
                        .filter(change -> change.by().signum() != 0)
                        .limit(MOST_CHANGES)
                        .map(change -> List.of(
                                change.what(),
                                change.before(),
                                change.now(),
                                (change.by().signum() > 0 ? "+" : "")
                                        + change.by()
                                                .setScale(1, RoundingMode.HALF_EVEN)
                                                .toPlainString()))
                        .toList());
    }

    private Map<String, String> titles(CampaignKey key, long position) {
        return standing.campaign(key, position)
                .map(planned -> catalogues.edition(planned.edition()).tables().stream()
                        .collect(Collectors.toMap(Table::code, Table::zh)))
                .orElse(Map.of());
    }

    private static Optional<Change> change(String what, @Nullable String before, String now) {
        try {
            var from = before == null ? BigDecimal.ZERO : new BigDecimal(before);
            return from.signum() == 0
                    ? Optional.empty()
                    : Optional.of(new Change(
                            what,
                            Objects.requireNonNull(before),
                            now,
                            new BigDecimal(now)
                                    .subtract(from)
                                    .multiply(BigDecimal.valueOf(100))
                                    .divide(from.abs(), MathContext.DECIMAL64)));
        } catch (NumberFormatException cannotBeWorkedOut) {
            return Optional.empty();
        }
    }

    private List<Section> sections(CampaignKey key, long position, IndicatorSheet.Sheet indicators) {
        var departments = organisation.departmentNames();
        var explained = register.of(key).values().stream()
                .filter(finding -> finding.state().equals("ACCEPTED"))
                .sorted((one, other) -> one.rule().compareTo(other.rule()))
                .map(finding -> List.of(
                        finding.rule(),
                        finding.table(),
                        called(departments, finding.department()),
                        Objects.requireNonNullElse(finding.words(), "")))
                .toList();
        var tolerated = register.tolerances(key).stream()
                .map(each -> List.of(
                        each.rule(),
                        each.table(),
                        called(departments, each.department()),
                        Integer.toString(each.number()),
                        each.reason(),
                        each.lastYear() + " 年"))
                .toList();
        var faulty = register.faulty(key).stream()
                .map(each -> List.of(each.rule(), each.reason(), DAY.format(each.at())))
                .toList();
        var overridden = overrides.of(key, position, MOST_OVERRIDES).stream()
                .map(each -> List.of(Long.toString(each.position()), DAY.format(each.at()), each.by(), each.words()))
                .toList();
        var sections = new ArrayList<>(sinceSignature.sections(key, position, indicators));
        sections.addAll(List.of(
                largestChanges(key, position, indicators),
                new Section("已说明并采纳的校验发现", List.of("规则", "采集表", "部门", "说明"), explained),
                new Section("容许的问题", List.of("规则", "采集表", "部门", "容许数", "理由", "有效至"), tolerated),
                new Section("标为有问题的规则", List.of("规则", "问题", "标注时间"), faulty),
                new Section("覆核记录", List.of("账本位置", "时间", "经手人", "事项与理由"), overridden),
                new Section("逾期", List.of("采集表", "部门", "原期限", "记录时间"), late(key, departments))));
        return sections;
    }

    private List<List<String>> late(CampaignKey key, Map<String, String> departments) {
        var late = new ArrayList<List<String>>();
        shares.lateness(key)
                .forEach((share, facts) -> facts.forEach(fact -> late.add(List.of(
                        share.table().code(),
                        called(departments, share.department()),
                        DAY.format(fact.originalDueAt()),
                        DAY.format(fact.at())))));
        late.sort((one, other) -> (one.get(0) + one.get(1)).compareTo(other.get(0) + other.get(1)));
        return late;
    }

    private static String called(Map<String, String> departments, @Nullable String code) {
        return code == null ? "全表" : departments.getOrDefault(code, code);
    }
}
