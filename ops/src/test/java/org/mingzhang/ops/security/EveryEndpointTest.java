package org.mingzhang.ops.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mingzhang.ops.RunningProgram;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** 权限表: every endpoint is in it, and it names nothing else. */
@RunningProgram
class EveryEndpointTest {

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    PermissionTable table;

    @Test
    void isInThePermissionTable() {
        assertThat(mapped()).allSatisfy(endpoint -> {
            var words = endpoint.split(" ");
            assertThat(table.find(words[0], words[1].replaceAll("\\{[^}]*}", "x")))
                    .isPresent();
        });
    }

    @Test
    void isAllThatThePermissionTableNames() {
        var named = table.lines().stream()
                .filter(line -> line.pattern().getPatternString().startsWith("/api/"))
                .map(line -> line.method() + " " + variableless(line.pattern().getPatternString()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .isSubsetOf(
                        mapped().stream().map(EveryEndpointTest::variableless).collect(Collectors.toSet()));
    }

    private Set<String> mapped() {
        return requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(EveryEndpointTest::endpoints)
                .filter(endpoint -> !endpoint.endsWith("/error"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> endpoints(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .flatMap(pattern ->
                        info.getMethodsCondition().getMethods().stream().map(method -> method + " " + pattern));
    }

    private static String variableless(String pattern) {
        return pattern.replaceAll("\\{[^}]*}", "{}");
    }
}
