package org.mingzhang.command.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.mingzhang.command.campaign.Division.Portion;
import org.mingzhang.command.campaign.PlanCampaign.Dates;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.AssignmentBook.PlannedTable;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.campaign.PlanEvent.Period;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Table;

/**
 * 沿用上年: who answered for which table last year answers for it again, where that person is still there. What no longer holds
 * becomes an open point; nothing is guessed.
 *
 * @param shares by table code of the new form, the lead department first
 * @param collectors who collects each share, by table code and department
 * @param points what a person must decide
 */
record NextYear(
        Map<String, List<Portion>> shares,
        Map<String, Map<String, List<String>>> collectors,
        List<PlanCampaign.Point> points) {

    /** Last year's shares in this year's form. */
    static NextYear of(CampaignKey last, Catalogue before, Catalogue now, AssignmentBook book, Directory directory) {
        var reading = new Reading(last, before, book, directory);
        now.tables().stream()
                .filter(table -> table.kind() != Table.Kind.COMPUTED)
                .forEach(reading::table);
        return new NextYear(reading.shares, reading.collectors, reading.points);
    }

    /** The dates of a stage a year later. */
    static Dates later(AssignmentBook.StageDates dates) {
        var opensOn = dates.opensOn();
        return new Dates(
                dates.stage(),
                opensOn == null ? null : opensOn.plusYears(1),
                dates.dueOn().plusYears(1));
    }

    static Period later(Period period) {
        return new Period(period.from().plusYears(1), period.to().plusYears(1));
    }

    private static final class Reading {

        private final CampaignKey last;
        private final Catalogue before;
        private final AssignmentBook book;
        private final Directory directory;
        private final Map<String, List<Portion>> shares = new LinkedHashMap<>();
        private final Map<String, Map<String, List<String>>> collectors = new LinkedHashMap<>();
        private final List<PlanCampaign.Point> points = new ArrayList<>();

        Reading(CampaignKey last, Catalogue before, AssignmentBook book, Directory directory) {
            this.last = last;
            this.before = before;
            this.book = book;
            this.directory = directory;
        }

        void table(Table table) {
            var earlier = before.tableNamed(table.name())
                    .flatMap(known -> book.table(last.table(known.code())))
                    .map(PlannedTable::shares)
                    .orElse(List.of());
            if (earlier.isEmpty()) {
                raise("no-department", table.code(), table.code() + " " + table.zh() + "：上年没有这张表", List.of());
            }
            earlier.stream().filter(ShareNow::lead).forEach(share -> share(table, share));
            earlier.stream().filter(share -> !share.lead()).forEach(share -> share(table, share));
        }

        private void share(Table table, ShareNow share) {
            var answering = directory.answering(share.department());
            if (answering.isEmpty()) {
                raise(
                        "department-gone",
                        table.code(),
                        table.code() + " " + table.zh() + "：部门 " + share.department() + " 已撤销",
                        List.of());
                return;
            }
            var department = answering.get().code();
            var part = share.part() != null
                            && table.field(share.part().split(" ", 2)[0]).isEmpty()
                    ? null
                    : share.part();
            if (!Objects.equals(part, share.part())) {
                raise(
                        "part-gone",
                        table.code(),
                        table.code() + " " + table.zh() + "：分填条件 " + share.part() + " 的字段今年没有",
                        List.of(department));
            }
            // whoever had nothing to report is asked again whether that is so
            var nil = share.nilProposed() || (share.approved() && share.entries() == 0);
            join(table, new Portion(department, share.lead(), share.filling(), part, nil));
            var still = share.collectors().stream()
                    .filter(person -> isStillThere(person, department))
                    .toList();
            collectors
                    .computeIfAbsent(table.code(), none -> new LinkedHashMap<>())
                    .merge(
                            department,
                            still,
                            (some, more) -> Stream.concat(some.stream(), more.stream())
                                    .distinct()
                                    .toList());
            if (still.isEmpty() && !share.collectors().isEmpty()) {
                raise(
                        "collector-gone",
                        table.code(),
                        table.code() + " " + table.zh() + "：" + department + " 的原采集人 "
                                + String.join("、", share.collectors()) + " 已不在该部门",
                        List.of(department));
            }
        }

        /** Departments that were merged since answer with one share; if they filled by different conditions, somebody decides. */
        private void join(Table table, Portion portion) {
            var all = shares.computeIfAbsent(table.code(), none -> new ArrayList<>());
            for (int i = 0; i < all.size(); i++) {
                var other = all.get(i);
                if (other.department().equals(portion.department())) {
                    if (!Objects.equals(other.part(), portion.part())) {
                        raise(
                                "part-gone",
                                table.code(),
                                table.code() + " " + table.zh() + "：合并前的部门分填条件不同，合并后的 " + portion.department()
                                        + " 由谁按何条件填报须确定",
                                List.of(portion.department()));
                    }
                    all.set(
                            i,
                            new Portion(
                                    other.department(),
                                    other.lead() || portion.lead(),
                                    other.filling(),
                                    Objects.equals(other.part(), portion.part()) ? other.part() : null,
                                    other.nilProposed() && portion.nilProposed()));
                    return;
                }
            }
            all.add(portion);
        }

        private boolean isStillThere(String person, String department) {
            return directory
                    .person(person)
                    .filter(known -> known.active() && known.department().equals(department))
                    .isPresent();
        }

        private void raise(String kind, String table, String text, List<String> candidates) {
            points.add(new PlanCampaign.Point("p" + (points.size() + 1), kind, table, text, candidates));
        }
    }
}
