package org.mingzhang.query.check;

import java.util.List;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.mingzhang.events.campaign.FindingEvent;
import org.mingzhang.events.campaign.FindingEvent.ExplanationRejected;
import org.mingzhang.events.campaign.FindingEvent.ExplanationsAccepted;
import org.mingzhang.events.campaign.FindingEvent.FindingExplained;
import org.mingzhang.events.campaign.FindingEvent.FindingsRecorded;
import org.mingzhang.events.campaign.FindingEvent.FindingsSent;
import org.mingzhang.events.campaign.FindingEvent.ParameterSet;
import org.mingzhang.events.campaign.FindingEvent.RuleJudged;
import org.mingzhang.events.campaign.FindingEvent.RulePublished;
import org.mingzhang.events.campaign.FindingEvent.ToleranceGranted;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 整改台账: a row a finding, and a row for each step that people took. */
@Component
@ProcessingGroup(Views.PROGRESS)
public final class FindingProjector {

    private static final String FIND = """
            insert into finding (campaign, finding, position, rule, error, table_code, department, entry, fields, cause,
                caused_by, state, times, run, found_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?, 1, ?, ?)
            on conflict (campaign, finding) do update set position = excluded.position, state = excluded.state,
                fields = excluded.fields, cause = excluded.cause, caused_by = excluded.caused_by, run = excluded.run,
                found_at = excluded.found_at, times = finding.times + (finding.state = 'CLEARED')::int
            where finding.position < excluded.position""";

    private static final String MOVE = """
            update finding set position = ?, state = ?
            where campaign = ? and finding = any(?::text[]) and position < ? and (? = '' or state = ?)""";

    private static final String STEP = """
            insert into finding_step (campaign, finding, position, kind, words, by_staff, at)
            select ?, one, ?, ?, ?, ?, ? from unnest(?::text[]) one
            on conflict do nothing""";

    private static final String TOLERATE = """
            insert into tolerance (campaign, rule, table_code, department, position, number, reason, last_year, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (campaign, rule, table_code, department) do update set position = excluded.position,
                number = excluded.number, reason = excluded.reason, last_year = excluded.last_year,
                by_staff = excluded.by_staff, at = excluded.at
            where tolerance.position < excluded.position""";

    private static final String PUBLISH = """
            insert into published_rule (campaign, rule, version, position, table_code, severity, expression, words,
                message, reason, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String SET = """
            insert into parameter_value (campaign, parameter, position, before, value, reason, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String JUDGE = """
            insert into judged_rule (campaign, rule, position, faulty, reason, by_staff, at) values (?, ?, ?, ?, ?, ?, ?)
            on conflict (campaign, rule) do update set position = excluded.position, faulty = excluded.faulty,
                reason = excluded.reason, by_staff = excluded.by_staff, at = excluded.at
            where judged_rule.position < excluded.position""";

    private final Views views;

    public FindingProjector(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(FindingsRecorded recorded, Told told) {
        for (var failure : recorded.found()) {
            views.at(Views.PROGRESS, told)
                    .add(
                            FIND,
                            recorded.campaign().toString(),
                            failure.finding(),
                            told.position(),
                            failure.rule(),
                            failure.error(),
                            failure.table(),
                            failure.department(),
                            failure.entry(),
                            failure.fields(),
                            failure.cause(),
                            failure.causedBy(),
                            failure.explained() ? "EXPLAINED" : "FOUND",
                            recorded.run(),
                            recorded.at());
        }
        step(
                told,
                recorded,
                recorded.found().stream().map(FindingEvent.Failure::finding).toList(),
                "found",
                "");
        move(told, recorded, recorded.explained(), "EXPLAINED", "");
        step(told, recorded, recorded.explained(), "explained", "");
        move(told, recorded, recorded.cleared(), "CLEARED", "");
        step(told, recorded, recorded.cleared(), "cleared", "");
    }

    @EventHandler
    void on(FindingsSent sent, Told told) {
        move(told, sent, sent.findings(), "SENT", "FOUND");
        step(told, sent, sent.findings(), "sent", sent.note());
    }

    @EventHandler
    void on(FindingExplained explained, Told told) {
        move(told, explained, List.of(explained.finding()), "EXPLAINED", "");
        step(told, explained, List.of(explained.finding()), "explained", explained.text());
    }

    @EventHandler
    void on(ExplanationsAccepted accepted, Told told) {
        move(told, accepted, accepted.findings(), "ACCEPTED", "");
        step(told, accepted, accepted.findings(), "accepted", "");
    }

    @EventHandler
    void on(ExplanationRejected rejected, Told told) {
        move(told, rejected, List.of(rejected.finding()), "REJECTED", "");
        step(told, rejected, List.of(rejected.finding()), "rejected", rejected.reason());
    }

    @EventHandler
    void on(ToleranceGranted granted, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        TOLERATE,
                        granted.campaign().toString(),
                        granted.rule(),
                        granted.table(),
                        Objects.requireNonNullElse(granted.department(), ""),
                        told.position(),
                        granted.number(),
                        granted.reason(),
                        granted.lastYear(),
                        granted.by(),
                        granted.at());
    }

    @EventHandler
    void on(RulePublished published, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        PUBLISH,
                        published.campaign().toString(),
                        published.rule(),
                        published.version(),
                        told.position(),
                        published.table(),
                        published.severity(),
                        published.expression(),
                        published.words(),
                        published.message(),
                        published.reason(),
                        published.by(),
                        published.at());
    }

    @EventHandler
    void on(ParameterSet set, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        SET,
                        set.campaign().toString(),
                        set.parameter(),
                        told.position(),
                        set.before(),
                        set.value(),
                        set.reason(),
                        set.by(),
                        set.at());
    }

    @EventHandler
    void on(RuleJudged judged, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        JUDGE,
                        judged.campaign().toString(),
                        judged.rule(),
                        told.position(),
                        judged.faulty(),
                        judged.reason(),
                        judged.by(),
                        judged.at());
    }

    /** Moves findings on, or only those that are in one state. */
    private void move(Told told, FindingEvent event, List<String> findings, String state, String only) {
        if (!findings.isEmpty()) {
            views.at(Views.PROGRESS, told)
                    .add(
                            MOVE,
                            told.position(),
                            state,
                            event.campaign().toString(),
                            findings,
                            told.position(),
                            only,
                            only);
        }
    }

    private void step(Told told, FindingEvent event, List<String> findings, String kind, String words) {
        if (!findings.isEmpty()) {
            views.at(Views.PROGRESS, told)
                    .add(
                            STEP,
                            event.campaign().toString(),
                            told.position(),
                            kind,
                            words,
                            event.by(),
                            event.at(),
                            findings);
        }
    }
}
