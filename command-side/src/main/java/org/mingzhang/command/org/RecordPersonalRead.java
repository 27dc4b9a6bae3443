package org.mingzhang.command.org;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.org.AccountEvent;

/** 查看个人信息. The fields mean what they mean in {@link AccountEvent.PersonalValuesRead}. */
public record RecordPersonalRead(
        String college,
        String staffNo,
        TableKey table,
        @Nullable String department,
        List<Integer> entries,
        List<String> fields,
        String purpose,
        String by)
        implements AccountCommand {}
