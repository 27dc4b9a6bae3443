package org.mingzhang.events.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.EventName;
import org.mingzhang.events.table.ShareEvent.CellAt;

/** 校验异常数据 and what people do about it: sending, explaining, judging, tolerating, and a rule found to be wrong. */
public sealed interface FindingEvent extends CampaignEvent {

    /**
     * One rule that failed in one place.
     *
     * @param finding id, see {@link FindingId}; the same in every run
     * @param rule id of the rule
     * @param error whether it must be corrected; otherwise it may be explained
     * @param table table code
     * @param department code of the department in whose share it is; null for a rule over the whole table
     * @param entry number of the entry; null for a rule over the whole table
     * @param fields names of the fields it is about
     * @param cause id of the event that last wrote what it is about; null if there is no such event
     * @param causedBy staff number of who acted in it; null with it
     * @param explained whether the department said why when it submitted the share
     */
    record Failure(
            String finding,
            String rule,
            boolean error,
            String table,
            @Nullable String department,
            @Nullable Integer entry,
            List<String> fields,
            @Nullable String cause,
            @Nullable String causedBy,
            boolean explained) {

        public Failure {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A share that has to be gone over again.
     *
     * @param cells the cells that fail, by entry and field; empty where a rule over the whole table failed
     */
    record ShareToMend(String table, String department, List<CellAt> cells) {

        public ShareToMend {
            cells = List.copyOf(cells);
        }
    }

    /**
     * 校验异常登记: how a binding run changed what is known. A finding that stays as it was is not told again.
     *
     * @param run id of the run
     * @param found findings that are new, have come back after they were cleared, or were written anew after they were accepted
     * @param explained findings that were open and are explained with the share's newest submission
     * @param cleared findings that failed before and pass now
     * @param blocking errors that must be mended, those of faulty rules and within a tolerance left out
     * @param shares the shares that hold them
     */
    @EventName("campaign.findings-recorded")
    record FindingsRecorded(
            CampaignKey campaign,
            String run,
            List<Failure> found,
            List<String> explained,
            List<String> cleared,
            int blocking,
            List<ShareToMend> shares,
            String by,
            Instant at)
            implements FindingEvent {

        public FindingsRecorded {
            found = List.copyOf(found);
            explained = List.copyOf(explained);
            cleared = List.copyOf(cleared);
            shares = List.copyOf(shares);
        }
    }

    /**
     * 下发: the office sends findings to those who fill and review the shares.
     *
     * @param shares whose findings they are
     * @param note the office's words; empty if none
     */
    @EventName("campaign.findings-sent")
    record FindingsSent(
            CampaignKey campaign,
            List<String> findings,
            List<PlanEvent.ShareAt> shares,
            String note,
            String by,
            Instant at)
            implements FindingEvent {

        public FindingsSent {
            findings = List.copyOf(findings);
            shares = List.copyOf(shares);
        }
    }

    /** 异常说明: why what failed is true and stays. */
    @EventName("campaign.finding-explained")
    record FindingExplained(CampaignKey campaign, String finding, String text, String by, Instant at)
            implements FindingEvent {}

    /** 说明采纳: the office accepts explanations; what they are about may stay. */
    @EventName("campaign.explanations-accepted")
    record ExplanationsAccepted(CampaignKey campaign, List<String> findings, String by, Instant at)
            implements FindingEvent {

        public ExplanationsAccepted {
            findings = List.copyOf(findings);
        }
    }

    /** 说明退回: the office wants to know more, or wants it corrected. */
    @EventName("campaign.explanation-rejected")
    record ExplanationRejected(
            CampaignKey campaign,
            String finding,
            PlanEvent.@Nullable ShareAt share,
            String reason,
            String by,
            Instant at)
            implements FindingEvent {}

    /**
     * 容许: so many failures of a rule in one place block nobody; one more, and all of them do again.
     *
     * @param department null for the table as a whole
     * @param number how many; 0 ends the tolerance
     * @param lastYear last collection year in which it may be given again
     */
    @EventName("campaign.tolerance-granted")
    record ToleranceGranted(
            CampaignKey campaign,
            String rule,
            String table,
            @Nullable String department,
            int number,
            String reason,
            int lastYear,
            String by,
            Instant at)
            implements FindingEvent {}

    /**
     * 规则问题: a rule is wrong and blocks nobody from now on, or it is not wrong after all.
     *
     * @param faulty true where it is wrong
     */
    @EventName("campaign.rule-judged")
    record RuleJudged(CampaignKey campaign, String rule, boolean faulty, String reason, String by, Instant at)
            implements FindingEvent {}

    /**
     * 规则发布: from now on a rule says something else, or there is a new one. Runs before keep what they found.
     *
     * @param rule id of the rule
     * @param version 2 for the first one that takes the place of the edition's; 1 for the first of a new rule
     * @param table number of the table whose rows are under check
     * @param severity {@code ERROR} or {@code WARNING}
     * @param expression in the rule language
     * @param words the rule in Chinese
     * @param message what people are told, with the places to be filled
     * @param reason why it is published
     */
    @EventName("campaign.rule-published")
    record RulePublished(
            CampaignKey campaign,
            String rule,
            int version,
            String table,
            String severity,
            String expression,
            String words,
            String message,
            String reason,
            String by,
            Instant at)
            implements FindingEvent {}

    /**
     * 参数调整: from now on a parameter of the campaign's rules, computed tables and indicators is worth something else. What was
     * worked out for earlier moments stays.
     *
     * @param parameter its name
     * @param before what it was worth, written as text; empty if nothing
     * @param value what it is worth, written as text
     * @param reason why
     */
    @EventName("campaign.parameter-set")
    record ParameterSet(
            CampaignKey campaign, String parameter, String before, String value, String reason, String by, Instant at)
            implements FindingEvent {}
}
