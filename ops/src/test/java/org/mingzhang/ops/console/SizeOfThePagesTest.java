package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Budgets: how much a browser fetches, compressed, before somebody can work. */
class SizeOfThePagesTest {

    private static final int FIRST_PAGE = 260_000;

    /** All pages of all roles together, which nobody fetches at once. */
    private static final int EVERY_PAGE = 320_000;

    private static final int SHEET = 25_000;
    private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"/assets/([^\"]+)\"");

    private List<Resource> assets = List.of();

    @BeforeEach
    void theBuiltPages() throws IOException {
        assets = Arrays.asList(new PathMatchingResourcePatternResolver().getResources("classpath:static/assets/*"));
        assertThat(assets).isNotEmpty();
    }

    @Test
    void keepTheFirstPageWithinItsBudget() throws IOException {
        var page = new PathMatchingResourcePatternResolver()
                .getResource("classpath:static/index.html")
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        var first = NAMED.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(first).isNotEmpty();
        assertThat(assets.stream()
                        .filter(asset -> first.contains(asset.getFilename()))
                        .mapToInt(SizeOfThePagesTest::compressed)
                        .sum())
                .isLessThan(FIRST_PAGE);
        assertThat(assets.stream().mapToInt(SizeOfThePagesTest::compressed).sum())
                .isLessThan(EVERY_PAGE);
    }

    @Test
    void keepTheSheetWithinItsBudget() {
        assertThat(assets.stream()
                        .filter(asset ->
                                String.valueOf(asset.getFilename()).matches("(EntryPage|SheetHost|StoppedDialog)-.*"))
                        .mapToInt(SizeOfThePagesTest::compressed)
                        .sum())
                .isPositive()
                .isLessThan(2 * SHEET);
    }

    private static int compressed(Resource asset) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(asset.getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }
}
