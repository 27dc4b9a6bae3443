package org.mingzhang.command.intake;

import java.util.HashMap;
import java.util.Map;
import org.mingzhang.events.catalogue.Table;

/** 表头文字: a heading as it is compared, without what typists and print forms add to it. */
final class Titles {

    private Titles() {}

    /** The fields of a table by their headings: the Chinese title, and the English name that text tables use. */
    static Map<String, String> of(Table table) {
        var fields = new HashMap<String, String>();
        for (var field : table.fields()) {
            fields.put(plain(field.name()), field.name());
        }
        for (var field : table.fields()) {
            fields.put(plain(field.zh()), field.name());
        }
        return fields;
    }

    /** Without blanks, invisible characters, full-width forms and marks of what is required. */
    static String plain(String heading) {
        var plain = new StringBuilder(heading.length());
        for (int i = 0; i < heading.length(); i++) {
            char narrow = Signs.narrow(heading.charAt(i));
            if (Signs.isSeen(narrow) && narrow != '*') {
                plain.append(narrow);
            }
        }
        return plain.toString().replace("(必填)", "").replace("(选填)", "").replace("(可不填)", "");
    }
}
