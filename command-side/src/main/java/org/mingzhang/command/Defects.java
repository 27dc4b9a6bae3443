package org.mingzhang.command;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What this side throws and nobody expected: logged with its correlation id, told without its inside. */
@RestControllerAdvice(basePackages = "org.mingzhang.command")
@Order(Ordered.LOWEST_PRECEDENCE)
class Defects {

    private final Problems problems;

    Defects(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(RuntimeException defect, HttpServletRequest request) {
        if (defect instanceof AccessDeniedException || defect instanceof AuthenticationException) {
            throw defect;
        }
        return problems.defect(defect, request);
    }
}
