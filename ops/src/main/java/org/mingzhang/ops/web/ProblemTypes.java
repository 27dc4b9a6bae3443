package org.mingzhang.ops.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.mingzhang.command.Rule;
import org.springframework.stereotype.Component;

/** Every problem type in the order of their codes. */
@Component
final class ProblemTypes {

    private final List<ProblemType> all;

    ProblemTypes() {
        var zh = words("problems.properties");
        var en = words("problems_en.properties");
        var law = Arrays.stream(Rule.values()).map(rule -> ofLaw(rule, zh, en));
        all = law.sorted(Comparator.comparing(ProblemType::code)).toList();
    }

    List<ProblemType> all() {
        return all;
    }

    Optional<ProblemType> named(String code) {
        return all.stream().filter(type -> type.code().equals(code)).findFirst();
    }

    private static ProblemType ofLaw(Rule rule, Properties zh, Properties en) {
        var code = rule.code();
        return new ProblemType(
                code,
                rule.status(),
                rule.place(),
                zh.getProperty(code + ".title", code),
                zh.getProperty(code + ".detail", ""),
                en.getProperty(code + ".title", code),
                en.getProperty(code + ".detail", ""));
    }

    private static Properties words(String file) {
        var words = new Properties();
        try (var stream = Rule.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is missing");
            }
            words.load(new InputStreamReader(stream, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        words.replaceAll((key, sentence) -> String.valueOf(sentence).replaceAll("\\{\\d}", "…"));
        return words;
    }
}
