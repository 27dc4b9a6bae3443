package org.mingzhang.events.campaign;

/** 阶段: the steps of a campaign, in the order of the work plan §3. */
public enum Stage {
    /** 平台搭建及云端数据接收. */
    PLATFORM,
    /** 源数据表采集并审核. */
    SOURCE_TABLES,
    /** 阶段性数据采集. */
    COLLECTION,
    /** 阶段性数据审核. */
    REVIEW,
    /** 数据逻辑性校验. */
    CHECKING,
    /** 学校领导审核. */
    LEADERS,
    /** 提交到教育部. */
    SUBMISSION
}
