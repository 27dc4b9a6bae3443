package org.mingzhang.events.org;

import java.time.Instant;
import java.util.List;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventName;

/** What happens to this installation (本系统) itself. */
public sealed interface InstallationEvent extends Event {

    /**
     * 调整测试时钟: possible in demo and test installations only.
     *
     * @param now what the clock shows from here on
     */
    @EventName("installation.test-clock-set")
    record TestClockSet(Instant now, String by, Instant at) implements InstallationEvent {}

    /** 初始化完成: the one-time set-up code was used. */
    @EventName("installation.set-up")
    record SetUp(String college, String by, Instant at) implements InstallationEvent {}

    /**
     * 账本换用签名密钥: the log signs with another key from here on.
     *
     * @param note signed by both keys, as {@code ledger.md} writes it
     * @param from id of the key before, eight hexadecimal digits
     * @param to id of the key from now on
     * @param size how many entries it was handed over
     */
    @EventName("installation.log-key-changed")
    record LogKeyChanged(String note, String from, String to, long size, String reason, String by, Instant at)
            implements InstallationEvent {}

    /**
     * 账本重开: after entries were lost the ledger goes on under a new origin, asked for by one person and agreed to by the witness.
     *
     * @param note signed by both keys and by the witness
     * @param from origin before
     * @param to origin from now on
     * @param size how many entries were left
     * @param known how many entries the old origin is known to have signed; those between are lost
     * @param witness name of the witness's key
     */
    @EventName("installation.ledger-reopened")
    record LedgerReopened(
            String note,
            String from,
            String to,
            long size,
            long known,
            String witness,
            String reason,
            String by,
            Instant at)
            implements InstallationEvent {}

    /**
     * 发现改动: something in the database is not as the program wrote it. A ledger that was changed takes no event any more; this is for
     * all else.
     *
     * @param what {@code views}: tables of the views that differ from what the ledger makes of them; {@code rows}: events that
     *     somebody wrote past the program and that were set aside
     * @param places names of the tables, or global indices of the rows
     */
    @EventName("installation.tampering-noticed")
    record TamperingNoticed(String what, List<String> places, String by, Instant at) implements InstallationEvent {

        public TamperingNoticed {
            places = List.copyOf(places);
        }
    }
}
