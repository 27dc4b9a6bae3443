package org.mingzhang.ops.notify;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 送到哪里: how far each channel is, kept beside the schedule and never built again. */
@Component
class DeliveryTable {

    /**
     * The last notice that was dealt with.
     *
     * @param position ledger position
     * @param staffNo whose notice of that position
     */
    record At(long position, String staffNo) {}

    private final JdbcClient sql;

    DeliveryTable(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<At> of(String channel) {
        return sql.sql("select position, staff_no from schedule.delivery where channel = ?")
                .param(channel)
                .query((row, number) -> new At(row.getLong(1), row.getString(2)))
                .optional();
    }

    /** A channel that is new begins with what comes from now on. */
    At begin(String channel, long position) {
        sql.sql("""
                        insert into schedule.delivery (channel, position, staff_no, sent, refused)
                        values (?, ?, '~', 0, 0) on conflict do nothing""").params(channel, position).update();
        return of(channel).orElseThrow();
    }

    void reached(String channel, At at, Channel.Sent sent) {
        sql.sql("""
                        update schedule.delivery
                        set position = ?, staff_no = ?, sent = sent + ?, refused = refused + ?, trouble = null
                        where channel = ?""")
                .params(at.position(), at.staffNo(), sent.handled() - sent.refused(), sent.refused(), channel)
                .update();
    }

    void troubled(String channel, String why, Instant at) {
        sql.sql("update schedule.delivery set trouble = ?, troubled_at = ? where channel = ?")
                .params(why, Timestamp.from(at), channel)
                .update();
    }
}
