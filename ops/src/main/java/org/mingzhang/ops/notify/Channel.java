package org.mingzhang.ops.notify;

import java.time.Duration;
import java.util.List;
import org.mingzhang.query.notice.Notices.Notice;

/** 渠道: one way out of the house. */
interface Channel {

    /** Stable name, under which it is remembered how far it is. */
    String name();

    /** How long to wait before looking again. */
    Duration pause();

    /**
     * Sends the first of these notices, as many as go into one message.
     *
     * @param notices at least one, in the order of the ledger
     * @throws Unreachable if nothing can be sent now; it is tried again
     */
    Sent send(List<Notice> notices) throws Unreachable;

    /**
     * What went out.
     *
     * @param handled how many of the notices are dealt with
     * @param refused how many of those nobody took, such as for an address that does not exist
     */
    record Sent(int handled, int refused) {}

    /** The other side does not answer or does not let us in. */
    final class Unreachable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreachable(String why, Throwable cause) {
            super(why, cause);
        }

        Unreachable(String why) {
            super(why);
        }
    }
}
