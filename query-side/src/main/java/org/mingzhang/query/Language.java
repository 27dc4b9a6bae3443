package org.mingzhang.query;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reader's language: Chinese, unless English is asked for before it. */
public enum Language {
    CHINESE,
    ENGLISH;

    /** What an {@code Accept-Language} header asks for. */
    public static Language asked(@Nullable String header) {
        try {
            return header == null ? CHINESE : first(Locale.LanguageRange.parse(header));
        } catch (IllegalArgumentException unreadable) {
            return CHINESE;
        }
    }

    /** The words in this language. */
    public String of(String chinese, String english) {
        return this == CHINESE ? chinese : english;
    }

    private static Language first(List<Locale.LanguageRange> ranges) {
        for (var range : ranges) {
            if (range.getRange().startsWith("zh")) {
                return CHINESE;
            }
            if (range.getRange().startsWith("en")) {
                return ENGLISH;
            }
        }
        return CHINESE;
    }
}
