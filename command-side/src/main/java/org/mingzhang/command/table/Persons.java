package org.mingzhang.command.table;

import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Table;

/** 个人信息的归属: whose personal values an entry holds, so that each is sealed under that person's own key. */
final class Persons {

    private Persons() {}

    /**
     * The person an entry is about, as far as these cells say.
     *
     * @param known whom the entry was about so far; null for a new one
     * @param entry number of the entry: until it says whom it is about, its values are sealed as the entry's own
     */
    static String of(
            TableKey key,
            Table table,
            Map<String, CellValue> cells,
            @Nullable String known,
            int entry,
            KeyedHash hash) {
        var subject = table.subject().orElse(null);
        if (subject != null) {
            var named = new ArrayList<String>(1);
            for (var field : subject.fields()) {
                if (cells.get(field) instanceof CellValue.Text text
                        && !text.text().isEmpty()) {
                    named.add(text.text());
                }
            }
            if (!named.isEmpty() && named.size() == subject.fields().size()) {
                return hash.of(subject.kind(), named.toArray(String[]::new));
            }
        }
        return known != null ? known : hash.of("entry", key.toString(), Integer.toString(entry));
    }

    /** The value of a personal field as it goes into the ledger, on behalf of the person. */
    static CellValue protect(CellValue value, String person) {
        return value instanceof CellValue.Blank ? value : new CellValue.Personal(person, value);
    }
}
