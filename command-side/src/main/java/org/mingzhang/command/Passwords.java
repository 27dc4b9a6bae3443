package org.mingzhang.command;

/** 再次验证密码: whoever signs proves in that very moment that it is he or she. */
public interface Passwords {

    /**
     * Returns quietly if this is the acting person's password. A wrong one is recorded; the third in a row locks the account
     * for 15 minutes.
     *
     * @throws Refusal {@code password-wrong} or {@code account-locked}
     */
    void confirm(Act act, String password);
}
