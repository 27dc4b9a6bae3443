package org.mingzhang.command;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.KeyedHash;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Says who does something, in person and by which request. A controller takes the {@link Act} as its last parameter, after
 * the body, so that the body is digested while it is read.
 */
@Component
public class Acts implements HandlerMethodArgumentResolver {

    /** Authority of a person who is signed in and may act. */
    public static final String STAFF = "ROLE_STAFF";

    /** Authority of a person who may only activate the account. */
    public static final String ACTIVATING = "ROLE_ACTIVATING";

    /** Attribute of a request that was made with an access token: the token's name. */
    public static final String TOKEN = "org.mingzhang.token";

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final Directory directory;
    private final KeyedHash hash;

    Acts(Directory directory, KeyedHash hash) {
        this.directory = directory;
        this.hash = hash;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Act.class;
    }

    @Override
    public Act resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binder) {
        var request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("not an HTTP request");
        }
        return of(request);
    }

    /** What the person who is signed in does by this request. */
    public Act of(HttpServletRequest request) {
        var person = directory.person(signedIn()).filter(Directory.Person::active);
        if (person.isEmpty()) {
            throw new Refusal(Rule.ACCOUNT_CLOSED);
        }
        return new Act(
                person.get().staffNo(),
                person.get().department(),
                person.get().post(),
                Requests.correlation(request),
                READS.contains(request.getMethod()) ? null : key(request),
                Requests.sha256(request),
                device(request));
    }

    /** The act of somebody who is not signed in yet: no key, and nobody's department. */
    public Act stranger(String staffNo, HttpServletRequest request) {
        return new Act(staffNo, "", "", Requests.correlation(request), null, "", device(request));
    }

    private static String signedIn() {
        Authentication signed = SecurityContextHolder.getContext().getAuthentication();
        if (signed == null || signed instanceof AnonymousAuthenticationToken || !signed.isAuthenticated()) {
            throw new Refusal(Rule.NOT_SIGNED_IN);
        }
        if (signed.getAuthorities().stream().anyMatch(held -> ACTIVATING.equals(held.getAuthority()))) {
            throw new Refusal(Rule.ACTIVATION_REQUIRED);
        }
        return signed.getName();
    }

    private static String key(HttpServletRequest request) {
        var given = request.getHeader("Idempotency-Key");
        try {
            if (given != null && given.strip().length() == 36) {
                return UUID.fromString(given.strip()).toString();
            }
        } catch (IllegalArgumentException noUuid) {
            // refused below like a missing one
        }
        throw new Refusal(Rule.IDEMPOTENCY_KEY_MISSING);
    }

    /** A program is known by its token, not by where it runs. */
    private String device(HttpServletRequest request) {
        if (request.getAttribute(TOKEN) instanceof String token) {
            return "token:" + token;
        }
        return hash.of(
                "device", String.valueOf(request.getRemoteAddr()), String.valueOf(request.getHeader("User-Agent")));
    }
}
