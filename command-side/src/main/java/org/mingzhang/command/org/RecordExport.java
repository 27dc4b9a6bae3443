package org.mingzhang.command.org;

import org.mingzhang.events.org.AccountEvent;

/** 导出. The fields mean what they mean in {@link AccountEvent.Exported}. */
public record RecordExport(String college, String staffNo, String what, String target, String sha256, String by)
        implements AccountCommand {}
