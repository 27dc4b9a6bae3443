package org.mingzhang.events.catalogue;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as its own file tells it, with the places where it does, before anything is compared with the other files.
 *
 * @param keys the entries of the file
 * @param fieldKeys the entries of each field, by name
 */
record Draft(Table table, Keys keys, Map<String, Keys> fieldKeys) {

    /** The lists in which a table names the rules over it, by the scope they must have. */
    static final Map<Rule.Scope, String> RULE_LISTS = Map.of(
            Rule.Scope.ROW, "row_rules",
            Rule.Scope.TABLE, "table_rules",
            Rule.Scope.CROSS_TABLE, "cross_table_rules",
            Rule.Scope.YEAR_ON_YEAR, "year_on_year_rules");

    static Draft read(Item file) {
        var keys = new Keys(
                file,
                "code",
                "name",
                "zh",
                "group",
                "basis",
                "kind",
                "period",
                "as_of?",
                "grain",
                "key",
                "year_on_year_key",
                "per_teacher?",
                "zero_report_allowed?",
                "note?",
                "subject?",
                "fields_basis",
                "field_sources?",
                "fields",
                "row_rules",
                "table_rules",
                "cross_table_rules",
                "year_on_year_rules",
                "definition?");
        var fieldKeys = new HashMap<String, Keys>();
        var fields = new ArrayList<Field>();
        for (var item : keys.get("fields").list()) {
            var reader = new FieldReader(item);
            var field = reader.field();
            if (fieldKeys.put(field.name(), reader.keys()) != null) {
                throw reader.keys().get("name").refused("字段 " + field.name() + " 重复", "duplicate field");
            }
            fields.add(field);
        }
        var draft = new Draft(table(keys, fields), keys, fieldKeys);
        draft.checkKey();
        draft.checkSubject();
        return draft;
    }

    private static Table table(Keys keys, List<Field> fields) {
        var name = keys.get("name");
        if (!FieldReader.NAME.matcher(name.text()).matches()) {
            throw name.refused("表名须为小写英文、数字与下划线", "a table name is lower case letters, digits and underscores");
        }
        var key = keys.get("key").texts();
        return new Table(
                keys.text("code"),
                name.text(),
                keys.text("zh"),
                keys.text("group"),
                keys.get("basis").one(Basis.class),
                keys.get("kind").one(Table.Kind.class),
                keys.get("period").one(Table.Period.class),
                asOf(keys),
                keys.text("grain"),
                key,
                keys.get("year_on_year_key").texts(),
                keys.find("per_teacher").map(Item::flag).orElse(false),
                keys.find("zero_report_allowed").map(Item::flag).orElse(false),
                keys.find("note").map(Item::text).orElse(null),
                keys.find("subject").map(item -> subject(item, key)),
                Optional.empty(),
                keys.get("fields_basis").one(Basis.class),
                keys.find("field_sources").map(Item::texts).orElse(List.of()),
                fields);
    }

    private static @Nullable MonthDay asOf(Keys keys) {
        var dated = keys.get("period").one(Table.Period.class) == Table.Period.AS_OF;
        if (dated != keys.has("as_of")) {
            throw keys.get("period").refused("时点表须且仅须有 as_of", "as_of belongs to a table of period as_of");
        }
        if (!dated) {
            return null;
        }
        try {
            return MonthDay.parse("--" + keys.text("as_of"));
        } catch (DateTimeException unreadable) {
            throw keys.get("as_of").refused("应为 MM-DD", "a day of the year, MM-DD, is expected");
        }
    }

    private static Subject subject(Item item, List<String> key) {
        var parts = new Keys(item, "kind", "field?");
        return new Subject(
                parts.text("kind"),
                parts.find("field").map(it -> List.of(it.text())).orElse(key));
    }

    private void checkKey() {
        if (table.key().isEmpty()) {
            throw keys.get("key").refused("没有业务主键", "a table has a business key");
        }
        allDistinctIn(keys.get("key"), fieldKeys.keySet(), "不是本表字段", "not a field of this table");
        allDistinctIn(keys.get("year_on_year_key"), table.key(), "不在业务主键中", "not part of the business key");
    }

    private static void allDistinctIn(Item list, Collection<String> permitted, String zh, String en) {
        var seen = new HashSet<String>();
        for (var item : list.list()) {
            if (!permitted.contains(item.text())) {
                throw item.refused(item.text() + " " + zh, en);
            }
            if (!seen.add(item.text())) {
                throw item.refused(item.text() + " 重复", "named twice");
            }
        }
    }

    /** Every personal value must find its person, also in a row where the naming field may be empty. */
    private void checkSubject() {
        var personal = table.personalFields();
        if (personal.isEmpty() != table.subject().isEmpty()) {
            throw keys.find("subject")
                    .orElse(keys.get("fields"))
                    .refused(
                            personal.isEmpty() ? "没有个人信息字段，不应有 subject" : "有个人信息字段，须有 subject",
                            "subject belongs to a table with personal fields");
        }
        for (var named : table.subject().map(Subject::fields).orElse(List.of())) {
            var place = keys.get("subject");
            var field =
                    table.field(named).orElseThrow(() -> place.refused(named + " 不是本表字段", "not a field of this table"));
            if (!field.required() && !table.key().contains(named) && !personal.equals(List.of(field))) {
                throw place.refused(
                        named + " 可为空，不能确定其他个人信息属于谁",
                        "the person may be left out of a row that has other personal values");
            }
        }
    }
}
