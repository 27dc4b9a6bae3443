package org.mingzhang.command.campaign;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.campaign.QuestionEvent.LeaderAnswered;
import org.mingzhang.events.campaign.QuestionEvent.LeaderAsked;

/** 领导提问: what leaders asked departments in a campaign, and what was answered last. Immutable. */
record LeaderQuestions(Map<String, Asked> asked) {

    /**
     * One question.
     *
     * @param answer empty while there is none
     */
    record Asked(String department, String text, boolean required, String answer) {}

    static LeaderQuestions none() {
        return new LeaderQuestions(Map.of());
    }

    boolean has(String question) {
        return asked.containsKey(question);
    }

    Asked find(String question) {
        var found = asked.get(question);
        if (found == null) {
            throw new Refusal(Rule.NO_SUCH_QUESTION, question);
        }
        return found;
    }

    /** Nobody signs while a question waits that must be answered first. */
    void mustBeAnswered() {
        var waiting = asked.values().stream()
                .filter(each -> each.required() && each.answer().isEmpty())
                .map(Asked::text)
                .collect(Collectors.joining("；"));
        if (!waiting.isEmpty()) {
            throw new Refusal(Rule.ANSWER_MISSING, waiting);
        }
    }

    LeaderQuestions with(LeaderAsked event) {
        return with(event.question(), new Asked(event.department(), event.text(), event.required(), ""));
    }

    LeaderQuestions with(LeaderAnswered event) {
        var before = find(event.question());
        return with(event.question(), new Asked(before.department(), before.text(), before.required(), event.text()));
    }

    private LeaderQuestions with(String question, Asked now) {
        var all = new LinkedHashMap<>(asked);
        all.put(question, now);
        return new LeaderQuestions(Map.copyOf(all));
    }
}
