package org.mingzhang.command.campaign;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook.PlannedTable;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.Posts;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Table;

/** 准备情况: what is still missing before a campaign can open. Everything is listed at once. */
final class Readiness {

    private static final List<Stage> NEEDED = List.of(Stage.SOURCE_TABLES, Stage.COLLECTION, Stage.REVIEW);

    private final Directory directory;
    private final List<Refusal.Cell> missing = new ArrayList<>();

    private Readiness(Directory directory) {
        this.directory = directory;
    }

    /** What is missing, each with its place. */
    static List<Refusal.Cell> missing(
            Catalogue catalogue,
            Collection<PlannedTable> tables,
            Directory directory,
            Timetable timetable,
            Collection<String> openPoints) {
        var readiness = new Readiness(directory);
        openPoints.forEach(point -> readiness.add(
                "/points/" + point, "open-point", "待定事项 " + point + " 尚未确定", "point " + point + " is not settled"));
        NEEDED.stream().filter(stage -> timetable.of(stage).isEmpty()).forEach(readiness::unscheduled);
        Map<String, PlannedTable> planned = new HashMap<>();
        tables.forEach(table -> planned.put(table.table().code(), table));
        catalogue.tables().forEach(table -> readiness.check(table, planned.get(table.code())));
        return readiness.missing;
    }

    /** Refuses if anything is missing. */
    static void require(List<Refusal.Cell> missing) {
        if (!missing.isEmpty()) {
            throw new Refusal(Rule.NOT_READY_TO_OPEN, missing, missing.size());
        }
    }

    private void unscheduled(Stage stage) {
        add(
                "/stages/" + stage,
                "stage-missing",
                "“" + StageNames.of(stage) + "”没有截止日期",
                "stage " + stage + " has no last day");
    }

    private void check(Table table, @Nullable PlannedTable planned) {
        if (table.kind() == Table.Kind.COMPUTED) {
            return;
        }
        var at = "/tables/" + table.code();
        if (planned == null || planned.shares().isEmpty()) {
            add(at, "no-department", table.code() + " " + table.zh() + "尚无负责部门", table.code() + " has no department");
            return;
        }
        if (planned.shares().stream().filter(ShareNow::lead).count() != 1) {
            add(
                    at,
                    "lead-missing",
                    table.code() + " " + table.zh() + "须有且只有一个牵头部门",
                    table.code() + " needs exactly one lead department");
        }
        planned.shares().forEach(share -> check(planned.table(), share));
    }

    private void check(TableKey table, ShareNow share) {
        var at = "/tables/" + table.code() + "/shares/" + share.department();
        var zh = table.code() + "（" + share.department() + "）";
        var en = table.code() + " of " + share.department();
        if (share.collectors().isEmpty() && share.teachers().isEmpty()) {
            add(at, "collector-missing", zh + "没有采集人", en + " has no collector");
        }
        if (share.supervisor() == null) {
            add(at, "supervisor-missing", zh + "没有分管领导", en + " has no supervising leader");
        }
        var reviewer = share.reviewer();
        if (reviewer == null) {
            add(at, "reviewer-missing", zh + "没有审核人", en + " has no reviewer");
            return;
        }
        if (directory.departments().stream().noneMatch(department -> reviewer.equals(department.head()))) {
            add(
                    at,
                    "reviewer-not-head",
                    zh + "的审核人 " + reviewer + " 不是部门负责人",
                    reviewer + ", who is to review " + en + ", heads no department");
        }
        if (directory
                .person(reviewer)
                .filter(person -> person.active() && Posts.mayReview(person.post()))
                .isEmpty()) {
            add(
                    at,
                    "reviewer-post-not-allowed",
                    zh + "的审核人 " + reviewer + " 是秘书、普通教师或已离校",
                    reviewer + " is a secretary, an ordinary teacher or has left");
        }
        if (share.collectors().contains(reviewer)) {
            add(at, "collector-is-reviewer", zh + "的采集人与审核人是同一人", en + " is collected and reviewed by the same person");
        }
    }

    private void add(String pointer, String rule, String zh, String en) {
        missing.add(new Refusal.Cell(pointer, null, rule, zh, en));
    }
}
