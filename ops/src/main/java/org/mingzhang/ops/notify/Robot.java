package org.mingzhang.ops.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.mingzhang.query.Language;
import org.mingzhang.query.notice.Notices;
import org.mingzhang.query.notice.Notices.Notice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * 群机器人 of 企业微信 or 钉钉: one message at most in each minute with what happened since the last. It names tables,
 * departments and numbers of people, never a person and never what anybody typed.
 */
final class Robot implements Channel {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_LINES = 10;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;
    private final Duration pause;
    private final Notices notices;

    Robot(URI address, Notices notices) {
        this(address, PAUSE, notices);
    }

    Robot(URI address, Duration pause, Notices notices) {
        this.address = address;
        this.pause = pause;
        this.notices = notices;
    }

    @Override
    public String name() {
        return "robot";
    }

    @Override
    public Duration pause() {
        return pause;
    }

    @Override
    public Sent send(List<Notice> waiting) throws Unreachable {
        var body = JSON.writeValueAsBytes(Map.of(
                "msgtype", "text", "text", Map.of("content", "【明账】" + String.join("\n", lines(waiting)))));
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2
                    || JSON.readTree(answer.body()).path("errcode").asInt(0) != 0) {
                throw new Unreachable("robot: " + answer.statusCode() + " " + answer.body());
            }
            return new Sent(waiting.size(), 0);
        } catch (IOException | JacksonException failed) {
            throw new Unreachable("robot: " + failed, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unreachable("robot: stopped", stopped);
        }
    }

    /** One line a kind, table and department, with how many people it went to. */
    private List<String> lines(List<Notice> waiting) {
        var people = new LinkedHashMap<String, Set<String>>();
        waiting.forEach(notice ->
                people.computeIfAbsent(subject(notice), none -> new HashSet<>()).add(notice.staffNo()));
        var lines = people.entrySet().stream()
                .limit(MOST_LINES)
                .map(line -> line.getKey() + "（" + line.getValue().size() + " 人）")
                .toList();
        if (people.size() <= MOST_LINES) {
            return lines;
        }
        return Stream.concat(lines.stream(), Stream.of("…… 另 " + (people.size() - MOST_LINES) + " 项，请登录查看"))
                .toList();
    }

    private String subject(Notice notice) {
        var table = notice.table();
        var title = notices.title(notice, Language.CHINESE);
        return table == null ? title : title + "：" + notices.place(notice);
    }
}
