package org.mingzhang.command.org;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Passwords;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.command.guard.Tokens;
import org.mingzhang.command.guard.Tokens.Issued;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * 访问令牌: a program that sends {@code Authorization: Bearer …} acts in its owner's name, with the owner's rights of the moment or
 * only to read; what a person must do in person it never may. Whoever issues one gives the password again.
 */
@RestController
@RequestMapping("/api/v1")
class TokenController {

    private final Commands commands;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Directory directory;
    private final KeyedHash hash;
    private final Clock clock;

    TokenController(
            Commands commands, Passwords passwords, Tokens tokens, Directory directory, KeyedHash hash, Clock clock) {
        this.commands = commands;
        this.passwords = passwords;
        this.tokens = tokens;
        this.directory = directory;
        this.hash = hash;
        this.clock = clock;
    }

    /**
     * A token that is wanted.
     *
     * @param name what its owner calls it
     * @param readOnly whether it may only ask; so if left out
     * @param days how long it counts
     */
    record Wanted(
            @Nullable String name,
            @Nullable Boolean readOnly,
            @Nullable Integer days,
            @Nullable String password) {}

    /**
     * A token, shown this once and told again only to the same request.
     *
     * @param bearer what the program sends after {@code Bearer}
     */
    record Given(String token, String bearer, Instant until) {}

    /** A token as it is listed, without its secret. */
    record Listed(
            String token,
            String staffNo,
            String name,
            boolean readOnly,
            Instant until,
            Instant issuedAt,
            @Nullable Instant revokedAt,
            boolean lives) {}

    record Items(List<Listed> items) {}

    @GetMapping("/me/tokens")
    Items mine(Act act) {
        return listed(tokens.issued(act.by()));
    }

    /** Everybody's, for the administrator, who may take them back. */
    @GetMapping("/organisation/tokens")
    Items all() {
        return listed(tokens.issued(null));
    }

    private Items listed(List<Issued> issued) {
        var now = clock.instant();
        return new Items(issued.stream()
                .map(each -> new Listed(
                        each.token(),
                        each.staffNo(),
                        each.name(),
                        each.readOnly(),
                        each.until(),
                        each.issuedAt(),
                        each.revokedAt(),
                        each.livesAt(now)))
                .toList());
    }

    @PostMapping("/me/tokens")
    ResponseEntity<Given> issue(@RequestBody Wanted body, Act act) {
        if (body.name() == null || body.days() == null || body.password() == null) {
            throw new Refusal(Rule.UNREADABLE, "/name, /days, /password");
        }
        passwords.confirm(act, body.password());
        // both follow from the request's key under the installation's own, so that the same request is told the same
        // again
        var key = Objects.requireNonNull(act.key());
        var token =
                hash.of("token", act.by(), key).replaceAll("[^0-9A-Za-z]", "0").substring(0, 12);
        var secret = hash.of("token-secret-of", act.by(), key, token);
        var until = clock.instant().plus(Duration.ofDays(body.days()));
        var done = commands.send(
                new IssueToken(
                        college(),
                        act.by(),
                        token,
                        body.name().strip(),
                        !Boolean.FALSE.equals(body.readOnly()),
                        until,
                        secret,
                        act.by()),
                act);
        return Answer.created(done, new Given(token, "mz_" + token + "_" + secret, until));
    }

    @DeleteMapping("/me/tokens/{token}")
    ResponseEntity<Void> revoke(@PathVariable String token, Act act) {
        return Answer.done(commands.send(new RevokeToken(college(), act.by(), token, act.by()), act));
    }

    @DeleteMapping("/organisation/staff/{staffNo}/tokens/{token}")
    ResponseEntity<Void> revoke(@PathVariable String staffNo, @PathVariable String token, Act act) {
        return Answer.done(commands.send(new RevokeToken(college(), staffNo, token, act.by()), act));
    }

    private String college() {
        return directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP));
    }
}
