package org.mingzhang.query.check.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.RuleDraft;
import org.mingzhang.events.catalogue.RuleExample;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.rule.Expression;
import org.mingzhang.query.Database;
import org.mingzhang.query.PlainCells;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 两种实现一致: what another evaluator, working with exact fractions, found on made-up rows, PostgreSQL finds too. */
class WritingRulesInSqlTest {

    static final BigDecimal NEXT_TO_NOTHING = new BigDecimal("1e-20");
    static final JsonNode REFERENCE = reference();

    final Catalogue catalogue = Catalogues.load().edition("2022");
    final ParameterValues parameters = ParameterValues.of(catalogue, written(REFERENCE.get("parameters")));
    JdbcTemplate jdbc = new JdbcTemplate();
    TransactionTemplate transaction = new TransactionTemplate();

    static JsonNode reference() {
        try (var file =
                Objects.requireNonNull(WritingRulesInSqlTest.class.getResourceAsStream("/rules/agreement.json"))) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static Map<String, String> written(JsonNode parameters) {
        var own = new TreeMap<String, String>();
        parameters
                .properties()
                .forEach(entry -> own.put(entry.getKey(), entry.getValue().asString()));
        return own;
    }

    static IntStream years() {
        return IntStream.range(0, REFERENCE.get("data").size());
    }

    @BeforeEach
    void aDatabase() {
        var source = Database.in("public");
        jdbc = new JdbcTemplate(source);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    SqlTables.Year year(JsonNode rows) {
        return new SqlTables.Year(
                catalogue,
                parameters,
                table -> Optional.ofNullable(rows.get(table.name())).map(all -> query(all.toString())));
    }

    static SqlTables.Query query(String rows) {
        return new SqlTables.Query("""
                select n, null::text as department, n::int as entry, cells
                from jsonb_array_elements(?::jsonb) with ordinality as each (cells, n)""", List.of(rows));
    }

    RuleSql made(int data) {
        var both = REFERENCE.get("data").get(data);
        return new SqlTables(jdbc)
                .make(
                        year(both.get("thisYear")),
                        catalogue.rules(),
                        catalogue.indicators(),
                        catalogue.tables().stream().map(Table::name).collect(Collectors.toSet()),
                        both.get("lastYear").isNull() ? null : year(both.get("lastYear")));
    }

    @Nullable
    Object value(String expression, Table table, JsonNode row, @Nullable JsonNode last) {
        var columns = SqlTables.cells(table);
        return jdbc.queryForObject(
                "select " + expression + " from (select " + columns + " from (select ?::jsonb as cells) given) r0"
                        + " left join (select " + columns
                        + " from (select ?::jsonb as cells) given where cells is not null)"
                        + " prev on true",
                (found, n) -> found.getObject(1),
                row.toString(),
                last == null ? null : last.toString());
    }

    @ParameterizedTest
    @MethodSource("years")
    void everyRuleFindsTheSame(int data) {
        transaction.executeWithoutResult(status -> {
            var writer = made(data);
            for (var it : REFERENCE.get("rules")) {
                if (it.get("data").asInt() != data) {
                    continue;
                }
                var rule = catalogue.rule(it.get("rule").asString()).orElseThrow();
                var found = value(
                        writer.of(rule.check()),
                        catalogue.tableNamed(rule.table()).orElseThrow(),
                        it.get("row"),
                        it.get("last"));
                assertThat(agrees(it.get("expected"), found))
                        .as("%s finds %s: %s", it, found, writer.of(rule.check()))
                        .isTrue();
            }
        });
    }

    @Test
    void everyExampleHoldsAndFailsInSqlToo() {
        var examples = catalogue.examples();
        assertThat(examples).hasSameSizeAs(catalogue.rules());
        for (var example : examples) {
            var rule = catalogue.rule(example.rule()).orElseThrow();
            assertThat(value(rule, example.holds())).as(rule.id()).isEqualTo(true);
            assertThat(value(rule, example.fails())).as(rule.id()).isEqualTo(false);
        }
    }

    @Nullable
    Object value(Rule rule, RuleExample.Case one) {
        return transaction.execute(status -> {
            var own = ParameterValues.of(catalogue, catalogue.exampleParameters());
            var writer = new SqlTables(jdbc)
                    .make(
                            new SqlTables.Year(catalogue, own, table -> rows(one.tables(), table)),
                            List.of(rule),
                            List.of(),
                            Set.of(),
                            one.lastTables()
                                    .map(last -> new SqlTables.Year(catalogue, own, table -> rows(last, table)))
                                    .orElse(null));
            return value(
                    // an example of two rows needs no other tables of last year
                    one.lastTables().isPresent() || one.last().isEmpty()
                            ? writer.of(rule.check())
                            : new RuleSql(own.values(), Map.of(), true).of(rule.check()),
                    catalogue.tableNamed(rule.table()).orElseThrow(),
                    json(one.row()),
                    one.last().map(this::json).orElse(null));
        });
    }

    Optional<SqlTables.Query> rows(Map<String, List<Map<String, CellValue>>> tables, Table table) {
        return Optional.ofNullable(tables.get(table.name()))
                .map(rows -> query(
                        rows.stream().map(row -> json(row).toString()).collect(Collectors.joining(",", "[", "]"))));
    }

    JsonNode json(Map<String, CellValue> cells) {
        return JsonMapper.shared().readTree(PlainCells.write(cells).toString());
    }

    @ParameterizedTest
    @MethodSource("years")
    void everyIndicatorIsTheSameFigure(int data) {
        transaction.executeWithoutResult(status -> {
            var writer = made(data);
            for (var it : REFERENCE.get("indicators")) {
                if (it.get("data").asInt() != data) {
                    continue;
                }
                var indicator = catalogue.indicators().stream()
                        .filter(one -> one.id().equals(it.get("indicator").asString()))
                        .findFirst()
                        .orElseThrow();
                agreesOn(writer, indicator.expression(), it.get("expected"));
                indicator.alternative().ifPresent(other -> agreesOn(writer, other, it.get("alternative")));
            }
        });
    }

    void agreesOn(RuleSql writer, Expression figure, JsonNode expected) {
        var found = jdbc.queryForObject("select " + writer.of(figure), Object.class);
        assertThat(agrees(expected, found))
                .as("%s is %s: %s", figure, found, expected)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("years")
    void everyComputedTableHasTheSameRows(int data) {
        var expected = new TreeMap<String, List<JsonNode>>();
        for (var it : REFERENCE.get("computed")) {
            if (it.get("data").asInt() == data) {
                expected.computeIfAbsent(it.get("computed").asString(), table -> new ArrayList<>())
                        .add(it.get("row"));
            }
        }
        assertThat(expected).isNotEmpty();
        transaction.executeWithoutResult(status -> {
            made(data);
            for (var table : catalogue.tables()) {
                if (table.computation().isPresent()) {
                    sameRows(
                            expected.getOrDefault(table.name(), List.of()),
                            jdbc.queryForList("select * from pg_temp." + RuleSql.name("now_" + table.name())));
                }
            }
        });
    }

    static void sameRows(List<JsonNode> expected, List<Map<String, Object>> found) {
        assertThat(found).hasSameSizeAs(expected);
        for (var row : expected) {
            assertThat(found)
                    .anyMatch(one -> row.properties().stream()
                            .allMatch(cell -> agrees(cell.getValue(), one.get(cell.getKey()))));
        }
    }

    static boolean agrees(JsonNode expected, @Nullable Object found) {
        if (expected.isNull() || found == null) {
            return expected.isNull() && found == null;
        }
        if (found instanceof Boolean truth) {
            return expected.isBoolean() && expected.asBoolean() == truth;
        }
        if (found instanceof BigDecimal number) {
            var fraction = expected.asString().split("/", -1);
            var exact = new BigDecimal(fraction[0]).divide(new BigDecimal(fraction[1]), MathContext.DECIMAL128);
            return exact.subtract(number).abs().compareTo(NEXT_TO_NOTHING) < 0;
        }
        return found.toString().equals(expected.asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "round(0.125, 2) = 0.12",
                "round(0.375, 2) = 0.38",
                "round(-2.5, 0) = -2",
                "round(0.1249, 2) = 0.12",
                "1 / 0 is null",
                "ratio(1, 3) > 0.33333333333333333333333333",
                "min_of(3, 2) = 2",
                "min_of(3, null) is null",
                "years_between(param.period_start, param.period_end) = 0",
                "not (major_no in (null, 'nowhere'))",
                "if null = 1 then false",
                "(1 between null and 0) is null"
            })
    void nothingAndRoundingMeanWhatTheLanguageSays(String words) {
        transaction.executeWithoutResult(status -> {
            var writer = made(0);
            var major = catalogue.tableNamed("major").orElseThrow();
            var rule = RuleDraft.read(catalogue, major, "D-1", Rule.Severity.ERROR, words, words, words);
            assertThat(jdbc.queryForObject(
                            "select bool_and(" + writer.of(rule.check()) + ") from pg_temp.now_major r0",
                            Boolean.class))
                    .isTrue();
        });
    }
}
