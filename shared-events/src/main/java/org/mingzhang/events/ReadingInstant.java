package org.mingzhang.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Every event says when: its form, always the same, is read without the detour over a formatter. */
final class ReadingInstant extends ValueDeserializer<Instant> {

    private static final int[] DIGITS = {0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18};

    @Override
    public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return (Instant) context.handleUnexpectedToken(context.constructType(Instant.class), json);
        }
        var text = json.getString();
        try {
            return isPlain(text) ? plain(text) : Instant.parse(text);
        } catch (DateTimeException none) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "this is no instant");
        }
    }

    private static boolean isPlain(String text) {
        boolean plain = text.length() == 20 || (text.length() == 24 && text.charAt(19) == '.');
        for (int i = 0; plain && i < DIGITS.length; i++) {
            plain = isDigit(text, DIGITS[i]);
        }
        for (int i = 20; plain && i < text.length() - 1; i++) {
            plain = isDigit(text, i);
        }
        return plain
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(text.length() - 1) == 'Z';
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static Instant plain(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        text.length() == 20 ? 0 : 1_000_000 * number(text, 20, 23))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
