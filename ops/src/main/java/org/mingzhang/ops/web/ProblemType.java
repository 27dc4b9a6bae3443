package org.mingzhang.ops.web;

/**
 * 问题类型: why something was refused, in words for people.
 *
 * @param code stable name; {@code /problems/<code>} is the type of the problem document
 * @param status HTTP status of the answer
 * @param place where the work plan says so; {@code api} for a rule of the interface itself
 */
record ProblemType(
        String code, int status, String place, String titleZh, String detailZh, String titleEn, String detailEn) {

    /** Address of its page, and the type of its documents. */
    String type() {
        return "/problems/" + code;
    }
}
