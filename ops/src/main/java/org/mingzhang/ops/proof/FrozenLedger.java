package org.mingzhang.ops.proof;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.ops.store.WriteGate;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** While the ledger is frozen, or in a drill, every write is refused before it begins, with words; logging in and looking go on. */
@Component
final class FrozenLedger implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final WriteGate gate;

    FrozenLedger(WriteGate gate) {
        this.gate = gate;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors
                .addInterceptor(this)
                .addPathPatterns("/api/v1/**")
                .excludePathPatterns(
                        "/api/v1/ledger/audit",
                        "/api/v1/ledger/kept-checkpoints",
                        "/api/v1/ledger/reopening",
                        "/api/v1/ledger/reopening/agreement");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (READING.contains(request.getMethod()) || isSession(request)) {
            return true;
        }
        if (gate.closed() != null) {
            throw new Refusal(Rule.LEDGER_FROZEN);
        }
        if (gate.isDrill() && !isRehearsal(request)) {
            throw new Refusal(Rule.DRILL);
        }
        return true;
    }

    private static boolean isRehearsal(HttpServletRequest request) {
        return request.getRequestURI().equals("/api/v1/occasion/rehearsal");
    }

    private static boolean isSession(HttpServletRequest request) {
        return request.getRequestURI().equals("/api/v1/session");
    }
}
