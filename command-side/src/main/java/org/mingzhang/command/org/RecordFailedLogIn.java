package org.mingzhang.command.org;

import org.mingzhang.events.org.AccountEvent;

/** 登录失败; the third in a row locks the account. The fields mean what they mean in {@link AccountEvent.LogInFailed}. */
public record RecordFailedLogIn(String college, String staffNo, String reason, String device, String by)
        implements AccountCommand {}
