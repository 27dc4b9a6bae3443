package org.mingzhang.query.account;

/** 球在谁手里: what a share waits for. Every moment of a campaign belongs to exactly one. */
enum Hold {
    /** 未分配: no department had it yet, or any more. */
    UNASSIGNED,
    /** 等源数据表: closed until the source tables it refers to are approved; charged to nobody who fills it. */
    SOURCE,
    /** 等采集办: a question of the department waits for the office while the share is to be filled. */
    OFFICE,
    /** 填报. */
    COLLECTING,
    /** 退回后更正. */
    CORRECTING,
    /** 审核. */
    REVIEWING,
    /** 办完. */
    DONE
}
