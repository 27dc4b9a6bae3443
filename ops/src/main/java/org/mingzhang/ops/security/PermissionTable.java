package org.mingzhang.ops.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** 权限表: {@code permissions.txt}, read once. What stands in no line is nobody's. */
final class PermissionTable {

    private final List<Line> lines;

    private PermissionTable(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * One line of the table.
     *
     * @param method HTTP method
     * @param pattern path with {@code {variables}}, {@code *} and {@code **}
     * @param who whoever is one of these may ask; what the aggregates decide beyond that is theirs
     * @param inPerson 须本人办理: no program may ask, whatever token it shows
     * @param looks 督查查看留痕: what an inspector who is shown this is recorded to have looked at; null if nothing is
     */
    record Line(
            String method,
            PathPattern pattern,
            Set<Who> who,
            boolean inPerson,
            @Nullable String looks) {}

    private static final String IN_PERSON = "in-person";
    private static final String LOOKS = "looks:";

    static PermissionTable load() {
        var stream = PermissionTable.class.getResourceAsStream("permissions.txt");
        if (stream == null) {
            throw new IllegalStateException("permissions.txt is missing");
        }
        try (var reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            return new PermissionTable(reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(PermissionTable::parse)
                    .sorted(Comparator.comparing(Line::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line parse(String line) {
        var words = line.split("\\s+");
        if (words.length < 3) {
            throw new IllegalStateException("a line of the permission table has a method, a path and people: " + line);
        }
        var who = EnumSet.noneOf(Who.class);
        var inPerson = false;
        String looks = null;
        for (var word : List.of(words).subList(2, words.length)) {
            if (word.equals(IN_PERSON)) {
                inPerson = true;
            } else if (word.startsWith(LOOKS)) {
                looks = word.substring(LOOKS.length());
            } else {
                who.add(Who.valueOf(word.toUpperCase(Locale.ROOT)));
            }
        }
        return new Line(words[0], PathPatternParser.defaultInstance.parse(words[1]), who, inPerson, looks);
    }

    List<Line> lines() {
        return lines;
    }

    /** The line for a request: of those that match, the one that says most about the path. */
    Optional<Line> find(String method, String path) {
        var asked = method.equals("HEAD") ? "GET" : method;
        var parsed = PathContainer.parsePath(path);
        return lines.stream()
                .filter(line -> line.method().equals(asked) && line.pattern().matches(parsed))
                .findFirst();
    }
}
