package org.mingzhang.command;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every request its correlation id and its {@link Fingerprint}, before anything else looks at it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class Requests extends OncePerRequestFilter {

    private static final String HEADER = "X-Correlation-Id";
    private static final String ATTRIBUTE = Requests.class.getName() + ".correlation";
    private static final String FINGERPRINT = Fingerprint.class.getName();
    private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /** The id that ties together everything that follows from this request. */
    static String correlation(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(ATTRIBUTE));
    }

    /** Digest of method, path and body. */
    static String sha256(HttpServletRequest request) {
        if (request.getAttribute(FINGERPRINT) instanceof Fingerprint fingerprint) {
            return fingerprint.sha256Hex();
        }
        throw new IllegalStateException("the request went past its filter");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var given = request.getHeader(HEADER);
        var correlation = given != null && GIVEN.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        var fingerprint = new Fingerprint(request);
        request.setAttribute(ATTRIBUTE, correlation);
        request.setAttribute(FINGERPRINT, fingerprint);
        response.setHeader(HEADER, correlation);
        MDC.put("correlation", correlation);
        try {
            chain.doFilter(fingerprint, response);
        } finally {
            MDC.remove("correlation");
        }
    }
}
