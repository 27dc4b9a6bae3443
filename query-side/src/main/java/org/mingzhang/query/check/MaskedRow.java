package org.mingzhang.query.check;

import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.rule.Row;

/** A row as words may show it: personal values in part only, for a finding is read by more people than an entry. */
final class MaskedRow implements Row {

    static final String HIDDEN = "*******";

    private final Table table;
    private final Row row;

    MaskedRow(Table table, Row row) {
        this.table = table;
        this.row = row;
    }

    @Override
    public @Nullable Object value(String field) {
        var value = row.value(field);
        return value == null || table.field(field).filter(Field::isPersonal).isEmpty() ? value : HIDDEN;
    }
}
