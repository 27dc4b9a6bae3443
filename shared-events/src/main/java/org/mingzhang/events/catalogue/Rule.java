package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.Optional;
import org.mingzhang.events.rule.Expression;

/**
 * 校验规则: one statement that must hold, over a row, a table, several tables or two years.
 *
 * @param id such as {@code R-1.4.1-01}
 * @param table name of the table whose rows are under check
 * @param tables names of all tables it reads
 * @param words the rule in Chinese
 * @param check what must not be false
 * @param message what to tell the person, with {@code {field}}, {@code {prev.field}}, {@code {param.name}}, {@code {left}}
 *     and {@code {right}} to be filled
 * @param source the document it comes from
 */
public record Rule(
        String id,
        Severity severity,
        Nature nature,
        Scope scope,
        String table,
        List<String> tables,
        String words,
        Expression check,
        String message,
        Basis basis,
        Optional<String> source) {

    /** What a failure demands. */
    public enum Severity {
        /** 逻辑校验: must be corrected. */
        ERROR,
        /** 经验校验: is corrected or explained. */
        WARNING
    }

    /** Why it is a rule. */
    public enum Nature {
        /** 矛盾: both cannot be true. */
        CONTRADICTION,
        /** 可疑: rarely true. */
        IMPLAUSIBLE,
        /** 合规: true perhaps, but short of what is demanded. */
        COMPLIANCE
    }

    /** What it looks at. */
    public enum Scope {
        ROW,
        TABLE,
        CROSS_TABLE,
        YEAR_ON_YEAR
    }

    public Rule {
        tables = List.copyOf(tables);
    }

    /** Whether it says nothing without last year's campaign. */
    public boolean needsLastYear() {
        return scope == Scope.YEAR_ON_YEAR || check.readsLastYear();
    }
}
