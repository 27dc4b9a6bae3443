package org.mingzhang.query.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 事实: what happened to a share or to its whole table, in the order of the ledger. */
sealed interface Fact {

    long position();

    Instant at();

    /** 分配: from now on these people answer for it. */
    record Assigned(
            long position,
            Instant at,
            List<String> collectors,
            @Nullable String reviewer) implements Fact {

        public Assigned {
            collectors = List.copyOf(collectors);
        }
    }

    /** What moves a share and says no more. */
    record Moved(long position, Instant at, Move move) implements Fact {}

    /** What moves it. */
    enum Move {
        DROPPED,
        OPENED,
        LOCKED,
        SUBMITTED,
        WITHDRAWN,
        RETURNED,
        APPROVED
    }

    /** 提问: the department asked the office. */
    record Asked(long position, Instant at, String question) implements Fact {}

    /** 答复. */
    record Answered(long position, Instant at, String question) implements Fact {}
}
