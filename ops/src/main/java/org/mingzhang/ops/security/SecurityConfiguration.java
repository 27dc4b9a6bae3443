package org.mingzhang.ops.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Set;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.Tokens;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** Session cookie, token against forged requests, the permission table; log-in itself is the law's own endpoint. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Set<String> WITHOUT_TOKEN = Set.of(
            "POST /api/v1/session",
            "POST /api/v1/setup",
            "PUT /test/clock",
            "POST /api/v1/ledger/cosignatures",
            "POST /api/v1/ledger/kept-checkpoints",
            "POST /api/v1/ledger/reopening/agreement");

    /** Pages load nothing from elsewhere and run no script or style that stands in the page itself. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int DEMO_MEMORY_KIB = 64;

    @Bean
    PermissionTable permissionTable() {
        return PermissionTable.load();
    }

    @Bean
    Gate gate(PermissionTable permissions, Directory directory) {
        return new Gate(permissions, directory);
    }

    /** The demo's one password is printed on the screen; making six hundred people's hashes of it dear protects nothing. */
    @Bean
    PasswordEncoder passwordEncoder(@Value("${mingzhang.demo:false}") boolean demo) {
        return demo
                ? new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, DEMO_MEMORY_KIB, 1)
                : new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    }

    @Bean
    SecurityContextRepository securityContextRepository() {
        return new HttpSessionSecurityContextRepository();
    }

    /** Nobody logs in through the framework: accounts are the law's. */
    @Bean
    AuthenticationManager authenticationManager() {
        return attempt -> {
            throw new ProviderNotFoundException("log in with POST /api/v1/session");
        };
    }

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            Gate gate,
            Refusals refusals,
            SecurityContextRepository sessions,
            Tokens tokens,
            Clock clock) {
        return http.addFilterAfter(new Bearers(tokens, refusals, clock), SecurityContextHolderFilter.class)
                .securityContext(context -> context.securityContextRepository(sessions))
                // logging in carries no session that a forged request could abuse; everything else shows the token
                .csrf(csrf -> csrf.spa().ignoringRequestMatchers(SecurityConfiguration::hasNoSessionToAbuse))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().access(gate))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    private static boolean hasNoSessionToAbuse(HttpServletRequest request) {
        return Bearers.shows(request) || WITHOUT_TOKEN.contains(request.getMethod() + " " + Gate.path(request));
    }
}
