package org.mingzhang.command.org;

import java.util.List;
import org.mingzhang.events.org.AccountEvent;

/** 通知已读. The fields mean what they mean in {@link AccountEvent.NoticesRead}. */
public record ReadNotices(String college, String staffNo, List<Long> notices, String by) implements AccountCommand {

    public ReadNotices {
        notices = List.copyOf(notices);
    }
}
