package org.mingzhang.events.table;

/** 与采集表有关的截止日期: the two dates a share is measured by. */
public enum TableStage {
    /** 采集: entered and submitted. */
    COLLECTION,
    /** 审核: reviewed and approved. */
    REVIEW
}
