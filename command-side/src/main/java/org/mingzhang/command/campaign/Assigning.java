package org.mingzhang.command.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.table.AssignShare;
import org.mingzhang.command.table.PlanTable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.springframework.stereotype.Component;

/** 授权: makes tables part of a campaign and gives their shares to people. Every step may be repeated. */
@Component
class Assigning {

    private static final Pattern PART = Pattern.compile("([a-z0-9_]+) = (true|false|\"[^\"]*\")");

    private final Commands commands;
    private final AssignmentBook book;
    private final Directory directory;
    private final Catalogues catalogues;

    Assigning(Commands commands, AssignmentBook book, Directory directory, Catalogues catalogues) {
        this.commands = commands;
        this.book = book;
        this.directory = directory;
        this.catalogues = catalogues;
    }

    /**
     * What is wanted of a share; null leaves it as it is, or as the organisation says.
     *
     * @param lead whether the department leads the table
     */
    record Wanted(
            @Nullable Boolean lead,
            @Nullable Filling filling,
            @Nullable List<String> collectors,
            @Nullable String reviewer,
            @Nullable String supervisor,
            @Nullable List<String> teachers,
            @Nullable String part,
            @Nullable Boolean nilProposed,
            @Nullable String reason) {

        static Wanted nothing() {
            return new Wanted(null, null, null, null, null, null, null, null, null);
        }

        Wanted collectedBy(List<String> people) {
            return new Wanted(lead, filling, people, reviewer, supervisor, teachers, part, nilProposed, reason);
        }
    }

    private Catalogue edition(TableKey table) {
        return catalogues.edition(book.campaign(table.campaign())
                .orElseThrow(() -> new Refusal(Rule.NOT_FOUND))
                .edition());
    }

    private Table tableOf(TableKey key) {
        return edition(key).table(key.code()).orElseThrow(() -> new Refusal(Rule.NO_SUCH_TABLE, key.code()));
    }

    /** Makes a table part of its campaign. */
    Commands.Done<Void> plan(TableKey key, Act act) {
        var catalogue = edition(key);
        var table = tableOf(key);
        return commands.send(
                new PlanTable(key, catalogue.edition(), formOf(table), table.sources(catalogue), act.by()),
                act.step("plan " + key));
    }

    private static Form formOf(Table table) {
        return switch (table.kind()) {
            case SOURCE -> Form.SOURCE;
            case COLLECTED -> Form.COLLECTED;
            case COMPUTED -> Form.COMPUTED;
        };
    }

    /** Gives a department its share of a table, or changes what it has. */
    Commands.Done<Void> assign(TableKey key, String department, Wanted wanted, Act act) {
        var table = tableOf(key);
        if (table.kind() == Table.Kind.COMPUTED) {
            throw new Refusal(Rule.TABLE_COMPUTED);
        }
        var organised =
                directory.answering(department).orElseThrow(() -> new Refusal(Rule.NO_SUCH_DEPARTMENT, department));
        checkPart(table, wanted.part());
        if (book.table(key).isEmpty()) {
            plan(key, act);
        }
        var shares = book.table(key).map(AssignmentBook.PlannedTable::shares).orElse(List.of());
        // a share keeps the name it was planned under; only a new one goes to whoever answers today
        var known = held(shares, department).or(() -> held(shares, organised.code()));
        var holder = known.map(ShareNow::department).orElse(organised.code());
        if (Boolean.TRUE.equals(wanted.lead())) {
            shares.stream()
                    .filter(share -> share.lead() && !share.department().equals(holder))
                    .forEach(share -> stopLeading(key, share, act));
        }
        var leads = wanted.lead() != null
                ? wanted.lead()
                : known.map(ShareNow::lead).orElse(shares.isEmpty());
        return commands.send(
                command(key, table, holder, organised, known, wanted, leads, act),
                act.step("share " + key + "/" + holder));
    }

    private static Optional<ShareNow> held(List<ShareNow> shares, String department) {
        return shares.stream()
                .filter(share -> share.department().equals(department))
                .findFirst();
    }

    private AssignShare command(
            TableKey key,
            Table table,
            String holder,
            Directory.Department answering,
            Optional<ShareNow> known,
            Wanted wanted,
            boolean lead,
            Act act) {
        var filling = wanted.filling() != null
                ? wanted.filling()
                : known.map(ShareNow::filling).orElse(table.perTeacher() ? Filling.PER_TEACHER : Filling.DEPARTMENT);
        return new AssignShare(
                key,
                holder,
                lead,
                filling,
                wanted.collectors() != null
                        ? List.copyOf(wanted.collectors())
                        : known.map(ShareNow::collectors).orElse(List.of()),
                firstOf(wanted.reviewer(), known.map(ShareNow::reviewer).orElse(null), answering.head()),
                firstOf(wanted.supervisor(), answering.supervisor(), null),
                teachers(filling, wanted, holder, known),
                firstOf(wanted.part(), known.map(ShareNow::part).orElse(null), null),
                wanted.nilProposed() != null
                        ? wanted.nilProposed()
                        : known.map(ShareNow::nilProposed).orElse(false),
                Objects.requireNonNullElse(wanted.reason(), ""),
                act.by());
    }

    /** The teachers wanted, else those of the department, else (it was merged and has none) those the share had. */
    private List<String> teachers(Filling filling, Wanted wanted, String department, Optional<ShareNow> known) {
        if (filling != Filling.PER_TEACHER) {
            return List.of();
        }
        if (wanted.teachers() != null) {
            return List.copyOf(wanted.teachers());
        }
        var today = directory.teachersOf(department);
        return today.isEmpty() ? known.map(ShareNow::teachers).orElse(today) : today;
    }

    private static @Nullable String firstOf(@Nullable String first, @Nullable String second, @Nullable String third) {
        return first != null ? first : second != null ? second : third;
    }

    /** Another department leads from now on. */
    private void stopLeading(TableKey key, ShareNow share, Act act) {
        commands.send(
                AssignShare.again(key, share, "改由其他部门牵头", act.by()).yielding(),
                act.step("yield " + key + "/" + share.department()));
    }

    private static void checkPart(Table table, @Nullable String part) {
        if (part == null) {
            return;
        }
        var written = PART.matcher(part);
        var field = written.matches() ? table.field(written.group(1)) : Optional.<Field>empty();
        var flag = written.matches() && !written.group(2).startsWith("\"");
        if (field.isEmpty() || (field.get().type() == FieldType.BOOLEAN) != flag) {
            throw new Refusal(Rule.PART_UNKNOWN, part);
        }
    }

    /** Names the collectors of all shares of a department; shares filled by teachers keep theirs. */
    List<Commands.Done<Void>> collectors(CampaignKey campaign, String department, List<String> people, Act act) {
        var done = new ArrayList<Commands.Done<Void>>();
        for (var table : book.tables(campaign)) {
            table.share(department)
                    .filter(share -> share.filling() == Filling.DEPARTMENT)
                    .ifPresent(share -> done.add(
                            assign(table.table(), department, Wanted.nothing().collectedBy(people), act)));
        }
        return done;
    }
}
