package org.mingzhang.command.campaign;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.PlanEvent.Period;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.table.EntryEvent;
import org.springframework.stereotype.Component;

/** 往年: enters the year of received data among the campaigns, with the periods it had and the parameters the college has. */
@Component
public class ReceivedYears {

    private final Commands commands;
    private final AssignmentBook book;

    ReceivedYears(Commands commands, AssignmentBook book) {
        this.commands = commands;
        this.book = book;
    }

    /** Whether that year stands in the ledger already. */
    public boolean stands(CampaignKey campaign) {
        return book.campaign(campaign).isPresent();
    }

    /**
     * Says that everything of that year was received.
     *
     * @param confirmed whether the file's digests were found right
     * @param tables how many entries each table has, by its number
     */
    public Commands.Done<Void> enter(
            CampaignKey campaign,
            Catalogue catalogue,
            EntryEvent.Source source,
            boolean confirmed,
            SortedMap<String, Integer> tables,
            Act act) {
        int year = campaign.year();
        var academic = new Period(LocalDate.of(year - 1, 9, 1), LocalDate.of(year, 8, 31));
        var calendar = new Period(LocalDate.of(year - 1, 1, 1), LocalDate.of(year - 1, 12, 31));
        var parameters = new TreeMap<String, String>();
        var next = new CampaignKey(campaign.college(), year + 1);
        if (book.campaign(next).isPresent()) {
            parameters.putAll(commands.send(new AskPlan(next), AskPlan.Answer.class, act.step("ask " + next))
                    .result()
                    .parameters());
        }
        Planning.followPeriods(catalogue, academic, calendar, parameters);
        return commands.send(
                new ReceiveYear(
                        campaign,
                        catalogue.edition(),
                        academic,
                        calendar,
                        parameters,
                        source.fileName(),
                        source.sha256(),
                        source.preparedBy(),
                        confirmed,
                        tables,
                        act.by()),
                act.step("year " + campaign));
    }
}
