package org.mingzhang.ops.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Acts;
import org.mingzhang.command.guard.Directory;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** 门: asks the permission table, with the person's roles as they are at this very request. */
final class Gate implements AuthorizationManager<RequestAuthorizationContext> {

    private final PermissionTable permissions;
    private final Directory directory;

    Gate(PermissionTable permissions, Directory directory) {
        this.permissions = permissions;
        this.directory = directory;
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> signedIn, RequestAuthorizationContext context) {
        var request = context.getRequest();
        var line = permissions.find(request.getMethod(), path(request));
        return new AuthorizationDecision(line.isPresent()
                && (line.get().who().contains(Who.EVERYONE)
                        || (admits(line.get(), signedIn.get()) && lets(line.get(), signedIn.get()))));
    }

    /** What is done in person is done by no program, and one that may only read does nothing. */
    private static boolean lets(PermissionTable.Line line, @Nullable Authentication authentication) {
        return Bearers.shown(authentication)
                .map(token -> !line.inPerson() && (line.method().equals("GET") || !token.readOnly()))
                .orElse(true);
    }

    /** Whether the line names somebody like this. */
    boolean admits(PermissionTable.Line line, @Nullable Authentication authentication) {
        if (isActivating(authentication)) {
            return line.who().contains(Who.ACTIVATING);
        }
        var person = person(authentication);
        return line.who().stream().anyMatch(who -> who.includes(person));
    }

    /** The active member of staff who is signed in. */
    Optional<Directory.Person> person(@Nullable Authentication authentication) {
        return isSignedIn(authentication) && authentication != null
                ? directory.person(authentication.getName()).filter(Directory.Person::active)
                : Optional.empty();
    }

    static boolean isSignedIn(@Nullable Authentication authentication) {
        return authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken);
    }

    static boolean isActivating(@Nullable Authentication authentication) {
        return authentication != null
                && authentication.getAuthorities().stream()
                        .anyMatch(held -> Acts.ACTIVATING.equals(held.getAuthority()));
    }

    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
