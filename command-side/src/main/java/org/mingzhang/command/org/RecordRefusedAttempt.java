package org.mingzhang.command.org;

import org.mingzhang.events.org.AccountEvent;

/** 被拒绝的敏感操作. The fields mean what they mean in {@link AccountEvent.AttemptRefused}. */
public record RecordRefusedAttempt(String college, String staffNo, String act, String target, String rule, String by)
        implements AccountCommand {}
