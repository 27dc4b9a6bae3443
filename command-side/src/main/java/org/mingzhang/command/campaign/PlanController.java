package org.mingzhang.command.campaign;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.BeijingTime;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.command.table.DropShare;
import org.mingzhang.command.table.GrantExtension;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.PlanEvent.Period;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.table.TableStage;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 制定方案: plan, dates, shares, open points, opening. */
@RestController
@RequestMapping("/api/v1/campaigns")
class PlanController {

    private final Commands commands;
    private final Planning planning;
    private final Assigning assigning;
    private final Permissions permissions;
    private final Directory directory;

    PlanController(
            Commands commands, Planning planning, Assigning assigning, Permissions permissions, Directory directory) {
        this.commands = commands;
        this.planning = planning;
        this.assigning = assigning;
        this.permissions = permissions;
        this.directory = directory;
    }

    /** A campaign to be planned; the fields mean what they mean in {@link Planning.Draft}. */
    record Draft(
            @Nullable Integer year,
            @Nullable String edition,
            @Nullable Integer from,
            @Nullable String workPlan,
            @Nullable String assignments,
            @Nullable List<Collectors> collectors,
            @Nullable Map<String, String> parameters,
            @Nullable List<PlanCampaign.Dates> stages,
            @Nullable Period academicYear,
            @Nullable Period calendarYear) {}

    record Collectors(String department, List<String> collectors) {}

    /**
     * Dates of a stage.
     *
     * @param seenDueOn the date it had when the person looked; if somebody has moved it since, that is refused
     */
    record StageDates(
            @Nullable LocalDate opensOn,
            @Nullable LocalDate dueOn,
            @Nullable Boolean lock,
            @Nullable String reason,
            @Nullable LocalDate seenDueOn) {}

