package org.mingzhang.events.catalogue;

import java.time.MonthDay;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 采集表(定义): one table of an edition.
 *
 * @param code table number (表号), such as {@code 1.4.1}
 * @param name English name, used by rules
 * @param zh Chinese title
 * @param group code of its {@link Group}
 * @param basis where its place in the edition comes from
 * @param kind how it is filled
 * @param period the time its facts belong to
 * @param asOf day of the year at which {@link Period#AS_OF} facts are true, else null
 * @param grain what one row is
 * @param key names of the fields of the business key, at least one
 * @param yearOnYearKey those of them that name the same thing in last year's campaign; may be empty
 * @param perTeacher 教师个人填写: each teacher fills the rows about himself or herself
 * @param nilAllowed 零填报: whether having nothing to report is an ordinary answer here
 * @param note to be read before filling; null if none
 * @param subject whose personal values a row holds; null if it holds none
 * @param computation how the rows of a {@link Kind#COMPUTED} table are computed, else null
 * @param fieldsBasis where its fields come from
 * @param fieldSources documents they come from
 * @param fields in the order of the form
 */
public record Table(
        String code,
        String name,
        String zh,
        String group,
        Basis basis,
        Kind kind,
        Period period,
        @Nullable MonthDay asOf,
        String grain,
        List<String> key,
        List<String> yearOnYearKey,
        boolean perTeacher,
        boolean nilAllowed,
        @Nullable String note,
        Optional<Subject> subject,
        Optional<Computation> computation,
        Basis fieldsBasis,
        List<String> fieldSources,
        List<Field> fields) {

    /** How a table is filled. */
    public enum Kind {
        /** 源数据表: filled first; other tables refer to it. */
        SOURCE,
        /** 采集. */
        COLLECTED,
        /** 自动统计: computed from other tables. */
        COMPUTED
    }

    /** 统计时段: the time a table's facts belong to. */
    public enum Period {
        ACADEMIC_YEAR,
        CALENDAR_YEAR,
        /** True at one day, {@link Table#asOf()}. */
        AS_OF
    }

    public Table {
        key = List.copyOf(key);
        yearOnYearKey = List.copyOf(yearOnYearKey);
        fieldSources = List.copyOf(fieldSources);
        fields = List.copyOf(fields);
    }

    Table computedBy(Computation by) {
        return new Table(
                code,
                name,
                zh,
                group,
                basis,
                kind,
                period,
                asOf,
                grain,
                key,
                yearOnYearKey,
                perTeacher,
                nilAllowed,
                note,
                subject,
                Optional.of(by),
                fieldsBasis,
                fieldSources,
                fields);
    }

    /** The field of that name; rows are narrow, so a walk is as quick as a map. */
    public Optional<Field> field(String fieldName) {
        for (var field : fields) {
            if (field.name().equals(fieldName)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** The Chinese titles of the business key's fields, as one says them in a sentence. */
    public String keyTitles() {
        return key.stream()
                .map(fieldName -> field(fieldName).map(Field::zh).orElse(fieldName))
                .collect(Collectors.joining("、"));
    }

    /** The fields whose values are sealed, in the order of the form. */
    public List<Field> personalFields() {
        return fields.stream().filter(Field::isPersonal).toList();
    }

    /** Codes of the source tables that this table's references point to, in catalogue order; none for a source table. */
    public List<String> sources(Catalogue catalogue) {
        if (kind == Kind.SOURCE) {
            return List.of();
        }
        Collection<String> names = new LinkedHashSet<>();
        for (var field : fields) {
            if (field.reference() != null) {
                names.add(field.reference().table());
            }
        }
        return catalogue.tables().stream()
                .filter(table -> table.kind() == Kind.SOURCE && names.contains(table.name()))
                .map(Table::code)
                .toList();
    }
}
