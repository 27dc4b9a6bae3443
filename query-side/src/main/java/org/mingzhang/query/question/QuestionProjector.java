package org.mingzhang.query.question;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.mingzhang.events.campaign.QuestionEvent.QuestionAnswered;
import org.mingzhang.events.campaign.QuestionEvent.QuestionAsked;
import org.mingzhang.query.Told;
import org.mingzhang.query.Views;
import org.springframework.stereotype.Component;

/** 提问与答复: a row a question. */
@Component
@ProcessingGroup(Views.PROGRESS)
public final class QuestionProjector {

    private static final String ASK = """
            insert into question (campaign, question, position, table_code, field, department, words, by_staff, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";

    private static final String ANSWER = """
            update question set answer = ?, answered_by = ?, answered_at = ?, answered_position = ?
            where campaign = ? and question = ? and coalesce(answered_position, 0) < ?""";

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
        views.at(Views.PROGRESS, told)
                .add(
                        ANSWER,
                        answered.text(),
                        answered.by(),
                        answered.at(),
                        told.position(),
                        answered.campaign().toString(),
                        answered.question(),
                        told.position());
    }
}
