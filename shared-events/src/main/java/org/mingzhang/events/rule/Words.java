package org.mingzhang.events.rule;

/** Finds the words of a part in the text of the whole. */
final class Words {

    private Words() {}

    /** Where a part begins, from 1; an operation stands between its operands and begins with the first. */
    static int start(Expr part) {
        return Parts.of(part).mapToInt(Expr::at).min().orElse(part.at());
    }

    /** From a place up to where the bracket around it, or the next argument, or the next operation after brackets begins. */
    static String of(String text, int from) {
        var depth = 0;
        var quoted = false;
        for (var i = from - 1; i < text.length(); i++) {
            var c = text.charAt(i);
            quoted ^= c == '\'';
            if (quoted || c == '\'') {
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || (depth == 0 && c == ',')) {
                return text.substring(from - 1, i).strip();
            }
            if (depth == 0 && c == ')') {
                return text.substring(from - 1, i + 1).strip();
            }
        }
        return text.substring(from - 1).strip();
    }
}
