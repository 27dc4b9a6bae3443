package org.mingzhang.events.catalogue;

import java.util.Optional;

/**
 * 规则参数: a value that rules refer to as {@code param.name}.
 *
 * @param name its name
 * @param zh what it is
 * @param type INTEGER, DECIMAL, DATE, BOOLEAN or TEXT
 * @param value the edition's value, written as text; empty if every campaign must supply its own
 * @param period what of the campaign's periods it follows where the campaign says nothing else; empty if nothing
 */
public record Parameter(String name, String zh, FieldType type, Optional<String> value, Optional<PeriodBound> period) {

    /** Whether the text can be read as a value of this parameter. */
    public boolean accepts(String written) {
        return Values.read(type, written).isPresent();
    }
}
