package org.mingzhang.query.question;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.mingzhang.events.campaign.QuestionEvent;
import org.mingzhang.events.campaign.QuestionEvent.LeaderAnswered;
import org.mingzhang.events.campaign.QuestionEvent.LeaderAsked;
import org.mingzhang.events.campaign.QuestionEvent.QuestionAnswered;
import org.mingzhang.events.campaign.QuestionEvent.QuestionAsked;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 提问与答复: a row a question, of those who fill tables and of leaders. */
@Component
@ProcessingGroup(Views.PROGRESS)
public final class QuestionProjector {

    private static final String ASK = """
            insert into question (campaign, question, position, table_code, field, department, words, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String ANSWER = answer("question");

    private static final String ASK_DEPARTMENT = """
            insert into leader_question (campaign, question, position, department, indicator, words, required, by_staff,
                at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String ANSWER_LEADER = answer("leader_question");

    private static String answer(String table) {
        return """
            update %s set answer = ?, answered_by = ?, answered_at = ?, answered_position = ?
            where campaign = ? and question = ? and coalesce(answered_position, 0) < ?""".formatted(table);
    }

    private final Views views;

    public QuestionProjector(Views views) {
        this.views = views;
    }

    @EventHandler
    void on(QuestionAsked asked, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        ASK,
                        asked.campaign().toString(),
                        asked.question(),
                        told.position(),
                        asked.table(),
                        asked.field(),
                        asked.department(),
                        asked.text(),
                        asked.by(),
                        asked.at());
    }

    @EventHandler
    void on(QuestionAnswered answered, Told told) {
        answer(ANSWER, answered, answered.text(), told);
    }

    @EventHandler
    void on(LeaderAsked asked, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        ASK_DEPARTMENT,
                        asked.campaign().toString(),
                        asked.question(),
                        told.position(),
                        asked.department(),
                        asked.indicator(),
                        asked.text(),
                        asked.required(),
                        asked.by(),
                        asked.at());
    }

    @EventHandler
    void on(LeaderAnswered answered, Told told) {
        answer(ANSWER_LEADER, answered, answered.text(), told);
    }

    private void answer(String statement, QuestionEvent answered, String text, Told told) {
        views.at(Views.PROGRESS, told)
                .add(
                        statement,
                        text,
                        answered.by(),
                        answered.at(),
                        told.position(),
                        answered.campaign().toString(),
                        answered.question(),
                        told.position());
    }
}
