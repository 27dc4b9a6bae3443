package org.mingzhang.events.catalogue;

/** 依据: where a table, code list or rule comes from. */
public enum Basis {
    /** Published. */
    SOURCED,
    /** Named in a college's work plan. */
    SEED,
    /** Judged from practice; to be checked with the authority before use. */
    JUDGED
}
