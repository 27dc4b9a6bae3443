package org.mingzhang.query.trail;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.Reads;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Names;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 当时的权限 — J7 step 7: who could fill, review and be reported to at any moment, who headed which department by which document, and
 * who held a role of the college. Each line names the event that made it so.
 */
@RestController
class RightsController {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String SHARES = """
            select * from (
                select distinct on (table_key, department) position, at, by_staff, kind, table_key, department, subject,
                    facts::text as facts
                from trail
                where campaign = :campaign and kind in ('table.share-assigned', 'table.share-dropped') and position <= :at
                    and (cast(:department as text) is null or department = :department)
                order by table_key, department, position desc) latest
            where kind = 'table.share-assigned'
            order by table_key collate "C", department collate "C\"""";

    private static final String HEADS = """
            select distinct on (department) position, at, by_staff, kind, table_key, department, subject, facts::text as facts
            from trail
            where kind = 'org.head-appointed' and position <= :at
                and (cast(:department as text) is null or department = :department)
            order by department, position desc""";

    private static final String ROLES = """
            select * from (
                select distinct on (subject) position, at, by_staff, kind, table_key, department, subject, facts::text as facts
                from trail
                where kind in ('org.staff-recorded', 'org.staff-left') and position <= :at
                order by subject, position desc) latest
            where kind = 'org.staff-recorded' and facts::jsonb -> 'roles' <> '[]'::jsonb
                and (cast(:department as text) is null or department = :department)
            order by subject collate "C\"""";

    /**
     * A share's people.
     *
     * @param position of the event that named them
     * @param by who named them
     */
    record ShareRights(
            String table,
            String department,
            @Nullable String departmentName,
            List<Who> collectors,
            @Nullable Who reviewer,
            @Nullable Who supervisor,
            List<Who> teachers,
            Instant since,
            long position,
            @Nullable Who by) {}

    /**
     * The head of a department.
     *
     * @param document by which the head was appointed
     */
    record HeadRights(
            String department,
            @Nullable String departmentName,
            @Nullable Who head,
            @Nullable String document,
            Instant since,
            long position,
            @Nullable Who by) {}

    /** Somebody with a role of the college. */
    record RoleRights(
            @Nullable Who who,
            String department,
            String post,
            List<String> roles,
            Instant since,
            long position,
            @Nullable Who by) {}

    record Rights(long position, List<ShareRights> shares, List<HeadRights> heads, List<RoleRights> roles) {}

    private record Line(
            long position,
            Instant at,
            String by,
            @Nullable String table,
            String department,
            @Nullable String subject,
            JsonNode facts) {

        List<String> all(String name) {
            return facts.path(name).valueStream().map(JsonNode::asString).toList();
        }

        @Nullable
        String one(String name) {
            var value = facts.path(name).asString("");
            return value.isEmpty() ? null : value;
        }
    }

    private final JdbcClient sql;
    private final Organisation organisation;
    private final Reads reads;

    RightsController(JdbcClient sql, Organisation organisation, Reads reads) {
        this.sql = sql;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/api/v1/campaigns/{year}/rights")
    ResponseEntity<Rights> rights(
            Principal principal,
            @PathVariable int year,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition) {
        organisation.reader(principal);
        long at = reads.trailAt(asOf, minPosition);
        var campaign = organisation.campaign(year).toString();
        var shares = lines(SHARES, campaign, department, at);
        var heads = lines(HEADS, campaign, department, at);
        var roles = lines(ROLES, campaign, department, at);
        var names = organisation.names(Stream.of(shares, heads, roles)
                .flatMap(List::stream)
                .flatMap(RightsController::people)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var departments = organisation.departmentNames();
        return Reads.ok(at)
                .body(new Rights(
                        at,
                        shares.stream()
                                .map(line -> share(line, departments.get(line.department()), names))
                                .sorted(Comparator.comparing(ShareRights::table, TableKey::byNumber)
                                        .thenComparing(ShareRights::department))
                                .toList(),
                        heads.stream()
                                .map(line -> new HeadRights(
                                        line.department(),
                                        departments.get(line.department()),
                                        names.of(line.subject()),
                                        line.one("document"),
                                        line.at(),
                                        line.position(),
                                        names.of(line.by())))
                                .toList(),
                        roles.stream()
                                .map(line -> new RoleRights(
                                        names.of(line.subject()),
                                        line.department(),
                                        Objects.requireNonNullElse(line.one("post"), ""),
                                        line.all("roles"),
                                        line.at(),
                                        line.position(),
                                        names.of(line.by())))
                                .toList()));
    }

    private static ShareRights share(Line line, @Nullable String departmentName, Names names) {
        return new ShareRights(
                TableKey.of(Objects.requireNonNull(line.table())).code(),
                line.department(),
                departmentName,
                names.of(line.all("collectors")),
                names.of(line.one("reviewer")),
                names.of(line.one("supervisor")),
                names.of(line.all("teachers")),
                line.at(),
                line.position(),
                names.of(line.by()));
    }

    private static Stream<@Nullable String> people(Line line) {
        return Stream.of(
                        line.all("collectors").stream(),
                        line.all("teachers").stream(),
                        Stream.of(line.by(), line.subject(), line.one("reviewer"), line.one("supervisor")))
                .flatMap(each -> each);
    }

    private List<Line> lines(String text, String campaign, @Nullable String department, long at) {
        var statement = sql.sql(text).param("department", department).param("at", at);
        return (text.contains(":campaign") ? statement.param("campaign", campaign) : statement)
                .query(RightsController::line)
                .list();
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getLong("position"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by_staff"),
                row.getString("table_key"),
                row.getString("department"),
                row.getString("subject"),
                JSON.readTree(row.getString("facts")));
    }
}
