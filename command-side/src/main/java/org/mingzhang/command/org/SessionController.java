package org.mingzhang.command.org;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Acts;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 登录与退出. These requests need no idempotency key: repeating them does what one means. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {

    private final LogIn logIn;
    private final Acts acts;
    private final SecurityContextRepository sessions;

    SessionController(LogIn logIn, Acts acts, SecurityContextRepository sessions) {
        this.logIn = logIn;
        this.acts = acts;
        this.sessions = sessions;
    }

    record Entry(@Nullable String staffNumber, @Nullable String password) {}

    /**
     * A new password.
     *
     * @param password the old one; not when activating
     * @param proof when activating: the last six characters of the identity number, or the office's one-time code
     */
    record NewPassword(
            @Nullable String password,
            @Nullable String proof,
            @Nullable String newPassword) {}

    /** Who is signed in, and whether he or she may act or only activate. */
    record Signed(String staffNumber, String state) {}

    @PostMapping
    Signed enter(@RequestBody Entry entry, HttpServletRequest request, HttpServletResponse response) {
        var staffNo = required(entry.staffNumber(), "staffNumber").strip();
        var password = required(entry.password(), "password");
        var entered = logIn.enter(password, acts.stranger(staffNo, request));
        return signIn(staffNo, entered, request, response);
    }

    @PutMapping("/password")
    Signed choose(@RequestBody NewPassword body, HttpServletRequest request, HttpServletResponse response) {
        var signed = SecurityContextHolder.getContext().getAuthentication();
        if (signed == null || signed instanceof AnonymousAuthenticationToken) {
            throw new Refusal(Rule.NOT_SIGNED_IN);
        }
        var act = acts.stranger(signed.getName(), request);
        var chosen = required(body.newPassword(), "newPassword");
        if (isActivating(signed)) {
            logIn.activate(required(body.proof(), "proof"), chosen, act);
        } else {
            logIn.change(required(body.password(), "password"), chosen, act);
        }
        return signIn(signed.getName(), LogIn.Entered.STAFF, request, response);
    }

    @DeleteMapping
    ResponseEntity<Void> leave(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return ResponseEntity.noContent().build();
    }

    private Signed signIn(
            String staffNo, LogIn.Entered entered, HttpServletRequest request, HttpServletResponse response) {
        request.getSession();
        request.changeSessionId();
        var authority = entered == LogIn.Entered.STAFF ? Acts.STAFF : Acts.ACTIVATING;
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                staffNo, null, List.of(new SimpleGrantedAuthority(authority))));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        return new Signed(staffNo, entered == LogIn.Entered.STAFF ? "ACTIVE" : "ACTIVATING");
    }

    private static boolean isActivating(Authentication signed) {
        return signed.getAuthorities().stream().anyMatch(held -> Acts.ACTIVATING.equals(held.getAuthority()));
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new Refusal(Rule.UNREADABLE, "/" + name);
        }
        return value;
    }
}
