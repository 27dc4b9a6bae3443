package org.mingzhang.query.erasure;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 删除申请 as the office and the inspector read them; none of them says whose values it is about. */
@RestController
class ErasureController {

    /**
     * One erasure.
     *
     * @param document number of the order
     * @param entries how many entries held values of theirs
     * @param keys how many keys were or would be destroyed
     * @param state REQUESTED, REFUSED or CARRIED_OUT
     */
    record Erasure(
            String erasure,
            String document,
            int persons,
            int entries,
            int keys,
            String reason,
            @Nullable Who by,
            Instant at,
            String state,
            @Nullable Who decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decidedReason) {}

    record Erasures(List<Erasure> items) {}

    private record Line(
            String erasure,
            String document,
            int persons,
            int entries,
            int keys,
            String reason,
            String by,
            Instant at,
            String state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decidedReason) {

        static Line of(ResultSet row, int number) throws SQLException {
            var decidedAt = row.getObject("decided_at", OffsetDateTime.class);
            return new Line(
                    row.getString("erasure"),
                    row.getString("document"),
                    row.getInt("persons"),
                    row.getInt("entries"),
                    row.getInt("keys"),
                    row.getString("reason"),
                    row.getString("by_staff"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("state"),
                    row.getString("decided_by"),
                    decidedAt == null ? null : decidedAt.toInstant(),
                    row.getString("decided_reason"));
        }
    }

    private final JdbcClient sql;
    private final Organisation organisation;
    private final Reads reads;

    ErasureController(JdbcClient sql, Organisation organisation, Reads reads) {
        this.sql = sql;
        this.organisation = organisation;
        this.reads = reads;
    }

    /** The newest first. */
    @GetMapping("/api/v1/erasures")
    ResponseEntity<Erasures> all(Principal principal, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        organisation.reader(principal);
        var lines = sql.sql("select * from erasure order by position desc")
                .query(Line::of)
                .list();
        var people = new ArrayList<String>();
        lines.forEach(line -> {
            people.add(line.by());
            if (line.decidedBy() != null) {
                people.add(line.decidedBy());
            }
        });
        var names = organisation.names(people);
        return Reads.ok(position)
                .body(new Erasures(lines.stream()
                        .map(line -> new Erasure(
                                line.erasure(),
                                line.document(),
                                line.persons(),
                                line.entries(),
                                line.keys(),
                                line.reason(),
                                names.of(line.by()),
                                line.at(),
                                line.state(),
                                names.of(line.decidedBy()),
                                line.decidedAt(),
                                line.decidedReason()))
                        .toList()));
    }
}
