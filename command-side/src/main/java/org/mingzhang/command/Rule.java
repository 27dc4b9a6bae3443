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
    BODY_TOO_LARGE(413, "api"),
    METHOD_NOT_ALLOWED(405, "api"),
    NOT_ACCEPTABLE(406, "api"),
    UNSUPPORTED_MEDIA_TYPE(415, "api"),
    BUSY(503, "api"),
    DEFECT(500, "api"),
    LEDGER_FROZEN(503, "§1"),
    DRILL(503, "api"),
    REBUILD_GOES_ON(409, "api"),
    PROOF_RANGE(422, "api"),
    CODE_LENGTH(422, "api"),
    CODE_MISTYPED(422, "api"),
    CODE_UNKNOWN(404, "api"),
    NO_WITNESS(409, "api"),
    COSIGNATURE_REFUSED(422, "api"),
    NOT_SIGNED_IN(401, "api"),
    CSRF_TOKEN_MISSING(403, "api"),
    ROLE_REQUIRED(403, "§3(二)"),

    // accounts
    LOG_IN_REFUSED(401, "§4.1"),
    ACCOUNT_LOCKED(403, "§4.1"),
    ACCOUNT_CLOSED(403, "§4.1"),
    ACTIVATION_REQUIRED(403, "§4.1"),
    ACTIVATION_LAPSED(403, "§4.1"),
    ACTIVATION_PROOF_WRONG(422, "§4.1"),
    ALREADY_ACTIVATED(409, "§4.1"),
    PASSWORD_WRONG(403, "§4.1"),
    PASSWORD_TOO_WEAK(422, "§4.1"),

    // organisation and campaign
    ALREADY_SET_UP(409, "§3(三)"),
    NOT_SET_UP(409, "§3(三)"),
    SET_UP_CODE_WRONG(403, "§3(三)"),
    IMPORT_REFUSED(422, "§3(四)"),
    IMPORT_UNKNOWN(404, "§3(五)"),
    IMPORT_NOT_YOURS(403, "§3(五)"),
    PREPARER_MISSING(422, "§3(五)"),
    FILE_TYPE_WRONG(422, "§3(四)"),
    FILE_ENCRYPTED(422, "§3(四)"),
    FILE_WITH_MACROS(422, "§3(四)"),
    FILE_LINKS_OUT(422, "§3(四)"),
    FILE_UNSAFE(422, "§3(四)"),
    FILE_DAMAGED(422, "§3(四)"),
    FILE_TOO_LARGE(413, "§3(四)"),
    SHEETS_ALIKE(422, "§3(四)"),
    HEADINGS_NOT_FOUND(422, "§3(四)"),
    HEADING_MISSING(422, "§3(四)"),
    HEADING_REPEATED(422, "§3(四)"),
    FORM_OF_ANOTHER_TABLE(422, "附表1"),
    FORM_OF_ANOTHER_YEAR(422, "附表1"),
    FORM_OF_ANOTHER_SHARE(422, "附表1"),
    IMPORT_HAS_FAULTS(422, "§3(四)"),
    IMPORT_UNDECIDED(422, "§3(四)"),
    IMPORT_OUTDATED(409, "§3(四)"),
    IMPORT_CHANGES_NOTHING(422, "§3(四)"),
    IMPORT_FAULTLESS(409, "§3(四)"),
    RETURN_TOO_LARGE(422, "§3(四)"),
    IMPORT_NOT_STORED(409, "§3(四)"),
    UNDO_CONFLICTS(409, "§3(四)"),
    NO_SUCH_DEPARTMENT(422, "§3(三)"),
    NO_SUCH_PERSON(422, "§3(四)"),
    REORGANISATION_EMPTY(422, "§3(三)"),
    DEPARTMENT_NAME_TAKEN(409, "§3(三)"),
    HEAD_POST_NOT_ALLOWED(422, "§3(五)"),
    CAMPAIGN_ALREADY_PLANNED(409, "§3"),
    PLAN_UNREADABLE(422, "§3"),
    UNKNOWN_EDITION(422, "附表1"),
    NO_SUCH_TABLE(404, "附表1"),
    STAGE_ORDER(422, "§3"),
    STAGE_DATES_WRONG(422, "§3"),
    NO_SUCH_POINT(404, "§3"),
    POINT_ALREADY_SETTLED(409, "§3"),
    NOT_READY_TO_OPEN(409, "§3(二)"),
    CAMPAIGN_STATE(409, "§3"),
    RUN_MISSING(409, "§3(六)"),
    RUN_GOES_ON(409, "§3(六)"),
    RUN_UNKNOWN(404, "§3(六)"),
    RUN_STALE(409, "§3(六)"),
    OPEN_ERRORS(409, "§3(六)"),
    OPEN_WARNINGS(409, "§3(六)"),
    NO_SUCH_FINDING(404, "§3(六)"),
    FINDING_CLEARED(409, "§3(六)"),
    ERROR_NOT_EXPLAINED(409, "§3(六)"),
    NOT_EXPLAINED(409, "§3(六)"),
    NOTHING_TO_SEND(409, "§3(六)"),
    TOLERANCE_NUMBER(422, "§3(六)"),
    TOLERANCE_YEAR(422, "§3(六)"),
    NO_SUCH_RULE(404, "§3(六)"),
    TABLES_NOT_CONSOLIDATED(409, "§1"),
    NO_SIGNERS(409, "§3(七)"),
    NOT_A_SIGNER(403, "§3(七)"),
    ALREADY_SIGNED(409, "§3(七)"),
    SNAPSHOT_MISSING(409, "§3(八)"),
    SNAPSHOT_STALE(409, "§3(八)"),
    RECEIPT_REQUIRED(422, "§3(八)"),
    SUBMISSION_MISSING(409, "§3(八)"),
    SAME_PERSON(409, "§3(八)"),
    PERSON_NOT_ALLOWED(422, "§3(二)"),
    LEADER_WRONG(422, "§3(五)"),
    COLLECTOR_MISSING(422, "§3(二)"),
    PART_UNKNOWN(422, "附表1"),
    TEST_CLOCK_OFF(404, "api"),

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
    BATCH_NAMES_ENTRY_TWICE(422, "§3(四)"),
    EXTENSION_NOT_LATER(422, "§4.4"),
    VALUE_IMPORTED(409, "附表1"),
    VALUE_IS_YOURS(409, "附表1"),
    NO_SUCH_CORRECTION(404, "附表1"),
    CORRECTION_WAITS(409, "附表1"),
    CORRECTIONS_OPEN(409, "附表1"),
    OWN_CORRECTION(409, "附表1"),
    NO_SUCH_EVIDENCE(404, "§3(四)"),
    EVIDENCE_UNKNOWN(415, "§3(四)"),
    EVIDENCE_TOO_LARGE(413, "§3(四)"),
    EVIDENCE_UNTITLED(422, "§3(四)"),
    EVIDENCE_TOO_MUCH(409, "§3(四)"),
    NO_SUCH_QUESTION(404, "§3(四)"),
    TEXT_LENGTH(422, "§3(四)"),
    NO_SUCH_FIELD(422, "§3(四)"),
    NO_SUCH_CAMPAIGN(404, "§3(一)"),
    NO_LAST_YEAR(409, "§3(四)"),
    NOTHING_TO_CARRY(409, "§3(四)"),
    CARRIED_ALREADY(409, "§3(四)"),
    CARRY_UNCONFIRMED(422, "§3(四)"),
    REMINDED_LATELY(409, "§4.4"),
    NOBODY_TO_REMIND(409, "§4.4"),
    NOTE_TOO_LONG(422, "§4.4"),
    NOTICES_UNREADABLE(422, "§4.4"),
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
