package org.mingzhang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * One concept, one word: events are named in the words of the glossary ({@code code-words.tsv}, code name and Chinese term)
 * and the few verbs and nouns of their own ({@code event-words.tsv}).
 */
class EventWordsTest {

    private static final Path GLOSSARY = Path.of("src/test/resources/glossary");
    private static final Pattern PART = Pattern.compile("[A-Z]?[a-z]+");

    @Test
    void everyEventWordIsInTheGlossary() throws IOException {
        var known = new TreeSet<>(words("event-words.tsv"));
        words("code-words.tsv")
                .forEach(word -> PART.matcher(word)
                        .results()
                        .forEach(part -> known.add(part.group().toLowerCase(Locale.ROOT))));

        assertThat(wordsOfEvents()).isSubsetOf(known);
    }

    @Test
    void theGlossaryCarriesNoEventWordThatNothingUses() throws IOException {
        assertThat(words("event-words.tsv")).isSubsetOf(wordsOfEvents());
    }

    private static Set<String> wordsOfEvents() {
        return EventTypes.all().keySet().stream()
                .flatMap(name -> Arrays.stream(name.split("[.-]")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> words(String file) throws IOException {
        return Files.readAllLines(GLOSSARY.resolve(file)).stream()
                .map(line -> line.split("\t", 2))
                .peek(columns -> assertThat(columns).as(file).hasSize(2))
                .map(columns -> columns[0])
                .toList();
    }
}
