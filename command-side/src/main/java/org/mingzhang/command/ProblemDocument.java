package org.mingzhang.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** 问题说明: a refusal as a problem document (RFC 9457), in the reader's language. */
public final class ProblemDocument {

    private ProblemDocument() {}

    /**
     * The document of a refusal.
     *
     * @param acceptLanguage header of the request; null for Chinese
     */
    public static ProblemDetail of(Refusal refusal, @Nullable String acceptLanguage) {
        return of(refusal, acceptLanguage, Integer.MAX_VALUE);
    }

    /**
     * The document of a refusal, naming no more than so many cells; {@code errorCount} says how many there are.
     *
     * @param acceptLanguage header of the request; null for Chinese
     */
    public static ProblemDetail of(Refusal refusal, @Nullable String acceptLanguage, int atMost) {
        var words = Words.asked(acceptLanguage);
        var rule = refusal.rule();
        var problem = ProblemDetail.forStatus(rule.status());
        problem.setType(URI.create("/problems/" + rule.code()));
        problem.setTitle(words.title(rule));
        problem.setDetail(words.detail(rule, refusal.arguments()));
        problem.setProperty("place", rule.place());
        refusal.details().forEach(problem::setProperty);
        if (!refusal.cells().isEmpty()) {
            problem.setProperty("errors", errors(refusal.cells(), words, atMost));
            if (refusal.cells().size() > atMost) {
                problem.setProperty("errorCount", refusal.cells().size());
            }
        }
        return problem;
    }

    /** Whether somebody asks for English; else Chinese is spoken. */
    public static boolean isInEnglish(@Nullable String acceptLanguage) {
        return Words.asked(acceptLanguage) == Words.ENGLISH;
    }

    /** What a refusal is called, by its code; empty if there is no such rule. */
    public static Optional<String> title(String code, boolean english) {
        return (english ? Words.ENGLISH : Words.CHINESE).titleOf(code);
    }

    private static List<Map<String, Object>> errors(List<Refusal.Cell> cells, Words words, int atMost) {
        var errors = new ArrayList<Map<String, Object>>();
        for (var cell : cells.subList(0, Math.min(atMost, cells.size()))) {
            var error = new LinkedHashMap<String, Object>();
            error.put("pointer", cell.pointer());
            if (cell.field() != null) {
                error.put("field", cell.field());
            }
            error.put("rule", cell.rule());
            error.put("message", words.of(cell));
            errors.add(error);
        }
        return errors;
    }
}
