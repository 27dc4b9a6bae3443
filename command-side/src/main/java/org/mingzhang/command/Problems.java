package org.mingzhang.command;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place that turns failures into problem documents (RFC 9457), in the reader's language. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 1) // asked before Defects, which takes whatever is left
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Set<Integer> RECORDED = Set.of(403, 409, 422, 423);

    private final ObjectProvider<RefusedAttempts> attempts;

    Problems(ObjectProvider<RefusedAttempts> attempts) {
        this.attempts = attempts;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal, HttpServletRequest request) {
        record(refusal, request);
        return answer(document(refusal, request));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(AggregateNotFoundException gone, HttpServletRequest request) {
        return answer(document(new Refusal(Rule.NOT_FOUND), request));
    }

    /** A refusal that was wrapped on its way out is still a refusal; anything else is a defect. */
    ResponseEntity<ProblemDetail> defect(RuntimeException defect, HttpServletRequest request) {
        var refusal = refusalIn(defect);
        if (refusal != null) {
            return refused(refusal, request);
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), defect);
        return answer(document(new Refusal(Rule.DEFECT, Requests.correlation(request)), request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest web) {
        var request = ((ServletWebRequest) web).getRequest();
        var refusal = refusalIn(failure);
        var problem = document(refusal != null ? refusal : ofSpring(failure, status), request);
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static Refusal ofSpring(Exception failure, HttpStatusCode status) {
        if (failure instanceof MissingRequestHeaderException missing
                && missing.getHeaderName().equalsIgnoreCase(HttpHeaders.IF_MATCH)) {
            return new Refusal(Rule.IF_MATCH_MISSING);
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return unreadable(unreadable);
        }
        if (failure instanceof MethodArgumentTypeMismatchException wrong) {
            return new Refusal(Rule.UNREADABLE, wrong.getName() + " = " + wrong.getValue());
        }
        return switch (status.value()) {
            case 404 -> new Refusal(Rule.NOT_FOUND);
            case 405 -> new Refusal(Rule.METHOD_NOT_ALLOWED);
            case 406 -> new Refusal(Rule.NOT_ACCEPTABLE);
            case 413 -> new Refusal(Rule.BODY_TOO_LARGE, 32);
            case 415 -> new Refusal(Rule.UNSUPPORTED_MEDIA_TYPE);
            case 400 -> new Refusal(Rule.UNREADABLE, String.valueOf(failure.getMessage()));
            case 503 -> new Refusal(Rule.BUSY);
            default -> {
                LOG.error("unexpected failure", failure);
                yield new Refusal(Rule.DEFECT, "");
            }
        };
    }

    /** Names the place in the JSON that could not be read. */
    private static Refusal unreadable(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json) {
                var pointer = pointer(json);
                var line = json.getLocation() == null ? 0 : json.getLocation().getLineNr();
                var column = json.getLocation() == null ? 0 : json.getLocation().getColumnNr();
                var rule = json instanceof UnrecognizedPropertyException
                        ? "unknown-field"
                        : json instanceof StreamReadException ? "unreadable" : "wrong-type";
                var cell = new Refusal.Cell(
                        pointer,
                        null,
                        rule,
                        "此处无法读取（第" + line + "行第" + column + "列），请检查格式与字段名",
                        "cannot be read (line " + line + ", column " + column + "); check its form and name");
                return new Refusal(
                        Rule.UNREADABLE,
                        List.of(cell),
                        (pointer.isEmpty() ? "/" : pointer) + " (" + line + ":" + column + ")");
            }
        }
        return new Refusal(Rule.UNREADABLE, "/");
    }

    private static String pointer(JacksonException json) {
        var pointer = new StringBuilder();
        for (var step : json.getPath()) {
            pointer.append('/').append(step.getPropertyName() != null ? step.getPropertyName() : step.getIndex());
        }
        return pointer.toString();
    }

    private static @Nullable Refusal refusalIn(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ProblemDetail document(Refusal refusal, HttpServletRequest request) {
        var problem = ProblemDocument.of(refusal, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        problem.setInstance(URI.create(request.getRequestURI()));
        problem.setProperty("correlation", Requests.correlation(request));
        return problem;
    }

    private void record(Refusal refusal, HttpServletRequest request) {
        Principal person = request.getUserPrincipal();
        if (person == null || !RECORDED.contains(refusal.rule().status())) {
            return;
        }
        Sensitive.attempt(request.getMethod(), request.getRequestURI())
                .ifPresent(attempt -> record(person.getName(), attempt, refusal, request));
    }

    private void record(String by, Sensitive.Attempt attempt, Refusal refusal, HttpServletRequest request) {
        try {
            attempts.ifAvailable(record -> record.record(
                    by, attempt.act(), attempt.target(), refusal.rule().code(), Requests.correlation(request)));
        } catch (RuntimeException failed) {
            LOG.error("a refused attempt of {} at {} could not be recorded", by, attempt, failed);
        }
    }
}
