package org.mingzhang.query.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.org.Reader;
import org.springframework.stereotype.Component;

/** 督查台账的摘录: what a reader asks of the trail, as lines for paper and workbooks, the oldest first. */
@Component
public final class TrailExtract {

    private static final int PAGE = 2_000;

    private final TrailRows rows;
    private final TrailFilter filter;
    private final Organisation organisation;

    TrailExtract(TrailRows rows, TrailFilter filter, Organisation organisation) {
        this.rows = rows;
        this.filter = filter;
        this.organisation = organisation;
    }

    /**
     * What is asked; null asks for everything.
     *
     * @param who staff number of who acted, or to whom it happened
     * @param table code, or with the year before it
     * @param department code
     * @param from ledger position or instant, inclusive
     * @param to ledger position or instant, inclusive
     * @param kind name of an event, or of its family
     */
    public record Question(
            @Nullable String who,
            @Nullable String table,
            @Nullable String department,
            @Nullable String from,
            @Nullable String to,
            @Nullable String kind) {}

    /**
     * One event.
     *
     * @param post the person's post then
     * @param postDepartment name of the person's department then
     * @param words in Chinese
     * @param table its number
     * @param department name of the share's department
     */
    public record Line(
            long position,
            Instant at,
            @Nullable Who by,
            String post,
            String postDepartment,
            String words,
            @Nullable String table,
            @Nullable String department,
            @Nullable Integer entry,
            @Nullable Who subject,
            @Nullable String reason,
            String device,
            String event) {}

    /**
     * What was found.
     *
     * @param more whether older events were left out
     */
    public record Found(List<Line> lines, boolean more) {}

    /**
     * Up to a ledger position.
     *
     * @param most how many lines at most; the newest of all
     */
    public Found of(Reader reader, Question question, long at, int most) {
        var conditions = filter.of(
                reader,
                question.who(),
                question.table(),
                question.department(),
                question.from(),
                question.to(),
                question.kind());
        var found = new ArrayList<TrailRows.Row>();
        for (var page = rows.of(conditions, at, Math.min(PAGE, most), 0);
                !page.isEmpty() && found.size() < most;
                page = rows.of(conditions, at, PAGE, found.size())) {
            found.addAll(page.subList(0, Math.min(page.size(), most - found.size())));
        }
        var more = found.size() >= most
                && !rows.of(conditions, at, 1, found.size()).isEmpty();
        Collections.reverse(found);
        var departments = organisation.departmentNames();
        return new Found(
                found.stream()
                        .map(row -> new Line(
                                row.position(),
                                row.at(),
                                row.by(),
                                row.post(),
                                departments.getOrDefault(row.postDepartment(), row.postDepartment()),
                                row.summary().zh(),
                                row.table() == null
                                        ? null
                                        : TableKey.of(row.table()).code(),
                                row.department() == null
                                        ? null
                                        : departments.getOrDefault(row.department(), row.department()),
                                row.entry(),
                                row.subject(),
                                row.reason(),
                                row.device(),
                                row.event()))
                        .toList(),
                more);
    }
}
