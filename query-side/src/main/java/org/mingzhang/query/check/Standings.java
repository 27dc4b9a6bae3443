package org.mingzhang.query.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.table.ShareEvent.Explanation;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Share;

/**
 * How far the findings of one report are.
 *
 * @param known what the register holds, by id
 * @param letBe places in which no more fail than is tolerated
 * @param shares by table and department
 */
record Standings(
        CheckReport report,
        Map<String, Register.Known> known,
        List<Register.Faulty> faulty,
        List<Register.Tolerance> tolerances,
        Set<List<String>> letBe,
        Map<String, Share> shares) {

    static Standings of(CampaignKey campaign, Register register, CheckReport report, List<Share> shares) {
        var tolerances = register.tolerances(campaign);
        return new Standings(
                report,
                register.of(campaign),
                register.faulty(campaign),
                tolerances,
                Register.letBe(tolerances, report),
                shares.stream().collect(Collectors.toMap(Share::place, Function.identity())));
    }

    /** Staff numbers of those who can mend it: who fills the share, or for a rule over a whole table any of its shares. */
    List<String> owners(Finding finding) {
        var share = share(finding);
        return share != null
                ? share.collectors()
                : shares.values().stream()
                        .filter(each -> each.table().code().equals(finding.table()))
                        .flatMap(each -> each.collectors().stream())
                        .distinct()
                        .sorted()
                        .toList();
    }

    FindingController.Shown shown(Finding finding, Organisation.Names names) {
        var matter = known.get(finding.id());
        return new FindingController.Shown(
                finding.id(),
                state(finding),
                matter == null ? 0 : matter.times(),
                setAside(finding.rule(), finding.table(), finding.department()),
                finding,
                names.of(owners(finding)),
                explanation(finding));
    }

    /** An error that somebody is mending is in rectification. */
    @Nullable
    String state(Finding finding) {
        var matter = known.get(finding.id());
        if (matter == null) {
            return null;
        }
        var share = share(finding);
        var mending = matter.error()
                && Set.of("FOUND", "SENT").contains(matter.state())
                && share != null
                && share.stage() != Share.Stage.APPROVED;
        return mending ? "IN_RECTIFICATION" : matter.state();
    }

    int blocking() {
        return report.counts().stream()
                .filter(CheckReport.Count::error)
                .filter(count -> setAside(count.rule(), count.table(), count.department()) == null)
                .mapToInt(CheckReport.Count::failed)
                .sum();
    }

    private @Nullable String setAside(String rule, String table, @Nullable String department) {
        if (faulty.stream().anyMatch(each -> each.rule().equals(rule))) {
            return "FAULTY_RULE";
        }
        return letBe.contains(Register.place(rule, table, department)) ? "TOLERATED" : null;
    }

    /** The newest words of the thread, or what was told when the share was submitted. */
    private @Nullable String explanation(Finding finding) {
        var matter = known.get(finding.id());
        if (matter != null && matter.words() != null) {
            return matter.words();
        }
        var share = share(finding);
        if (share == null || finding.severity() == Rule.Severity.ERROR) {
            return null;
        }
        return share.explanations().stream()
                .filter(finding::isExplainedBy)
                .map(Explanation::words)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Share share(Finding finding) {
        return shares.get(finding.table() + "/" + Objects.requireNonNullElse(finding.department(), ""));
    }
}
