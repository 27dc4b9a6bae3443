package org.mingzhang.query.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.Role;
import org.mingzhang.query.Reads;
import org.mingzhang.query.org.Reader;
import org.springframework.stereotype.Component;

/** What of the trail a reader asks for, and may see. The one place that says so. */
@Component
final class TrailFilter {

    private static final String CONCERNS = """
            (by_staff = :me or subject = :me or exists (
                select from progress p
                where p.table_key = trail.table_key and p.department = trail.department
                    and (:me = any(p.collectors) or p.reviewer = :me or p.supervisor = :me)))""";

    private final Reads reads;

    TrailFilter(Reads reads) {
        this.reads = reads;
    }

    /**
     * The conditions.
     *
     * @param who staff number of who acted, or to whom it happened
     * @param table code, or with the year before it
     * @param from ledger position or instant, inclusive
     * @param to ledger position or instant, inclusive
     * @param kind name of an event, or of its family
     */
    List<TrailRows.Condition> of(
            Reader reader,
            @Nullable String who,
            @Nullable String table,
            @Nullable String department,
            @Nullable String from,
            @Nullable String to,
            @Nullable String kind) {
        var conditions = new ArrayList<TrailRows.Condition>();
        visible(reader).ifPresent(conditions::add);
        asked(conditions, "(by_staff = :who or subject = :who)", "who", who);
        asked(conditions, "(table_key = :table or table_key like '%/' || :table)", "table", table);
        asked(conditions, "(department = :department or post_department = :department)", "department", department);
        asked(conditions, "(kind = :kind or family = :kind)", "kind", kind);
        asked(conditions, "position >= :from", "from", from == null ? null : first(from));
        asked(conditions, "position <= :to", "to", to == null ? null : last(to));
        return conditions;
    }

    private long first(String from) {
        return from.matches("[0-9]{1,18}")
                ? Long.parseLong(from)
                : reads.lastUntil(Reads.instant(from).minusMillis(1)) + 1;
    }

    private long last(String to) {
        return to.matches("[0-9]{1,18}") ? Long.parseLong(to) : reads.lastUntil(Reads.instant(to));
    }

    /**
     * The inspector sees everything; office and leaders all but others' accounts, of which they see what inspectors looked at; others what
     * concerns them.
     */
    private static Optional<TrailRows.Condition> visible(Reader reader) {
        if (reader.is(Role.INSPECTOR)) {
            return Optional.empty();
        }
        if (reader.seesAllCells()) {
            return Optional.of(new TrailRows.Condition(
                    "(family <> 'account' or kind = 'account.looked-at' or by_staff = :me or subject = :me)",
                    "me",
                    reader.staffNo()));
        }
        return Optional.of(new TrailRows.Condition(CONCERNS, "me", reader.staffNo()));
    }

    private static void asked(List<TrailRows.Condition> conditions, String text, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(new TrailRows.Condition(text, name, value));
        }
    }
}
