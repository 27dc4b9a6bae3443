package org.mingzhang.command;

/**
 * Every reason for which the law refuses something: its stable code, its HTTP status and its place in the work plan.
 *
 * <p>The words for people stand in {@code problems.properties} (Chinese) and {@code problems_en.properties}, under the code;
 * {@code {0}} and so on are the arguments of the {@link Refusal}.
 */
public enum Rule {
    // requests
    UNREADABLE(400, "api"),
    IDEMPOTENCY_KEY_MISSING(400, "api"),
    IDEMPOTENCY_KEY_REUSED(422, "api"),
    IF_MATCH_MISSING(428, "api"),
    VALUES_REFUSED(422, "§3(四)"),
    NOT_FOUND(404, "api"),

    // tables and shares
    NOT_YOUR_SHARE(403, "§3(四)"),
    NO_SUCH_SHARE(404, "附表1"),
    NO_SUCH_ENTRY(404, "§3(四)"),
    NOT_YOUR_ENTRY(404, "附表1"),
    TABLE_LOCKED(423, "§3(五)"),
    TABLE_FROZEN(423, "§3(八)"),
    TABLE_COMPUTED(409, "附表1"),
    STAGE_CLOSED(423, "§4.4"),
    SHARE_NOT_OPEN(409, "§3(五)"),
    CELL_CONFLICT(409, "§3(四)"),
    DUPLICATE_KEY(422, "§1"),
    REASON_REQUIRED(422, "§3(六)"),
    BATCH_EMPTY(422, "§3(四)"),
    NOTHING_TO_SUBMIT(409, "附表1"),
    SHARE_HAS_ENTRIES(409, "附表1"),
    SHARE_CHANGED(409, "§3(五)"),
    CHECKS_FAILED(422, "§3(六)"),
    EXPLANATION_REQUIRED(422, "§3(六)"),
    TEACHERS_NOT_READY(422, "附表1"),
    REVIEW_ALREADY_OPENED(409, "§3(五)"),
    NOT_THE_REVIEWER(403, "§3(五)"),
    REVIEWER_NOT_HEAD(403, "§3(五)"),
    SELF_REVIEW(409, "§3(五)"),
    BRIEFING_MISSING(409, "§3(五)"),
    BRIEFING_LEADER_WRONG(422, "§3(五)"),
    BRIEFING_TIME_WRONG(422, "§3(五)"),
    NOT_SUBMITTED(409, "§3(五)"),
    NOT_OPENED_BY_REVIEWER(409, "§3(五)"),
    CONTENT_CHANGED(409, "§3(五)"),
    NOT_APPROVED(409, "§3(六)"),
    NOT_THE_LEADER(403, "§3(五)"),
    NOT_THE_LEAD(403, "§1"),
    SHARES_NOT_APPROVED(409, "§1"),
    ALREADY_PLANNED(409, "附表1"),
    REVIEWER_POST_NOT_ALLOWED(422, "§3(五)"),
    COLLECTOR_IS_REVIEWER(422, "§3(五)"),
    OFFICE_ONLY(403, "§3(二)");

    private final int status;
    private final String place;

    Rule(int status, String place) {
        this.status = status;
        this.place = place;
    }

    /** Stable code, such as {@code briefing-missing}; the last part of the problem's type. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** Where the work plan says so; {@code api} for a rule of the contract. */
    public String place() {
        return place;
    }
}
