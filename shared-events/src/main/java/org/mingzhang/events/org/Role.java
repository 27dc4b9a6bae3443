package org.mingzhang.events.org;

/** 角色: what a person may do in the college as such. Collectors, reviewers and teachers come from assignments. */
public enum Role {
    /** 采集工作办公室. */
    OFFICE,
    /** 平台技术员. */
    TECHNICIAN,
    /** 学校领导. */
    LEADER,
    /** 必须签审的学校领导. */
    FINAL_SIGNER,
    /** 纪检监察. */
    INSPECTOR,
    /** 系统管理员. */
    ADMINISTRATOR
}
