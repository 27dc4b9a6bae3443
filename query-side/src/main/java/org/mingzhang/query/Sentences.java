package org.mingzhang.query;

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
public final class Sentences {

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9]+)}");

    private final Properties sentences = new Properties();

    /**
     * The sentences of a file in UTF-8, one a kind, with places such as <code>{table}</code>.
     *
     * @param beside the class it stands beside
     */
    public Sentences(Class<?> beside, String file) {
        var stream = beside.getResourceAsStream(file);
        if (stream == null) {
            throw new IllegalStateException(file + " is missing");
        }
        try (var reader = new InputStreamReader(stream, UTF_8)) {
            sentences.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every kind there is a sentence for. */
    public Set<String> kinds() {
        return sentences.stringPropertyNames();
    }

    /** The sentence of a kind, its places filled from what is known; what is not known is left out. */
    public String of(String kind, Map<String, String> known) {
        var sentence = new StringBuilder();
        var places = PLACE.matcher(sentences.getProperty(kind, kind));
        while (places.find()) {
            places.appendReplacement(sentence, Matcher.quoteReplacement(known.getOrDefault(places.group(1), "")));
        }
        return places.appendTail(sentence).toString().strip();
    }
}
