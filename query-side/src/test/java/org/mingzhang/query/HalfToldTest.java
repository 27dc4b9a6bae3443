package org.mingzhang.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 视图重建: whoever asks while a view is told the whole ledger again is told to wait, and never shown half of it. */
class HalfToldTest {

    private final AtomicLong head = new AtomicLong();
    private final ViewPositions positions = new ViewPositions(Map::of);

    private Reads reads() {
        return new Reads(positions, head::get, JdbcClient.create(Database.views()), Clock.systemUTC());
    }

    @Test
    void nothingIsShownUntilTheViewIsWholeAgain() {
        head.set(10);
        var reads = reads();
        assertThatThrownBy(() -> reads.now(null, Views.TABLE)).isInstanceOf(Unanswerable.class);
        positions.reached(Map.of(Views.TABLE, 9L));
        assertThatThrownBy(() -> reads.now(null, Views.TABLE)).isInstanceOf(Unanswerable.class);
        positions.reached(Map.of(Views.TABLE, 10L));
        assertThat(reads.now(null, Views.TABLE)).isEqualTo(10);
    }

    /** Told again, killed in the middle, started again: what was not whole then is not shown now. */
    @Test
    void whatAKilledProgramLeftHalfToldIsNotShownEither() {
        head.set(10);
        positions.reached(Map.of(Views.TABLE, 5L, Views.TRAIL, 5L, Views.PROGRESS, 5L));
        var again = new LedgerHead() {
            @Override
            public long position() {
                return head.get();
            }

            @Override
            public long toldAgainUntil() {
                return 8;
            }
        };
        var reads = new Reads(positions, again, JdbcClient.create(Database.views()), Clock.systemUTC());
        assertThatThrownBy(() -> reads.now(null, Views.TABLE)).isInstanceOf(Unanswerable.class);
        positions.reached(Map.of(Views.TABLE, 8L));
        assertThat(reads.now(null, Views.TABLE)).isEqualTo(8);
    }

    @Test
    void aViewThatIsMerelyBehindShowsWhatItHas() {
        positions.reached(Map.of(Views.TABLE, 5L, Views.TRAIL, 5L, Views.PROGRESS, 5L));
        head.set(10);
        assertThat(reads().now(null, Views.TABLE)).isEqualTo(5);
    }

    @Test
    void anEmptyLedgerIsShownAsItIs() {
        var reads = reads();
        head.set(3);
        assertThat(reads.now(null, Views.TABLE)).isZero();
    }
}
