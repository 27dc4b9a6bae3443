package org.mingzhang.command.org;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one can ask of one person's account (账号). */
public interface AccountCommand {

    /** Ministry code of the college. */
    String college();

    /** Staff number (教工号), which is also the account's name. */
    String staffNo();

    /** Id of the account. */
    @TargetAggregateIdentifier
    default String account() {
        return idOf(college(), staffNo());
    }

    /** Id of a person's account. */
    static String idOf(String college, String staffNo) {
        return college + "/account/" + staffNo;
    }
}
