package org.mingzhang.query;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what is not answered into problem documents (RFC 9457), in the reader's language. */
@RestControllerAdvice(basePackages = "org.mingzhang.query")
@Order(Ordered.HIGHEST_PRECEDENCE)
class QueryProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unanswerable(Unanswerable question, HttpServletRequest request) {
        var language = Language.asked(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        var why = question.why();
        var problem = ProblemDetail.forStatus(why.status());
        problem.setType(URI.create("/problems/" + why.code()));
        problem.setTitle(why.title(language));
        problem.setDetail(why.detail(language, question.argument()));
        problem.setInstance(URI.create(request.getRequestURI()));
        var answer = ResponseEntity.status(why.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (why == Why.VIEW_BEHIND) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(problem);
    }
}
