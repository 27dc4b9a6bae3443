package org.mingzhang.command.campaign;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.campaign.PlanCampaign.Dates;
import org.mingzhang.events.campaign.PlanEvent.Period;
import org.mingzhang.events.campaign.Stage;

/**
 * 工作方案: what can be read from the text of a college's work plan. What it does not say stays out; nothing is guessed.
 *
 * @param stages dates of the stages it names
 * @param academicYear the period most tables report on; null if it does not say
 * @param calendarYear the period of the finance tables; null if it does not say
 */
record WorkPlan(
        Map<Stage, Dates> stages,
        @Nullable Period academicYear,
        @Nullable Period calendarYear) {

    private static final Pattern HEADING = Pattern.compile("^\\s*(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、?)(.*)$");
    private static final Pattern ACADEMIC = Pattern.compile("统计时段");
    private static final Pattern CALENDAR = Pattern.compile("自然年");

    /** How a stage's heading speaks of it; of several, the first that fits. */
    private static final List<Map.Entry<Stage, Pattern>> HEADINGS = List.of(
            Map.entry(Stage.PLATFORM, Pattern.compile("平台搭建|云端数据接收")),
            Map.entry(Stage.SOURCE_TABLES, Pattern.compile("初始化数据|源数据表|数据源表")),
            Map.entry(Stage.REVIEW, Pattern.compile("数据审核$|阶段性数据审核")),
            Map.entry(Stage.COLLECTION, Pattern.compile("阶段性数据采集|数据采集$")),
            Map.entry(Stage.CHECKING, Pattern.compile("逻辑性?校验")),
            Map.entry(Stage.LEADERS, Pattern.compile("学校领导审核|领导审核")),
            Map.entry(Stage.SUBMISSION, Pattern.compile("提交到|上报")));

    static WorkPlan read(String text, int year) {
        var stages = new EnumMap<Stage, Dates>(Stage.class);
        for (var section : sections(text)) {
            section.stage()
                    .ifPresent(
                            stage -> section.dates(stage, year).ifPresent(dates -> stages.putIfAbsent(stage, dates)));
        }
        return new WorkPlan(stages, after(ACADEMIC, text, year), after(CALENDAR, text, year));
    }

    private static @Nullable Period after(Pattern words, String text, int year) {
        var place = words.matcher(text);
        return place.find()
                ? PlanDates.in(text.substring(place.end()), year).period().orElse(null)
                : null;
    }

    private static List<Section> sections(String text) {
        var sections = new ArrayList<Section>();
        var title = "";
        var body = new StringBuilder();
        for (var line : text.lines().toList()) {
            var heading = HEADING.matcher(line);
            if (heading.matches() && heading.group(1).strip().length() <= 30) {
                sections.add(new Section(title, body.toString()));
                title = heading.group(1).strip();
                body = new StringBuilder();
            } else {
                body.append(line).append('\n');
            }
        }
        sections.add(new Section(title, body.toString()));
        return sections;
    }

    /** A heading and what stands under it. */
    private record Section(String title, String body) {

        Optional<Stage> stage() {
            return HEADINGS.stream()
                    .filter(heading -> heading.getValue().matcher(title).find())
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        Optional<Dates> dates(Stage stage, int year) {
            var dates = PlanDates.in(body, year);
            var opensOn = dates.period().map(Period::from).orElse(null);
            return dates.last().map(dueOn -> new Dates(stage, opensOn, dueOn));
        }
    }
}
