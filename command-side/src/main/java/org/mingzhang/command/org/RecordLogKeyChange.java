package org.mingzhang.command.org;

import org.mingzhang.events.org.InstallationEvent;

/** 账本换用签名密钥. The fields mean what they mean in {@link InstallationEvent.LogKeyChanged}. */
public record RecordLogKeyChange(String note, String from, String to, long size, String reason, String by)
        implements InstallationCommand {}
