package org.mingzhang.events.rule;

import java.util.List;
import java.util.Optional;

/** 可用名称: what an expression may name, as the edition defines it. */
public interface Schema {

    boolean hasTable(String table);

    /** Type of a field; empty if the table has no such field. */
    Optional<Type> field(String table, String field);

    /** Fields of a table's business key. */
    List<String> key(String table);

    /** Type of a parameter; empty if there is none of that name. */
    Optional<Type> parameter(String name);

    boolean hasIndicator(String id);

    /** Whether a field can ever hold this text: false if it takes codes and this is none of them. */
    boolean mayHold(String table, String field, String text);
}
