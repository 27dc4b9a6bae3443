package org.mingzhang.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The law said no. Nothing was stored; everything else that is thrown is a defect. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private final transient Object[] arguments;
    private final transient List<Cell> cells;
    private final transient Map<String, Object> details;

    /**
     * One cell at fault.
     *
     * @param pointer JSON pointer into the request, such as {@code /values/student_no} or {@code /changes/3/values/name}
     * @param field field name; null for the whole entry
     * @param rule stable code of what is wrong with the cell
     * @param zh what is wrong and how to mend it, in Chinese
     * @param en the same in English
     */
    public record Cell(String pointer, @Nullable String field, String rule, String zh, String en) {}

    public Refusal(Rule rule, Object... arguments) {
        this(rule, List.of(), arguments);
    }

    /**
     * A refusal that names cells.
     *
     * @param cells the cells at fault
     * @param arguments for the words of the rule
     */
    public Refusal(Rule rule, List<Cell> cells, Object... arguments) {
        this(rule, cells, Map.of(), arguments);
    }

    private Refusal(Rule rule, List<Cell> cells, Map<String, Object> details, Object... arguments) {
        super(rule.code(), null, false, false);
        this.rule = rule;
        this.cells = List.copyOf(cells);
        this.details = Map.copyOf(details);
        this.arguments = arguments.clone();
    }

    /** The same refusal with one more member for the problem document, such as the values in conflict. */
    public Refusal with(String name, Object value) {
        var more = new HashMap<>(details);
        more.put(name, value);
        return new Refusal(rule, cells, more, arguments);
    }

    /** Further members of the problem document, by name; values that JSON can carry. */
    public Map<String, Object> details() {
        return details;
    }

    public Rule rule() {
        return rule;
    }

    public List<Cell> cells() {
        return cells;
    }

    public Object[] arguments() {
        return arguments.clone();
    }
}
