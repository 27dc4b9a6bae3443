package org.mingzhang.command;

/** 被拒绝的敏感操作: where attempts at review, signing, assignment, unlocking and export go that the law refused. */
@FunctionalInterface
public interface RefusedAttempts {

    /**
     * Records one refused attempt in the ledger.
     *
     * @param by staff number of the person who tried
     * @param act what was tried, such as {@code approve-share}
     * @param target what it was tried on, such as {@code 2022/1.4.1/0201}
     * @param rule code of the refusal
     * @param correlation id of the request
     */
    void record(String by, String act, String target, String rule, String correlation);
}
