package org.mingzhang.ops.tool.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.EventJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One person at a browser: keeps the session's cookies, sends the CSRF token and an idempotency key with every write, and
 * reads no view that is behind what anybody sharing the same {@code seen} position has written.
 */
public final class Browser {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final String TOKEN = "XSRF-TOKEN";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI server;
    private final String staffNo;
    private final AtomicLong seen;
    private final Keys keys;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    /** Makes the idempotency key of a write. */
    @FunctionalInterface
    public interface Keys {

        /** A new key for every write. */
        Keys RANDOM = (staffNo, request) -> UUID.randomUUID().toString();

        /** The same key for the same write, so that whoever starts over repeats what is done and does the rest. */
        Keys REPEATABLE = (staffNo, request) -> UUID.nameUUIDFromBytes((staffNo + " " + request).getBytes(UTF_8))
                .toString();

        /**
         * The key of one write.
         *
         * @param request method, path, revision and body
         */
        String of(String staffNo, String request);
    }

    /**
     * A browser that nobody has logged in with yet.
     *
     * @param server such as {@code http://localhost:8080}
     * @param staffNo who sits before it
     * @param seen last ledger position that anybody here has written or been shown
     */
    public Browser(URI server, String staffNo, AtomicLong seen, Keys keys) {
        this.server = server;
        this.staffNo = staffNo;
        this.seen = seen;
        this.keys = keys;
    }

    /** What the server answered. */
    public record Answer(HttpResponse<byte[]> response) {

        /** The body, JSON null if there was none or it was not JSON; read when it is asked for. */
        public JsonNode json() {
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return json ? JSON.readTree(response.body()) : JsonNodeFactory.instance.nullNode();
        }

        public int status() {
            return response.statusCode();
        }

        /** The body as it came. */
        public byte[] bytes() {
            return response.body();
        }

        /** Last part of the problem's type, such as {@code cell-conflict}; empty if it is no problem. */
        public String problem() {
            var type = json().path("type").asString("");
            return type.startsWith("/problems/") ? type.substring("/problems/".length()) : "";
        }

        public boolean ok() {
            return status() >= 200 && status() < 300;
        }

        /** The answer itself, if the server did what it was asked. */
        public Answer mustBeOk() {
            if (!ok()) {
                throw new IllegalStateException(this.toString());
            }
            return this;
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** Ledger position of a write, or of the view a read was answered from; 0 if not said. */
        public long position() {
            return response.headers()
                    .firstValue("Ledger-Position")
                    .map(Long::parseLong)
                    .orElse(0L);
        }

        @Override
        public String toString() {
            var text = new String(response.body(), UTF_8);
            return status() + " " + (text.length() > 2000 ? text.substring(0, 2000) + "…" : text);
        }
    }

    public String staffNo() {
        return staffNo;
    }

    public Answer get(String path) {
        var waiting = path + (path.contains("?") ? "&" : "?") + "minPosition=" + seen.get();
        return send("GET", waiting, null, null, null);
    }

    /** A read as the path says it, without waiting for any position. */
    public Answer getAsItIs(String path) {
        return send("GET", path, null, null, null);
    }

    public Answer post(String path, @Nullable Object body) {
        return write("POST", path, body, null);
    }

    /** A write under a key of one's own, so that it can be repeated. */
    public Answer post(String path, @Nullable Object body, String key) {
        return send("POST", path, bytes(body), key, null);
    }

    /** A write about what was seen at a revision. */
    public Answer post(String path, int revision, @Nullable Object body) {
        return write("POST", path, body, revision);
    }

    public Answer put(String path, Object body) {
        return write("PUT", path, body, null);
    }

    /** A change of what was seen at a revision. */
    public Answer patch(String path, @Nullable Integer revision, Object body) {
        return write("PATCH", path, body, revision);
    }

    public Answer delete(String path, @Nullable Integer revision) {
        return write("DELETE", path, null, revision);
    }

    private Answer write(String method, String path, @Nullable Object body, @Nullable Integer revision) {
        var bytes = bytes(body);
        var request = method + " " + path + " " + revision + " " + (bytes == null ? "" : new String(bytes, UTF_8));
        return send(method, path, bytes, keys.of(staffNo, request), revision);
    }

    private static byte @Nullable [] bytes(@Nullable Object body) {
        return body == null ? null : EventJson.mapper().writeValueAsBytes(body);
    }

    /** A write with headers one chooses oneself: no key, no token, another type. */
    public Answer raw(String method, String path, byte[] body, String... headers) {
        var request = request(path).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.build());
    }

    /** The CSRF token the server has given this browser, asked for if it has none yet. */
    public String token() {
        if (!cookies.containsKey(TOKEN)) {
            send("GET", "/me", null, null, null);
        }
        return cookies.getOrDefault(TOKEN, "");
    }

    private Answer send(
            String method, String path, byte @Nullable [] body, @Nullable String key, @Nullable Integer revision) {
        var token = key == null ? "" : token();
        var request = request(path);
        if (key != null) {
            request.header("Idempotency-Key", key).header("X-XSRF-TOKEN", token);
        }
        if (revision != null) {
            request.header("If-Match", "\"" + revision + "\"");
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        return exchange(request.build());
    }

    private HttpRequest.Builder request(String path) {
        var address =
                server.resolve(path.startsWith("/test/") || path.startsWith("/actuator/") ? path : "/api/v1" + path);
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair.length < 2 || pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private Answer exchange(HttpRequest request) {
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            var answer = new Answer(response);
            seen.accumulateAndGet(answer.position(), Math::max);
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + request.uri(), interrupted);
        }
    }
}
