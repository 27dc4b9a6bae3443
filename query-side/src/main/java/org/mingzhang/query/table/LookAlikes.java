package org.mingzhang.query.table;

import java.util.List;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.FieldType;
import org.mingzhang.events.catalogue.Subject;
import org.springframework.stereotype.Component;

/**
 * 可能重复: in a table that every teacher fills, the same thing reported by two of them, such as a paper by both its authors.
 * Whether that is right only they know.
 */
@Component
public final class LookAlikes {

    private final Entries entries;
    private final Tables tables;

    LookAlikes(Entries entries, Tables tables) {
        this.entries = entries;
        this.tables = tables;
    }

    /**
     * An entry, and another person's that looks the same.
     *
     * @param owner staff number of whom it belongs to
     * @param otherOwner staff number of the other person
     * @param fields what is the same, by field
     */
    public record LookAlike(int entry, String owner, int other, String otherOwner, List<String> fields) {}

    /** Those of a share at a position; each pair is told from both sides. None unless things have names in the table. */
    public List<LookAlike> of(TableKey key, String department, long position) {
        var table = tables.catalogue(key).table(key.code()).orElseThrow();
        var person = table.subject().map(Subject::fields).orElse(List.of());
        if (!table.perTeacher()) {
            return List.of();
        }
        var rest = table.key().stream()
                .filter(field -> !person.contains(field))
                .flatMap(field -> table.field(field).stream())
                .toList();
        var texts = rest.stream()
                .filter(field -> field.type() == FieldType.TEXT)
                .map(Field::name)
                .toList();
        var same = rest.stream()
                .filter(field -> field.type() != FieldType.TEXT)
                .map(Field::name)
                .toList();
        return texts.isEmpty()
                ? List.of()
                : entries.alike(key, department, position, texts, same).stream()
                        .map(alike ->
                                new LookAlike(alike.entry(), alike.owner(), alike.other(), alike.otherOwner(), texts))
                        .toList();
    }
}
