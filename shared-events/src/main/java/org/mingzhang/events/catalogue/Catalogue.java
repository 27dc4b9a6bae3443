package org.mingzhang.events.catalogue;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** 数据表目录: one edition of the form, checked as a whole when it was read; what it names exists. */
public final class Catalogue {

    /** What an edition consists of, as its files tell it. */
    record Parts(
            String edition,
            String version,
            String basedOn,
            String sha256,
            Optional<Lineage> lineage,
            List<Group> groups,
            List<CodeList> codeLists,
            List<Table> tables,
            List<Parameter> parameters,
            List<Rule> rules,
            List<Indicator.Category> categories,
            List<Indicator.Card> cards,
            List<Indicator> indicators,
            List<Fact> facts,
            Map<String, String> exampleParameters,
            List<RuleExample> examples,
            Optional<PushForm> push) {}

    private final Parts parts;
    private final Map<String, Table> byCode;
    private final Map<String, Table> byName;
    private final Map<String, CodeList> codeLists;
    private final Map<String, Rule> rules;
    private final Map<String, List<Rule>> rulesByTable;
    private final Map<String, List<Rule>> rowRulesByTable;
    private final Map<String, List<String>> fieldsByRule = new HashMap<>();
    private final Map<String, Map<String, Shape>> shapes = new HashMap<>();
    private final Map<String, Map<String, FieldType>> types = new HashMap<>();

    Catalogue(Parts parts) {
        this.parts = parts;
        byCode = index(parts.tables(), Table::code);
        byName = index(parts.tables(), Table::name);
        codeLists = index(parts.codeLists(), CodeList::id);
        rules = index(parts.rules(), Rule::id);
        rulesByTable = parts.rules().stream().collect(Collectors.groupingBy(Rule::table));
        rowRulesByTable = parts.rules().stream()
                .filter(rule -> rule.scope() == Rule.Scope.ROW)
                .collect(Collectors.groupingBy(Rule::table));
        for (var table : parts.tables()) {
            shapes.put(table.name(), Shape.of(table, this));
            types.put(
                    table.name(),
                    table.fields().stream().collect(Collectors.toUnmodifiableMap(Field::name, Field::type)));
            rulesOf(table).forEach(rule -> fieldsByRule.put(rule.id(), fieldsOf(rule, table)));
        }
    }

    /**
     * The same edition with rules that were published since: each takes the place of the one of its id, or stands behind those of
     * the edition. The version says how many they are, {@code 2022.1+2}.
     */
    public Catalogue with(List<Rule> published) {
        if (published.isEmpty()) {
            return this;
        }
        var all = new LinkedHashMap<>(rules);
        published.forEach(rule -> all.put(rule.id(), rule));
        return new Catalogue(new Parts(
                parts.edition(),
                parts.version() + "+" + published.size(),
                parts.basedOn(),
                parts.sha256(),
                parts.lineage(),
                parts.groups(),
                parts.codeLists(),
                parts.tables(),
                parts.parameters(),
                List.copyOf(all.values()),
                parts.categories(),
                parts.cards(),
                parts.indicators(),
                parts.facts(),
                parts.exampleParameters(),
                // an example is of the rule as the edition has it
                parts.examples().stream()
                        .filter(example ->
                                published.stream().noneMatch(rule -> rule.id().equals(example.rule())))
                        .toList(),
                parts.push()));
    }

    private static List<String> fieldsOf(Rule rule, Table table) {
        var mentioned = rule.check().fields();
        return table.fields().stream()
                .map(Field::name)
                .filter(mentioned::contains)
                .toList();
    }

    private static <T> Map<String, T> index(List<T> things, Function<T, String> name) {
        var index = new LinkedHashMap<String, T>();
        things.forEach(thing -> index.put(name.apply(thing), thing));
        return index;
    }

    /** Name of the edition, such as {@code 2022}; campaigns and tables carry it. */
    public String edition() {
        return parts.edition();
    }

    /** Its state of work, such as {@code 2022.1}. */
    public String version() {
        return parts.version();
    }

    /** The notice it is based on. */
    public String basedOn() {
        return parts.basedOn();
    }

    /** 校验和: digest over all files it was read from, 64 hexadecimal digits. */
    public String sha256() {
        return parts.sha256();
    }

    /** What it says about where its fields come from in an earlier edition; empty if it says nothing. */
    public Optional<Lineage> lineage() {
        return parts.lineage();
    }

    /** How its tables are told in the ministry's push form; empty if the edition does not say. */
    public Optional<PushForm> push() {
        return parts.push();
    }

    /** 统计时段: the time the facts of a table belong to, by this edition's own dates; empty if it gives none. */
    public Optional<Span> period(Table table) {
        return switch (table.period()) {
            case ACADEMIC_YEAR -> span("period_start", "period_end");
            case CALENDAR_YEAR -> span("calendar_start", "calendar_end");
            case AS_OF -> span("as_of_date", "as_of_date");
        };
    }

    private Optional<Span> span(String first, String last) {
        return day(first).flatMap(from -> day(last).map(to -> new Span(from, to)));
    }

    private Optional<LocalDate> day(String name) {
        return parameter(name).flatMap(Parameter::value).map(LocalDate::parse);
    }

    public List<Group> groups() {
        return parts.groups();
    }

    /** All tables, in the order of the form. */
    public List<Table> tables() {
        return parts.tables();
    }

    /** The table of that number (表号). */
    public Optional<Table> table(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The table of that English name, as rules and references use it. */
    public Optional<Table> tableNamed(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<CodeList> codeLists() {
        return parts.codeLists();
    }

    /** Those of them that look at one row alone. */
    List<Rule> rowRulesOf(Table table) {
        return rowRulesByTable.getOrDefault(table.name(), List.of());
    }

    /** The fields of the row under check that a rule mentions, in the order of the form. */
    public List<String> fieldsOf(Rule rule) {
        return fieldsByRule.getOrDefault(rule.id(), List.of());
    }

    Map<String, FieldType> types(Table table) {
        return types.getOrDefault(table.name(), Map.of());
    }

    /** The shapes of the table's cells, by field. */
    Map<String, Shape> shapes(Table table) {
        return shapes.getOrDefault(table.name(), Map.of());
    }

    /**
     * The code list of that id, as a {@link Field} names it.
     *
     * @throws NoSuchElementException if there is none
     */
    public CodeList codeList(String id) {
        var list = codeLists.get(id);
        if (list == null) {
            throw new NoSuchElementException("no code list " + id);
        }
        return list;
    }

    /** What several tables report and must agree on. */
    public List<Fact> facts() {
        return parts.facts();
    }

    /** Cases in which rules hold and fail; an edition may have none. */
    public List<RuleExample> examples() {
        return parts.examples();
    }

    /** What parameters that the edition leaves open are worth in its examples, by name. */
    public Map<String, String> exampleParameters() {
        return parts.exampleParameters();
    }

    public List<Rule> rules() {
        return parts.rules();
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** The rules whose rows under check are this table's, of every scope. */
    public List<Rule> rulesOf(Table table) {
        return rulesByTable.getOrDefault(table.name(), List.of());
    }

    public List<Parameter> parameters() {
        return parts.parameters();
    }

    public Optional<Parameter> parameter(String name) {
        return parts.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    /** In an order in which each can be computed after those it uses. */
    public List<Indicator> indicators() {
        return parts.indicators();
    }

    public List<Indicator.Category> categories() {
        return parts.categories();
    }

    public List<Indicator.Card> cards() {
        return parts.cards();
    }
}