    record Extension(
            @Nullable String department,
            @Nullable String table,
            @Nullable TableStage stage,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    record People(@Nullable List<String> collectors) {}

    record Question(@Nullable String text, @Nullable String table) {}

    record Raised(String point) {}

    /**
     * A decision.
     *
     * @param departments departments that get a share of the table the point is about; may be left out
     * @param nilProposed whether a nil return is proposed to them; as the plan says if left out
     */
    record Decision(
            @Nullable String decision,
            @Nullable List<String> departments,
            @Nullable String part,
            @Nullable Boolean nilProposed,
            @Nullable List<String> collectors) {}

    @PostMapping
    ResponseEntity<Planning.Planned> plan(@RequestBody Draft body, Act act) {
        permissions.office(act);
        if (body.year() == null) {
            throw new Refusal(Rule.UNREADABLE, "/year");
        }
        var collectors = new TreeMap<String, List<String>>();
        Objects.requireNonNullElse(body.collectors(), List.<Collectors>of())
                .forEach(each -> collectors.put(each.department(), each.collectors()));
        var draft = new Planning.Draft(
                body.year(),
                Objects.requireNonNullElse(body.edition(), Integer.toString(body.year())),
                body.from(),
                body.workPlan(),
                Objects.requireNonNullElse(body.assignments(), ""),
                collectors,
                Objects.requireNonNullElse(body.parameters(), Map.of()),
                Objects.requireNonNullElse(body.stages(), List.of()),
                body.academicYear(),
                body.calendarYear());
        var done = planning.plan(key(body.year()), draft, act);
        return Answer.created(done, done.result());
    }

    @PutMapping("/{year}/stages/{stage}")
    ResponseEntity<Void> schedule(
            @PathVariable int year, @PathVariable String stage, @RequestBody StageDates body, Act act) {
        permissions.office(act);
        if (body.dueOn() == null) {
            throw new Refusal(Rule.UNREADABLE, "/dueOn");
        }
        return Answer.done(commands.send(
                new ScheduleStage(
                        key(year),
                        stageOf(stage),
                        body.opensOn(),
                        body.dueOn(),
                        body.seenDueOn(),
                        text(body.reason()),
                        act.by()),
                act));
    }

    private static Stage stageOf(String written) {
        try {
            return Stage.valueOf(written.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(Rule.NOT_FOUND);
        }
    }

    @PutMapping("/{year}/tables/{code}/shares/{department}")
    ResponseEntity<Void> assign(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Assigning.Wanted wanted,
            Act act) {
        permissions.office(act);
        return Answer.done(assigning.assign(key(year).table(code), department, wanted, act));
    }

    @DeleteMapping("/{year}/tables/{code}/shares/{department}")
    ResponseEntity<Void> drop(
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestParam(defaultValue = "") String reason,
            Act act) {
        permissions.office(act);
        return Answer.done(commands.send(new DropShare(key(year).table(code), department, reason, act.by()), act));
    }

    @PutMapping("/{year}/departments/{department}/collectors")
    ResponseEntity<Void> collectors(
            @PathVariable int year, @PathVariable String department, @RequestBody People people, Act act) {
        permissions.office(act);
        if (people.collectors() == null || people.collectors().isEmpty()) {
            throw new Refusal(Rule.COLLECTOR_MISSING);
        }
        var done = assigning.collectors(key(year), department, people.collectors(), act);
        return Answer.done(done.stream()
                .max(Comparator.comparingLong(Commands.Done::position))
                .orElseThrow(() -> new Refusal(Rule.NO_SUCH_SHARE, department)));
    }

    @PostMapping("/{year}/extensions")
    ResponseEntity<Void> extend(@PathVariable int year, @RequestBody Extension body, Act act) {
        permissions.office(act);
        if (body.department() == null || body.table() == null || body.stage() == null || body.until() == null) {
            throw new Refusal(Rule.UNREADABLE, "/department, /table, /stage, /until");
        }
        return Answer.done(commands.send(
                new GrantExtension(
                        key(year).table(body.table()),
                        body.department(),
                        body.stage(),
                        BeijingTime.endOf(body.until()),
                        text(body.reason()),
                        act.by()),
                act));
    }

    @PostMapping("/{year}/points")
    ResponseEntity<Raised> raise(@PathVariable int year, @RequestBody Question body, Act act) {
        var point = "q-" + String.valueOf(act.key()).substring(0, 8);
        var done = commands.send(
                new RaisePoint(key(year), point, "question", body.table(), text(body.text()), List.of(), act.by()),
                act);
        return Answer.created(done, new Raised(point));
    }

    @PostMapping("/{year}/points/{point}/settlement")
    ResponseEntity<Settled> settle(
            @PathVariable int year, @PathVariable String point, @RequestBody Decision body, Act act) {
        permissions.office(act);
        var departments = Objects.requireNonNullElse(body.departments(), List.<String>of());
        departments.stream()
                .filter(department -> directory.department(department).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw new Refusal(Rule.NO_SUCH_DEPARTMENT, unknown);
                });
        var settled =
                commands.send(new SettlePoint(key(year), point, text(body.decision()), act.by()), Settled.class, act);
        Commands.Done<?> last = settled;
        var table = settled.result().table();
        if (table != null) {
            for (var department : departments) {
                last = assigning.assign(
                        key(year).table(table),
                        department,
                        wanted(body, settled.result().nilProposed()),
                        act);
            }
        }
        return Answer.ok(last, settled.result());
    }

    /** What the plan proposes stands unless the decision says otherwise. */
    private static Assigning.Wanted wanted(Decision body, boolean nilProposed) {
        return new Assigning.Wanted(
                null,
                null,
                body.collectors(),
                null,
                null,
                null,
                body.part(),
                body.nilProposed() == null ? Boolean.valueOf(nilProposed) : body.nilProposed(),
                body.decision());
    }

    /** What is still missing before the campaign can open. */
    @GetMapping("/{year}/opening")
    AskReadiness.Missing missing(@PathVariable int year, Act act) {
        permissions.office(act);
        return commands.send(new AskReadiness(key(year)), AskReadiness.Missing.class, act)
                .result();
    }

    @PostMapping("/{year}/opening")
    ResponseEntity<Void> open(@PathVariable int year, Act act) {
        permissions.office(act);
        return Answer.done(commands.send(new OpenCampaign(key(year), act.by()), act));
    }

    private CampaignKey key(int year) {
        return new CampaignKey(directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP)), year);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
