package org.mingzhang.command.org;

import org.mingzhang.events.org.InstallationEvent;

/** 账本重开. The fields mean what they mean in {@link InstallationEvent.LedgerReopened}. */
public record RecordReopening(
        String note, String from, String to, long size, long known, String witness, String reason, String by)
        implements InstallationCommand {}
