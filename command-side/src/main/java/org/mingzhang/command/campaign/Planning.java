package org.mingzhang.command.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.campaign.PlanCampaign.Dates;
import org.mingzhang.command.campaign.PlanCampaign.Point;
import org.mingzhang.command.campaign.PlanCampaign.Tolerance;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.campaign.PlanEvent.Period;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.proof.Hash;
import org.springframework.stereotype.Component;

/**
 * 制定方案: reads a work plan and a table of assignments, plans the campaign and then, step by step, its tables and shares.
 * Each step has a key of its own that follows from the request's, so a plan that was interrupted is completed by asking
 * again.
 */
@Component
class Planning {

    private static final List<Stage> NEEDED = List.of(
            Stage.SOURCE_TABLES, Stage.COLLECTION, Stage.REVIEW, Stage.CHECKING, Stage.LEADERS, Stage.SUBMISSION);

    private final Commands commands;
    private final Assigning assigning;
    private final Directory directory;
    private final Catalogues catalogues;
    private final AssignmentBook book;

    Planning(Commands commands, Assigning assigning, Directory directory, Catalogues catalogues, AssignmentBook book) {
        this.book = book;
        this.commands = commands;
        this.assigning = assigning;
        this.directory = directory;
        this.catalogues = catalogues;
    }

    /**
     * What a campaign is planned from. Dates and periods given here count before those of the text.
     *
     * @param from the year whose campaign it follows, shares, dates and parameters being those of that year where nothing else
     *     is given; null to plan from the table of assignments
     * @param workPlan text of the work plan; null if dates and periods are given
     * @param assignments tab separated: table number, title, departments
     * @param collectors staff numbers of the collectors each department named, by department code
     */
    record Draft(
            int year,
            String edition,
            @Nullable Integer from,
            @Nullable String workPlan,
            String assignments,
            Map<String, List<String>> collectors,
            Map<String, String> parameters,
            List<Dates> stages,
            @Nullable Period academicYear,
            @Nullable Period calendarYear) {}

    /**
     * A campaign that was planned.
     *
     * @param openPoints what a person must decide before it can open
     */
    record Planned(
            String campaign,
            int year,
            String edition,
            Period academicYear,
            Period calendarYear,
            List<Dates> stages,
            int tables,
            int shares,
            List<Point> openPoints) {}

    /** Plans the campaign, its tables and its shares. */
    Commands.Done<Planned> plan(CampaignKey campaign, Draft draft, Act act) {
        var catalogue =
                catalogues.find(draft.edition()).orElseThrow(() -> new Refusal(Rule.UNKNOWN_EDITION, draft.edition()));
        var last = last(campaign, draft, act);
        var next = last == null
                ? null
                : NextYear.of(last.campaign(), catalogues.edition(last.plan().edition()), catalogue, book, directory);
        var division = next == null
                ? Division.read(draft.assignments(), catalogue, directory)
                : new Division(next.shares(), next.points());
        var command = command(campaign, draft, catalogue, last, division, act);
        var done = commands.send(command, act);
        var steps = new Steps(draft, next, act, done.position(), new ArrayList<>(command.points()));
        for (var table : catalogue.tables()) {
            var key = campaign.table(table.code());
            steps.reached(assigning.plan(key, act));
            division.shares().getOrDefault(table.code(), List.of()).forEach(portion -> steps.assign(key, portion));
        }
        var planned = new Planned(
                campaign.toString(),
                campaign.year(),
                command.edition(),
                command.academicYear(),
                command.calendarYear(),
                command.stages(),
                catalogue.tables().size(),
                steps.shares,
                steps.points);
        return new Commands.Done<>(planned, steps.position, done.repeated());
    }

    /** The steps of one request. */
    private final class Steps {

        private final Draft draft;
        private final @Nullable NextYear next;
        private final Act act;
        private final List<Point> points;
        private long position;
        private int shares;

        Steps(Draft draft, @Nullable NextYear next, Act act, long position, List<Point> points) {
            this.draft = draft;
            this.next = next;
            this.act = act;
            this.position = position;
            this.points = points;
        }

        void reached(Commands.Done<?> done) {
            position = Math.max(position, done.position());
        }

        /** A share whose people the law refuses is left open, and a person must name others. */
        void assign(TableKey key, Division.Portion portion) {
            try {
                reached(assigning.assign(key, portion.department(), wanted(key, portion), act));
                shares++;
            } catch (Refusal refused) {
                var point = new Point(
                        "p" + (points.size() + 1),
                        refused.rule().code(),
                        key.code(),
                        portion.department(),
                        List.of(portion.department()));
                points.add(point);
                reached(commands.send(
                        new RaisePoint(
                                key.campaign(),
                                point.point(),
                                point.kind(),
                                point.table(),
                                point.text(),
                                point.candidates(),
                                act.by()),
                        act.step("point " + key + "/" + portion.department())));
            }
        }

