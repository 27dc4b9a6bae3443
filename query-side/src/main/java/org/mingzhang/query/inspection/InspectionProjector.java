package org.mingzhang.query.inspection;

import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.EventJson;
import org.mingzhang.events.inspection.InspectionEvent;
import org.mingzhang.events.inspection.InspectionEvent.AccountabilityRecorded;
import org.mingzhang.events.inspection.InspectionEvent.AppraisalRecorded;
import org.mingzhang.events.inspection.InspectionEvent.FactRecorded;
import org.mingzhang.events.inspection.InspectionEvent.InspectionClosed;
import org.mingzhang.events.inspection.InspectionEvent.InspectionOpened;
import org.mingzhang.events.inspection.InspectionEvent.QuestionAnswered;
import org.mingzhang.events.inspection.InspectionEvent.QuestionAsked;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.mingzhang.query.notice.NoticeProjector;
import org.springframework.stereotype.Component;

/** 督查事项: a row a matter and a row for everything that happened in it; who is asked, and who is answered, is told. */
@Component
@ProcessingGroup(Views.PROGRESS)
public final class InspectionProjector {

    private static final String OPEN = """
            insert into inspection (inspection, position, campaign, department, matter, positions, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String STEP = """
            insert into inspection_step
                (inspection, position, kind, question, staff_no, document, facts, text, by_staff, post, at)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?) on conflict do nothing""";

    private static final String CLOSE = "update inspection set closed_at = ? where inspection = ?";

    private static final String TO_OFFICER = NoticeProjector.telling("""
            select i.by_staff, ?, ?, ?, null, i.department, ?::jsonb, ?, ?
            from inspection i where i.inspection = ?""");

    private final Views views;
    private final NoticeProjector notices;

    public InspectionProjector(Views views) {
        this.views = views;
        this.notices = new NoticeProjector(views);
    }

    @EventHandler
    void on(InspectionOpened opened, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        OPEN,
                        opened.inspection(),
                        told.position(),
                        opened.campaign().toString(),
                        opened.department(),
                        opened.matter(),
                        opened.positions().stream().mapToLong(Long::longValue).toArray(),
                        opened.by(),
                        opened.at());
    }

    @EventHandler
    void on(QuestionAsked asked, Told told) {
        step(told, asked, "ASKED", asked.question(), asked.staffNo(), null, Map.of(), asked.text());
        notices.one(
                told,
                asked.staffNo(),
                "inspection-asked",
                asked.campaign().toString(),
                null,
                null,
                Map.of(),
                asked.by(),
                asked.at());
    }

    @EventHandler
    void on(QuestionAnswered answered, Told told) {
        step(told, answered, "ANSWERED", answered.question(), null, null, Map.of(), answered.text());
        views.at(Views.PROGRESS, told)
                .add(
                        TO_OFFICER,
                        told.position(),
                        "inspection-answered",
                        answered.campaign().toString(),
                        "{}",
                        answered.by(),
                        answered.at(),
                        answered.inspection());
    }

    @EventHandler
    void on(FactRecorded recorded, Told told) {
        step(told, recorded, "RECORDED", null, null, null, Map.of(), recorded.text());
    }

    @EventHandler
    void on(AccountabilityRecorded held, Told told) {
        step(told, held, "ACCOUNTABILITY", null, held.staffNo(), held.document(), Map.of(), held.text());
    }

    @EventHandler
    void on(AppraisalRecorded rated, Told told) {
        var facts = Map.<String, Object>of(
                "shares", rated.shares(),
                "late", rated.late(),
                "returned", rated.returned(),
                "timeliness", rated.timeliness(),
                "quality", rated.quality());
        step(told, rated, "APPRAISED", null, null, null, facts, rated.text());
    }

    @EventHandler
    void on(InspectionClosed closed, Told told) {
        step(told, closed, "CLOSED", null, null, null, Map.of(), closed.text());
        views.at(Views.PROGRESS, told).add(CLOSE, closed.at(), closed.inspection());
    }

    private void step(
            Told told,
            InspectionEvent event,
            String kind,
            @Nullable Integer question,
            @Nullable String staffNo,
            @Nullable String document,
            Map<String, Object> facts,
            String text) {
        views.at(Views.PROGRESS, told)
                .add(
                        STEP,
                        event.inspection(),
                        told.position(),
                        kind,
                        question,
                        staffNo,
                        document,
                        EventJson.mapper().writeValueAsString(facts),
                        text,
                        event.by(),
                        told.post(),
                        event.at());
    }
}
