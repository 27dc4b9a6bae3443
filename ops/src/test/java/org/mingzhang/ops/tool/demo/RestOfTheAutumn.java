package org.mingzhang.ops.tool.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import tools.jackson.databind.JsonNode;

/** What the demo college's people still have to do from 11 October on until every share is approved, done over HTTP. */
public final class RestOfTheAutumn {

    private static final int PATIENCE = 100;

    private final DemoCollege college;
    private final DemoRows rows;
    private final Cast cast;
    private final Deeds deeds;
    private Instant now;

    public RestOfTheAutumn(DemoCollege college, DemoRows rows, Cast cast, Deeds deeds, Instant now) {
        this.college = college;
        this.rows = rows;
        this.cast = cast;
        this.deeds = deeds;
        this.now = now;
    }

    /** A jump from last year is no error: nobody sees it before all rules run. */
    public static final String LEFT = "Y-2.9.1-01";

    /** Mistakes are mended first, but for {@link #LEFT}; then whatever is open is filled, handed over and reviewed until nothing is left. */
    public void live() {
        DemoMistakes.ALL.stream()
                .filter(mistake -> !mistake.rule().equals(LEFT))
                .forEach(this::mend);
        for (int round = 0; ; round++) {
            var left = unapproved();
            if (left.isEmpty()) {
                consolidate();
                return;
            }
            if (round > PATIENCE) {
                throw new IllegalStateException("never approved: " + left.keySet());
            }
            left.forEach(this::handOver);
            later();
            left.forEach((table, shares) -> review(table));
        }
    }

    private void mend(DemoMistakes.Mistake mistake) {
        var at = Deeds.table(mistake.table()) + "/entries";
        var who = deeds.collector(mistake.department());
        var entry = who.get(at + "?department=" + mistake.department())
                .mustBeOk()
                .json()
                .path("items")
                .path(mistake.entry());
        var right = rows.rows(mistake.table(), mistake.department()).get(mistake.entry());
        var values = new HashMap<String, Object>();
        mistake.values().keySet().forEach(field -> values.put(field, right.get(field)));
        must(who.patch(
                at + "/" + entry.path("id").asInt(), entry.path("revision").asInt(), Map.of("values", values)));
    }

    private Map<String, List<JsonNode>> unapproved() {
        var left = new HashMap<String, List<JsonNode>>();
        for (var share :
                must(deeds.office().get(Deeds.CAMPAIGN + "/progress")).json().path("shares")) {
            if (!share.path("stage").asString("").equals("APPROVED")) {
                left.computeIfAbsent(share.path("table").asString(""), table -> new ArrayList<>())
                        .add(share);
            }
        }
        return left;
    }

    private void handOver(String table, List<JsonNode> shares) {
        for (var share : shares) {
            var department = share.path("department").asString("");
            switch (share.path("stage").asString("")) {
                case "OPEN" -> fill(table, department);
                case "DRAFT" -> {
                    complete(table, department);
                    submit(table, department);
                }
                case "RETURNED" -> must(deeds.submit(table, department));
                default -> {
                    // locked, or with the reviewer already
                }
            }
        }
    }

    private void fill(String table, String department) {
        if (rows.size(table, department) == 0) {
            must(deeds.declareNil(table, department));
            return;
        }
        must(deeds.paste(table, department, rows.rows(table, department)));
        submit(table, department);
    }

    /** What was begun is finished. */
    private void complete(String table, String department) {
        int stands = must(deeds.collector(department).get(Deeds.table(table) + "/entries?department=" + department))
                .json()
                .path("total")
                .asInt();
        var all = rows.rows(table, department);
        if (stands < all.size()) {
            must(deeds.paste(table, department, all.subList(stands, all.size())));
        }
    }

    private void submit(String table, String department) {
        decide(table, department);
        if (college.division(table).perTeacher()) {
            for (var teacher : college.teachersOf(department)) {
                // who confirmed needs no excuse
                deeds.collector(department)
                        .post(
                                Deeds.share(table, department) + "/teachers/" + teacher.staffNo() + "/excuse",
                                Map.of("reason", "外出研修，由部门代为核对"));
            }
        }
        must(deeds.submit(table, department));
    }

    /** What teachers dispute is accepted. */
    private void decide(String table, String department) {
        var who = deeds.collector(department);
        for (var proposal :
                must(who.get(Deeds.table(table) + "/corrections")).json().path("items")) {
            if (proposal.path("state").asString("").equals("OPEN")) {
                must(who.post(
                        Deeds.table(table) + "/corrections/"
                                + proposal.path("correction").asString("") + "/acceptance",
                        null));
            }
        }
    }

    /** By whoever reviews it by now. */
    private void review(String table) {
        for (var share : must(deeds.office().get(Deeds.table(table))).json().path("shares")) {
            var stage = share.path("stage").asString("");
            if (!stage.equals("SUBMITTED") && !stage.equals("BRIEFED")) {
                continue;
            }
            var at = Deeds.share(table, share.path("department").asString(""));
            var reviewer = cast.as(share.path("reviewer").path("staffNo").asString(""));
            must(reviewer.post(at + "/review", null));
            if (stage.equals("SUBMITTED")) {
                must(reviewer.post(
                        at + "/briefing",
                        Deeds.briefing(share.path("supervisor").path("staffNo").asString(""), now)));
            }
            must(reviewer.post(
                    at + "/approval", Deeds.signature(share.path("contentHash").asString(""), DemoCollege.PASSWORD)));
        }
    }

    private void consolidate() {
        for (var division : college.divisions()) {
            if (!division.perTeacher() && division.shares().size() > 1) {
                must(deeds.collector(division.shares().get(0))
                        .post(Deeds.table(division.code()) + "/consolidation", null));
            }
        }
    }

    private void later() {
        now = now.plus(Duration.ofMinutes(10));
        cast.setClock(now);
    }

    private static Answer must(Answer answer) {
        return answer.mustBeOk();
    }
}
