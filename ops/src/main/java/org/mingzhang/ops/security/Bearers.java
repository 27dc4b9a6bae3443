package org.mingzhang.ops.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Acts;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Tokens;
import org.mingzhang.command.guard.Tokens.Issued;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 持令牌者: a request that shows an access token is its owner's, for this request only. It begins no session and needs no token
 * against forged requests, for no browser sends it by itself; one that shows a wrong token is nobody's, whatever cookie it carries.
 */
final class Bearers extends OncePerRequestFilter {

    private static final Pattern BEARER = Pattern.compile("Bearer mz_([0-9A-Za-z]{12})_([-_0-9A-Za-z]{22})");

    private final Tokens tokens;
    private final Refusals refusals;
    private final Clock clock;

    Bearers(Tokens tokens, Refusals refusals, Clock clock) {
        this.tokens = tokens;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Its owner, as the token proves. */
    static final class Shown extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient Issued token;

        Shown(Issued token) {
            super(List.of(new SimpleGrantedAuthority(Acts.STAFF)));
            this.token = token;
            setAuthenticated(true);
        }

        @Override
        public String getPrincipal() {
            return token.staffNo();
        }

        @Override
        public @Nullable Object getCredentials() {
            return null;
        }

        boolean readOnly() {
            return token.readOnly();
        }
    }

    /** The token a request was made with; empty if somebody made it in person. */
    static Optional<Shown> shown(@Nullable Authentication signed) {
        return signed instanceof Shown shown ? Optional.of(shown) : Optional.empty();
    }

    /** Whether a request shows a token, good or not. */
    static boolean shows(HttpServletRequest request) {
        var given = request.getHeader("Authorization");
        return given != null && given.startsWith("Bearer ");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!shows(request)) {
            chain.doFilter(request, response);
            return;
        }
        var issued = issued(String.valueOf(request.getHeader("Authorization")));
        if (issued.isEmpty()) {
            SecurityContextHolder.clearContext();
            refusals.answer(request, response, new Refusal(Rule.TOKEN_REFUSED));
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new Shown(issued.get()));
        SecurityContextHolder.setContext(context);
        request.setAttribute(Acts.TOKEN, issued.get().token());
        chain.doFilter(request, response);
    }

    private Optional<Issued> issued(String given) {
        var parts = BEARER.matcher(given);
        return parts.matches()
                ? tokens.shown(parts.group(1), parts.group(2)).filter(token -> token.livesAt(clock.instant()))
                : Optional.empty();
    }
}
