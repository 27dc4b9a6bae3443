package org.mingzhang.command.org;

/**
 * 修改密码.
 *
 * @param passwordHash kept beside the ledger, never in it
 */
public record RecordPasswordChange(String college, String staffNo, String passwordHash, String by)
        implements AccountCommand {

    @Override
    public String toString() {
        return "RecordPasswordChange[" + staffNo + "]";
    }
}
