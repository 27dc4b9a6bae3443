package org.mingzhang.ops.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What the gate turns away leaves as the same problem documents as everything else. */
@Component
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final HandlerExceptionResolver problems;
    private final PermissionTable permissions;
    private final Gate gate;

    Refusals(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            PermissionTable permissions,
            Gate gate) {
        this.problems = problems;
        this.permissions = permissions;
        this.gate = gate;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause) {
        answer(request, response, new Refusal(Rule.NOT_SIGNED_IN));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause) {
        answer(
                request,
                response,
                cause instanceof CsrfException ? new Refusal(Rule.CSRF_TOKEN_MISSING) : denied(request));
    }

    private Refusal denied(HttpServletRequest request) {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (Gate.isActivating(signedIn)) {
            return new Refusal(Rule.ACTIVATION_REQUIRED);
        }
        if (gate.person(signedIn).isEmpty()) {
            return new Refusal(Rule.NOT_SIGNED_IN);
        }
        var line = permissions.find(request.getMethod(), Gate.path(request));
        if (Bearers.shown(signedIn).isPresent()
                && line.filter(each -> gate.admits(each, signedIn)).isPresent()) {
            return new Refusal(Rule.TOKEN_MAY_NOT);
        }
        return line.map(each -> new Refusal(
                        Rule.ROLE_REQUIRED,
                        each.who().stream().map(Who::zh).collect(Collectors.joining("、")),
                        each.who().stream().map(Who::en).collect(Collectors.joining(", "))))
                .orElseGet(() -> new Refusal(Rule.NOT_FOUND));
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Refusal refusal) {
        problems.resolveException(request, response, null, refusal);
    }
}
