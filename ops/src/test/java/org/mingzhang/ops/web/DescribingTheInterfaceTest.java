package org.mingzhang.ops.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.mingzhang.ops.RunningProgram;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** 接口说明: what integrators were promised changes only on purpose. */
@RunningProgram
class DescribingTheInterfaceTest {

    private static final Path WRITTEN = Path.of("docs", "openapi.json");

    @LocalServerPort
    int port;

    /** After a change on purpose: {@code mvn -pl ops -am test -Dtest=DescribingTheInterfaceTest -Dopenapi.write=true}. */
    @Test
    void givesWhatIsWrittenDown() throws IOException, InterruptedException {
        var described = canonical(get("/v3/api-docs"));
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(WRITTEN, described);
        }
        var written = Files.readString(WRITTEN);
        assertThat(described.equals(written))
                .as("%s says something else than the program, first where %s", WRITTEN, difference(written, described))
                .isTrue();
    }

    @Test
    void givesAPageForEveryProblemType() throws IOException, InterruptedException {
        for (var type : new ProblemTypes().all()) {
            assertThat(get(type.type())).contains(type.titleZh(), type.code(), String.valueOf(type.status()));
        }
        assertThat(get("/problems")).contains("briefing-missing");
    }

    /** The first line that differs, for the whole is too long to print. */
    private static String difference(String written, String described) {
        var then = written.lines().toList();
        var now = described.lines().toList();
        for (int i = 0; i < Math.min(then.size(), now.size()); i++) {
            if (!then.get(i).equals(now.get(i))) {
                return "line %d reads%n%s%nand the program says%n%s"
                        .formatted(i + 1, then.get(i), String.join("\n", now.subList(i, Math.min(i + 5, now.size()))));
            }
        }
        return "one of the two ends";
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String canonical(String json) {
        var mapper = JsonMapper.builder()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(mapper.readValue(json, Object.class)) + "\n";
    }
}
