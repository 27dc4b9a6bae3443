package org.mingzhang.command.carry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.AssignmentBook.PlannedTable;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.table.ChangeEntries;
import org.mingzhang.command.table.ChangeEntries.Carry;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Link;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.carry.Carried;
import org.mingzhang.events.carry.Carrying;
import org.mingzhang.events.carry.Mapping;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.table.How;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** 带入上年: takes the entries of last year that a person chose. All of them or none; none twice. */
@RestController
class CarryController {

    private final Commands commands;
    private final AssignmentBook book;
    private final Directory directory;
    private final Catalogues catalogues;
    private final LastYear lastYear;

    CarryController(
            Commands commands, AssignmentBook book, Directory directory, Catalogues catalogues, LastYear lastYear) {
        this.commands = commands;
        this.book = book;
        this.directory = directory;
        this.catalogues = catalogues;
        this.lastYear = lastYear;
    }

    /**
     * What is taken.
     *
     * @param choices for a field made of several earlier ones, the one that counts; null for none of them
     */
    record Wanted(
            @Nullable String department,
            @Nullable List<Chosen> entries,
            @Nullable Map<String, @Nullable String> choices) {}

    /**
     * One entry of last year.
     *
     * @param confirmed that it is not the one that looks nearly the same
     */
    record Chosen(int entry, @Nullable Boolean confirmed) {}

    /**
     * What came of it.
     *
     * @param entries numbers of the entries made, in the order asked for
     */
    record Taken(List<Integer> entries) {}

    @PostMapping("/api/v1/campaigns/{year}/tables/{code}/carry-forward")
    ResponseEntity<Taken> carry(
            @PathVariable int year, @PathVariable String code, @RequestBody Wanted wanted, Act act) {
        var college = directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP));
        var table = new TableKey(college, year, code);
        var planned = book.table(table).orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        var department = Objects.requireNonNullElse(wanted.department(), "");
        var share = planned.share(department).orElseThrow(() -> new Refusal(Rule.NO_SUCH_SHARE));
        var chosen = Objects.requireNonNullElse(wanted.entries(), List.<Chosen>of());
        if (chosen.isEmpty()) {
            throw new Refusal(Rule.BATCH_EMPTY);
        }
        if (!share.collectors().contains(act.by()) && !share.teachers().contains(act.by())) {
            throw new Refusal(Rule.NOT_FOUND);
        }
        var before = before(new CampaignKey(college, year - 1), planned);
        var choices = new HashMap<>(Objects.requireNonNullElse(wanted.choices(), Map.of()));
        var catalogue = catalogues.edition(planned.edition());
        var mapping = Mapping.of(
                catalogues.edition(before.edition()),
                catalogue,
                catalogues
                        .edition(before.edition())
                        .table(before.table().code())
                        .orElseThrow(),
                catalogue.table(code).orElseThrow(),
                choices);
        var known = new Carrying(catalogue, mapping)
                .propose(lastYear.approved(before.table(), department), lastYear.standing(table)).stream()
                        .filter(each -> share.collectors().contains(act.by())
                                || act.by().equals(each.from().owner()))
                        .collect(Collectors.toMap(each -> each.from().entry(), Function.identity()));
        var taken = chosen.stream().map(each -> mayBeTaken(each, known)).toList();
        var done = commands.send(
                new ChangeEntries(
                        table,
                        department,
                        How.CARRIED,
                        Objects.requireNonNull(act.key()),
                        null,
                        taken.stream().map(CarryController::change).toList(),
                        new Carry(
                                before.table(),
                                taken.stream()
                                        .map(each -> new Link(
                                                each.from().entry(), each.from().revision()))
                                        .toList()),
                        List.of(),
                        act.by()),
                ChangeEntries.Changed.class,
                act);
        return Answer.created(
                done,
                new Taken(done.result().rows().stream()
                        .map(ChangeEntries.Row::entry)
                        .toList()));
    }

    private static Carried mayBeTaken(Chosen chosen, Map<Integer, Carried> known) {
        var carried = known.get(chosen.entry());
        if (carried == null) {
            throw new Refusal(Rule.NOTHING_TO_CARRY, chosen.entry());
        }
        if (carried.match() == Carried.Match.STANDS) {
            throw new Refusal(Rule.CARRIED_ALREADY, chosen.entry());
        }
        if (carried.match() == Carried.Match.NEAR && !Boolean.TRUE.equals(chosen.confirmed())) {
            throw new Refusal(Rule.CARRY_UNCONFIRMED, chosen.entry(), String.valueOf(carried.like()));
        }
        return carried;
    }

    private static Change change(Carried carried) {
        return new Change(Op.ADD, null, null, carried.from().owner(), carried.cells(), "");
    }

    /** Last year's table of the same name, in whatever edition it has. */
    private PlannedTable before(CampaignKey campaign, PlannedTable planned) {
        var name = catalogues
                .edition(planned.edition())
                .table(planned.table().code())
                .map(Table::name)
                .orElseThrow();
        return book.campaign(campaign)
                .flatMap(last -> catalogues.edition(last.edition()).tableNamed(name))
                .flatMap(table -> book.table(campaign.table(table.code())))
                .orElseThrow(() -> new Refusal(Rule.NO_LAST_YEAR));
    }
}
