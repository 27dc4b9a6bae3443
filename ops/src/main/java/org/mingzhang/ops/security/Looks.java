package org.mingzhang.ops.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Acts;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.org.RecordLook;
import org.mingzhang.ops.store.WriteGate;
import org.mingzhang.query.Then;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * 督查查看留痕: what an inspector is shown is recorded before the first byte of it leaves, so that office and leaders can look over
 * the shoulder of whoever looks over theirs. What was refused or not found showed nothing and leaves nothing here.
 */
@RestControllerAdvice
final class Looks implements ResponseBodyAdvice<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);
    private static final String TABLE_NUMBER = "[0-9]{1,2}(\\.[0-9]{1,2}){1,3}";

    private final Directory directory;
    private final Acts acts;
    private final Commands commands;
    private final WriteGate gate;
    private final Clock clock;

    /** What was recorded lately, so that the account is not asked for every page; the account decides. */
    private final Map<String, Instant> lately = new ConcurrentHashMap<>();

    Looks(Directory directory, Acts acts, Commands commands, WriteGate gate, Clock clock) {
        this.directory = directory;
        this.acts = acts;
        this.commands = commands;
        this.gate = gate;
        this.clock = clock;
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return method.hasMethodAnnotation(GetMapping.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest asked
                && response instanceof ServletServerHttpResponse answered
                && answered.getServletResponse().getStatus() < 300
                && asked.getServletRequest().getAttribute(Gate.LOOKS) instanceof String what) {
            Then.nowadays(() -> {
                record(asked.getServletRequest(), what);
                return true;
            });
        }
        return body;
    }

    private void record(HttpServletRequest request, String what) {
        var look = of(request, what);
        var now = clock.instant();
        var same = look.staffNo() + " " + look.shown();
        var last = lately.get(same);
        if (last != null && !RecordLook.isOver(last, now)) {
            return;
        }
        if (gate.closed() != null) {
            LOG.warn("账本已冻结，督查查看未能记账 the ledger is frozen, a look is not recorded: {}", same);
            return;
        }
        commands.send(look, acts.of(request));
        lately.values().removeIf(each -> RecordLook.isOver(each, now));
        lately.put(same, now);
    }

    private RecordLook of(HttpServletRequest request, String what) {
        var inspector = request.getUserPrincipal().getName();
        var table = said(request, "code").or(() -> said(request, "table"));
        var year = said(request, "year")
                .or(() -> table.filter(each -> each.contains("/")).map(each -> each.substring(0, each.indexOf('/'))));
        return new RecordLook(
                directory.college().orElseThrow(() -> new Refusal(Rule.NOT_FOUND)),
                inspector,
                what,
                year.filter(each -> each.matches("[0-9]{4}"))
                        .map(Integer::valueOf)
                        .orElse(null),
                table.map(each -> each.substring(each.lastIndexOf('/') + 1))
                        .filter(each -> each.matches(TABLE_NUMBER))
                        .orElse(null),
                said(request, "department")
                        .flatMap(directory::department)
                        .map(Directory.Department::code)
                        .orElse(null),
                said(request, "who")
                        .flatMap(directory::person)
                        .map(Directory.Person::staffNo)
                        .orElse(null),
                inspector);
    }

    /** What the path or the query says, the path first. */
    private static Optional<String> said(HttpServletRequest request, String name) {
        var inPath =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                                && variables.get(name) instanceof String value
                        ? Optional.of(value)
                        : Optional.<String>empty();
        return inPath.or(() -> Optional.ofNullable(request.getParameter(name))).filter(value -> !value.isBlank());
    }
}
