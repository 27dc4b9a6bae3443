package org.mingzhang.query.trail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happened, in one sentence, made when it is read: no sentence is stored. */
final class Words {

    static final Words CHINESE = new Words("words.properties");
    static final Words ENGLISH = new Words("words_en.properties");

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9]+)}");

    private final Properties sentences = new Properties();

    private Words(String file) {
        var stream = Words.class.getResourceAsStream(file);
        if (stream == null) {
            throw new IllegalStateException(file + " is missing");
        }
        try (var reader = new InputStreamReader(stream, UTF_8)) {
            sentences.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Set<String> kinds() {
        return sentences.stringPropertyNames();
    }

    /** The sentence of a kind of event, its places filled from what is known; what is not known is left out. */
    String sentence(String kind, Map<String, String> known) {
        var sentence = new StringBuilder();
        var places = PLACE.matcher(sentences.getProperty(kind, kind));
        while (places.find()) {
            places.appendReplacement(sentence, Matcher.quoteReplacement(known.getOrDefault(places.group(1), "")));
        }
        return places.appendTail(sentence).toString().strip();
    }
}
