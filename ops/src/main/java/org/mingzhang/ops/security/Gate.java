package org.mingzhang.ops.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Acts;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.org.Role;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** 门: asks the permission table, with the person's roles as they are at this very request. */
final class Gate implements AuthorizationManager<RequestAuthorizationContext> {

    /** Attribute of an inspector's request that is to be recorded: what he looks at. */
    static final String LOOKS = Gate.class.getName() + ".looks";

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
        var found = permissions.find(request.getMethod(), path(request));
        if (found.isEmpty() || found.get().who().contains(Who.EVERYONE)) {
            return new AuthorizationDecision(found.isPresent());
        }
        var line = found.get();
        var authentication = signedIn.get();
        var person = person(authentication);
        var granted = admits(line, authentication, person) && lets(line, authentication);
        if (granted
                && line.looks() != null
                && person.filter(each -> each.has(Role.INSPECTOR)).isPresent()) {
            request.setAttribute(LOOKS, line.looks());
        }
        return new AuthorizationDecision(granted);
    }

    /** What is done in person is done by no program, and one that may only read does nothing. */
    private static boolean lets(PermissionTable.Line line, @Nullable Authentication authentication) {
        return Bearers.shown(authentication)
                .map(token -> !line.inPerson() && (line.method().equals("GET") || !token.readOnly()))
                .orElse(true);
    }

    /** Whether the line names somebody like this. */
    boolean admits(PermissionTable.Line line, @Nullable Authentication authentication) {
        return admits(line, authentication, person(authentication));
    }

    private static boolean admits(
            PermissionTable.Line line, @Nullable Authentication authentication, Optional<Directory.Person> person) {
        if (isActivating(authentication)) {
            return line.who().contains(Who.ACTIVATING);
        }
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
