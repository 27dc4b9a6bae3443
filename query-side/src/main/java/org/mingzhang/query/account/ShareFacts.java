package org.mingzhang.query.account;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.account.Fact.Move;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 份额的事实: what the trail says of a campaign's shares up to a position. */
@Component
final class ShareFacts {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, Move> MOVES = Map.ofEntries(
            Map.entry("table.share-dropped", Move.DROPPED),
            Map.entry("table.share-submitted", Move.SUBMITTED),
            Map.entry("table.nil-declared", Move.SUBMITTED),
            Map.entry("table.share-withdrawn", Move.WITHDRAWN),
            Map.entry("table.share-returned", Move.RETURNED),
            Map.entry("table.share-reopened", Move.RETURNED),
            Map.entry("table.share-approved", Move.APPROVED));

    private static final Map<String, Move> MOVES_OF_TABLE =
            Map.of("table.opened", Move.OPENED, "table.unfrozen", Move.OPENED, "table.locked", Move.LOCKED);

    /** A share by table and department. */
    record At(TableKey table, String department) implements Comparable<At> {

        @Override
        public int compareTo(At other) {
            int byTable = table.toString().compareTo(other.table.toString());
            return byTable == 0 ? department.compareTo(other.department) : byTable;
        }
    }

    /** A date that was set for a table. */
    record Date(String stage, Instant dueAt, Instant setAt, long position) {}

    /** More time for one share. */
    record Extension(String stage, Instant until, String reason, String by, Instant at, long position) {}

    /** A date that passed before the share was done. */
    record Late(String stage, Instant dueAt, Instant originalDueAt, Instant at, long position) {}

    /** What is known of a share besides in whose hands it was. */
    static final class Share {

        final List<Fact> facts = new ArrayList<>();
        final List<Extension> extensions = new ArrayList<>();
        final List<Late> lateness = new ArrayList<>();
        int submissions;
        int returns;
    }

    /**
     * Everything up to a position.
     *
     * @param openedAt when the campaign opened; null while it is planned
     * @param closedAt when it was closed; null while it goes on
     * @param dates dates of each table, in the order in which they were set
     */
    record Known(
            @Nullable Instant openedAt,
            @Nullable Instant closedAt,
            SortedMap<At, Share> shares,
            Map<TableKey, List<Date>> dates) {}

    private record Line(
            long position,
            Instant at,
            String kind,
            @Nullable TableKey table,
            @Nullable String department,
            String by,
            @Nullable String reason,
            JsonNode facts) {}

    private final JdbcClient sql;

    ShareFacts(JdbcClient sql) {
        this.sql = sql;
    }

    Known upTo(CampaignKey campaign, long position) {
        var reading = new Reading();
        sql.sql("""
                        select position, at, kind, table_key, department, by_staff, reason, facts::text from trail
                        where campaign = ? and position <= ? and kind not in (
                            'table.entry-added', 'table.entry-amended', 'table.entry-removed', 'table.entry-confirmed')
                        order by position""")
                .params(campaign.toString(), position)
                .query((row, number) -> {
                    var table = row.getString("table_key");
                    return new Line(
                            row.getLong("position"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("kind"),
                            table == null ? null : TableKey.of(table),
                            row.getString("department"),
                            row.getString("by_staff"),
                            row.getString("reason"),
                            JSON.readTree(row.getString("facts")));
                })
                .list()
                .forEach(reading::line);
        return new Known(reading.openedAt, reading.closedAt, reading.shares, reading.dates);
    }

    /** One walk over the trail. What happens to a table happens to each of its shares, also to those that come later. */
    private static final class Reading {

        private final SortedMap<At, Share> shares = new TreeMap<>();
        private final Map<TableKey, List<Fact>> ofTable = new HashMap<>();
        private final Map<TableKey, List<Date>> dates = new HashMap<>();
        private final Map<String, At> questions = new HashMap<>();
        private @Nullable Instant openedAt;
        private @Nullable Instant closedAt;

        void line(Line line) {
            switch (line.kind()) {
                case "campaign.opened" -> openedAt = line.at();
                case "campaign.closed" -> closedAt = line.at();
                case "campaign.question-answered" -> answered(line);
                default -> {
                    var table = line.table();
                    if (table != null) {
                        ofTable(line, table);
                    }
                }
            }
        }

        private void ofTable(Line line, TableKey table) {
            var whole = MOVES_OF_TABLE.get(line.kind());
            if (whole != null) {
                var fact = new Fact.Moved(line.position(), line.at(), whole);
                ofTable.computeIfAbsent(table, none -> new ArrayList<>()).add(fact);
                shares.forEach((at, share) -> {
                    if (at.table().equals(table)) {
                        share.facts.add(fact);
                    }
                });
            } else if (line.kind().equals("table.due-date-set")) {
                dates.computeIfAbsent(table, none -> new ArrayList<>())
                        .add(new Date(text(line, "stage"), instant(line, "dueAt"), line.at(), line.position()));
            } else if (line.department() != null) {
                ofShare(line, new At(table, line.department()));
            }
        }

        private void ofShare(Line line, At at) {
            var move = MOVES.get(line.kind());
            if (move != null) {
                var share = share(at);
                share.facts.add(new Fact.Moved(line.position(), line.at(), move));
                share.submissions += move == Move.SUBMITTED ? 1 : 0;
                share.returns += move == Move.RETURNED ? 1 : 0;
                return;
            }
            switch (line.kind()) {
                case "table.share-assigned" -> share(at).facts.add(assigned(line));
                case "table.extension-granted" ->
                    share(at)
                            .extensions
                            .add(new Extension(
                                    text(line, "stage"),
                                    instant(line, "until"),
                                    line.reason() == null ? "" : line.reason(),
                                    line.by(),
                                    line.at(),
                                    line.position()));
                case "table.share-fell-late" ->
                    share(at)
                            .lateness
                            .add(new Late(
                                    text(line, "stage"),
                                    instant(line, "dueAt"),
                                    instant(line, "originalDueAt"),
                                    line.at(),
                                    line.position()));
                case "campaign.question-asked" -> {
                    questions.put(text(line, "question"), at);
                    share(at).facts.add(new Fact.Asked(line.position(), line.at(), text(line, "question")));
                }
                default -> {}
            }
        }

        private void answered(Line line) {
            var at = questions.get(text(line, "question"));
            if (at != null) {
                share(at).facts.add(new Fact.Answered(line.position(), line.at(), text(line, "question")));
            }
        }

        private Share share(At at) {
            return shares.computeIfAbsent(at, fresh -> {
                var share = new Share();
                share.facts.addAll(ofTable.getOrDefault(at.table(), List.of()));
                return share;
            });
        }

        private static Fact assigned(Line line) {
            var collectors = line.facts()
                    .path("collectors")
                    .valueStream()
                    .map(person -> person.asString(""))
                    .toList();
            var reviewer = line.facts().path("reviewer");
            return new Fact.Assigned(
                    line.position(), line.at(), collectors, reviewer.isString() ? reviewer.asString() : null);
        }

        private static String text(Line line, String name) {
            return line.facts().path(name).asString("");
        }

        private static Instant instant(Line line, String name) {
            return Instant.parse(text(line, name));
        }
    }
}
