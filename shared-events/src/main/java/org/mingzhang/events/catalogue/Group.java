package org.mingzhang.events.catalogue;

/**
 * 表组: the tables of one subject, such as 1.4 教师.
 *
 * @param code first two numbers of its tables
 * @param zh Chinese title
 * @param part half of the form it stands in
 */
public record Group(String code, String zh, Part part) {

    /** The two halves of the form. */
    public enum Part {
        /** 基础数据. */
        BASIC,
        /** 业务数据. */
        BUSINESS
    }
}
