package org.mingzhang.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The words of every problem, in Chinese and in English: {@code <code>.title} and {@code <code>.detail}. */
final class Words {

    static final Words CHINESE = new Words("problems.properties");
    static final Words ENGLISH = new Words("problems_en.properties");

    /** A sentence names so many of a list; whoever wants all finds them beside it. */
    private static final int MOST = 12;

    private final Properties words = new Properties();

    private Words(String file) {
        try (InputStream stream = Words.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is missing");
            }
            words.load(new InputStreamReader(stream, UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The language somebody asks for: English if it comes before Chinese, else Chinese. */
    static Words asked(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return CHINESE;
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage).stream()
                    .map(Locale.LanguageRange::getRange)
                    .filter(range -> range.startsWith("zh") || range.startsWith("en"))
                    .findFirst()
                    .filter(range -> range.startsWith("en"))
                    .map(range -> ENGLISH)
                    .orElse(CHINESE);
        } catch (IllegalArgumentException unreadable) {
            return CHINESE;
        }
    }

    boolean has(String key) {
        return words.getProperty(key) != null;
    }

    Optional<String> titleOf(String code) {
        return Optional.ofNullable(words.getProperty(code + ".title"));
    }

    String title(Rule rule) {
        return words.getProperty(rule.code() + ".title", rule.code());
    }

    /** The sentence of a rule, with {@code {0}} and so on replaced. */
    String detail(Rule rule, Object... arguments) {
        var sentence = words.getProperty(rule.code() + ".detail", "");
        for (var i = 0; i < arguments.length; i++) {
            sentence = sentence.replace("{" + i + "}", written(arguments[i]));
        }
        return sentence;
    }

    String of(Refusal.Cell cell) {
        return this == ENGLISH ? cell.en() : cell.zh();
    }

    private String written(Object argument) {
        if (argument instanceof List<?> list) {
            var first = String.join(
                    this == ENGLISH ? ", " : "、",
                    list.stream().limit(MOST).map(String::valueOf).toList());
            return list.size() <= MOST
                    ? first
                    : first + (this == ENGLISH ? " and others, %d in all" : " 等，共 %d 项").formatted(list.size());
        }
        return String.valueOf(argument);
    }
}
