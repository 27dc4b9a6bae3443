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

/** While the ledger is frozen every write is refused before it begins, with words; people may still sign in, look and audit. */
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
                .excludePathPatterns("/api/v1/session", "/api/v1/ledger/audit");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (gate.closed() != null && !READING.contains(request.getMethod())) {
            throw new Refusal(Rule.LEDGER_FROZEN);
        }
        return true;
    }
}