        /** The people a department names now count before those of last year. */
        private List<String> collectors(TableKey key, Division.Portion portion) {
            var before = next == null
                    ? List.<String>of()
                    : next.collectors()
                            .getOrDefault(key.code(), Map.of())
                            .getOrDefault(portion.department(), List.of());
            return draft.collectors().getOrDefault(portion.department(), before);
        }

        private Assigning.Wanted wanted(TableKey key, Division.Portion portion) {
            return new Assigning.Wanted(
                    portion.lead(),
                    portion.filling(),
                    collectors(key, portion),
                    null,
                    null,
                    null,
                    portion.part(),
                    portion.nilProposed(),
                    null);
        }
    }

    /** The campaign that this one follows. */
    private record Last(CampaignKey campaign, AskPlan.Answer plan, List<Dates> stages) {}

    /** Parameters that follow the periods do so; what the edition says is not repeated. */
    static void followPeriods(Catalogue catalogue, Period academic, Period calendar, Map<String, String> parameters) {
        for (var parameter : catalogue.parameters()) {
            var value = parameter
                    .period()
                    .map(bound -> bound.in(academic.from(), academic.to(), calendar.from(), calendar.to()));
            if (value.isPresent()) {
                if (value.equals(parameter.value())) {
                    parameters.remove(parameter.name());
                } else {
                    parameters.put(parameter.name(), value.get());
                }
            }
        }
    }

    private @Nullable Last last(CampaignKey campaign, Draft draft, Act act) {
        var from = draft.from();
        if (from == null) {
            return null;
        }
        var key = new CampaignKey(campaign.college(), from);
        if (from >= campaign.year() || book.campaign(key).isEmpty()) {
            throw new Refusal(Rule.NO_SUCH_CAMPAIGN, Integer.toString(from));
        }
        var plan = commands.send(new AskPlan(key), AskPlan.Answer.class, act.step("ask " + key))
                .result();
        return new Last(
                key, plan, book.stages(key).stream().map(NextYear::later).toList());
    }

    /** What was tolerated for more than one year still is, where the rule, the table and somebody who answers are still there. */
    private List<Tolerance> tolerances(CampaignKey campaign, Last last, Catalogue catalogue) {
        var before = catalogues.edition(last.plan().edition());
        var still = new ArrayList<Tolerance>();
        for (var tolerance : last.plan().tolerances()) {
            var table = before.table(tolerance.table()).flatMap(known -> catalogue.tableNamed(known.name()));
            var department = Optional.ofNullable(tolerance.department()).flatMap(directory::answering);
            if (tolerance.lastYear() >= campaign.year()
                    && table.isPresent()
                    && catalogue.rulesOf(table.get()).stream()
                            .anyMatch(rule -> rule.id().equals(tolerance.rule()))
                    && (tolerance.department() == null || department.isPresent())) {
                still.add(new Tolerance(
                        tolerance.rule(),
                        table.get().code(),
                        department.map(Directory.Department::code).orElse(null),
                        tolerance.number(),
                        "沿用 " + last.campaign().year() + " 年：" + tolerance.reason(),
                        tolerance.lastYear()));
            }
        }
        return still;
    }

    private PlanCampaign command(
            CampaignKey campaign, Draft draft, Catalogue catalogue, @Nullable Last last, Division division, Act act) {
        var text = draft.workPlan() == null ? "" : draft.workPlan();
        var read = WorkPlan.read(text, draft.year());
        var stages = new EnumMap<Stage, Dates>(Stage.class);
        var parameters = new TreeMap<String, String>();
        if (last != null) {
            last.stages().forEach(dates -> stages.put(dates.stage(), dates));
            parameters.putAll(last.plan().parameters());
        }
        parameters.putAll(draft.parameters());
        stages.putAll(read.stages());
        draft.stages().forEach(dates -> stages.put(dates.stage(), dates));
        var academic = draft.academicYear() != null ? draft.academicYear() : read.academicYear();
        var calendar = draft.calendarYear() != null ? draft.calendarYear() : read.calendarYear();
        if (last != null) {
            academic = academic != null ? academic : NextYear.later(last.plan().academicYear());
            calendar = calendar != null ? calendar : NextYear.later(last.plan().calendarYear());
        }
        var missing = new ArrayList<String>();
        NEEDED.stream()
                .filter(stage -> !stages.containsKey(stage))
                .map(StageNames::of)
                .forEach(missing::add);
        if (academic == null) {
            missing.add("学年统计时段");
        }
        if (calendar == null) {
            missing.add("自然年统计时段");
        }
        if (academic == null || calendar == null || !missing.isEmpty()) {
            throw new Refusal(Rule.PLAN_UNREADABLE, missing);
        }
        followPeriods(catalogue, academic, calendar, parameters);
        // unless the draft itself says otherwise
        parameters.putAll(draft.parameters());
        return new PlanCampaign(
                campaign,
                draft.edition(),
                academic,
                calendar,
                parameters,
                text.isEmpty() ? null : Hash.sha256(text.getBytes(UTF_8)).hex(),
                List.copyOf(stages.values()),
                division.points(),
                last == null ? List.of() : tolerances(campaign, last, catalogue),
                act.by());
    }
}
