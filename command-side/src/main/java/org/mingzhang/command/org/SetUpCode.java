package org.mingzhang.command.org;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Credentials;
import org.mingzhang.command.guard.Directory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一次性初始化码: printed once where the program is started, for whoever stands in front of it. */
@Component
public class SetUpCode {

    private final Credentials credentials;
    private final Directory directory;
    private final PasswordEncoder encoder;

    SetUpCode(Credentials credentials, Directory directory, PasswordEncoder encoder) {
        this.credentials = credentials;
        this.directory = directory;
        this.encoder = encoder;
    }

    /** A new code for an installation that serves no college yet, in place of an older one; none once it does. */
    @Transactional
    public Optional<String> issue() {
        if (directory.college().isPresent() && credentials.setUpCode().isEmpty()) {
            return Optional.empty();
        }
        var bytes = new byte[10];
        new SecureRandom().nextBytes(bytes);
        var code = HexFormat.of().formatHex(bytes);
        credentials.setUpCode(String.valueOf(encoder.encode(code)));
        return Optional.of(code);
    }

    void check(@Nullable String code) {
        var hash = credentials.setUpCode();
        if (hash.isEmpty() && directory.college().isPresent()) {
            throw new Refusal(Rule.ALREADY_SET_UP);
        }
        if (code == null || hash.isEmpty() || !encoder.matches(code, hash.get())) {
            throw new Refusal(Rule.SET_UP_CODE_WRONG);
        }
    }
}
