package org.mingzhang.command.guard;

import org.mingzhang.events.campaign.CampaignEvent;
import org.mingzhang.events.campaign.FindingEvent;
import org.mingzhang.events.campaign.PlanEvent;
import org.mingzhang.events.campaign.SignOffEvent;
import org.mingzhang.events.campaign.SubmissionEvent;

/** 采集活动的状态, from planning to its end. */
public enum CampaignState {
    PLANNED("筹备"),
    OPEN("采集中"),
    CHECKING("校验通过"),
    RECTIFYING("整改中"),
    SIGNING("领导审核中"),
    SIGNED("已签审"),
    SUBMITTED("已上报"),
    CLOSED("已结束");

    private final String chinese;

    CampaignState(String chinese) {
        this.chinese = chinese;
    }

    /** The state's name for people. */
    public String chinese() {
        return chinese;
    }

    /** The state after an event; most events leave it as it is. */
    public static CampaignState after(CampaignEvent event, CampaignState now) {
        if (event instanceof PlanEvent.CampaignOpened) {
            return OPEN;
        }
        if (event instanceof PlanEvent.CheckRunRecorded run) {
            return run.trial() ? now : run.errors() > 0 ? RECTIFYING : CHECKING;
        }
        if (event instanceof FindingEvent.FindingsRecorded findings) {
            return findings.blocking() > 0 ? RECTIFYING : CHECKING;
        }
        if (event instanceof SignOffEvent.Presented) {
            return SIGNING;
        }
        if (event instanceof SignOffEvent.Signed) {
            return SIGNED;
        }
        if (event instanceof SignOffEvent.SignOffReturned
                || event instanceof SignOffEvent.SignaturesVoided
                || event instanceof SubmissionEvent.SubmissionReturned) {
            return RECTIFYING;
        }
        if (event instanceof SubmissionEvent.Submitted) {
            return SUBMITTED;
        }
        return event instanceof SubmissionEvent.CampaignClosed || event instanceof PlanEvent.MinistryDataReceived
                ? CLOSED
                : now;
    }
}
