package org.mingzhang.ops.store;

import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.mingzhang.command.Positions;
import org.mingzhang.command.Receipts;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.events.Unsealing;
import org.springframework.jdbc.core.JdbcTemplate;

/** 账本: everything that stores events and gives them their order, put together on one database. */
final class Ledger implements AutoCloseable {

    private final PersonKeys personKeys;
    private final HashWithKey hash;
    private final ExecutorService preparing;
    private final ExecutorService sending;
    private final ExecutorService reading;

    /** Of its own, so that nobody's one row waits until an import is prepared. */
    private final ExecutorService writing;

    private final LedgerStorage storage;
    private final LedgerSource source;
    private final LedgerPositions positions;
    private final ReceiptTable receipts;
    private final Sequencer sequencer;
    private final Ear ear;
    private final LedgerLeaves leaves;
    private final CheckpointTable checkpoints;
    private final EvidenceTable evidence;
    private final WriteGate gate = new WriteGate();
    private final Horizon horizon = new Horizon();

    /**
     * A ledger on a migrated database.
     *
     * @param aggregates classes of the aggregates of which snapshots are kept
     */
    Ledger(DataSource database, LedgerKeys keys, Collection<Class<?>> aggregates, EventCodec.Upcasting upcasting) {
        hash = new HashWithKey(keys.hash());
        var appendKey = new AppendKey(keys.append());
        var codec = new EventCodec(hash, appendKey, upcasting);
        var bell = new Bell();
        // whoever reads before the sequencer begins must not take the ledger for empty
        bell.numbered(storedHead(database));
        var tickets = new Tickets();
        var processors = Runtime.getRuntime().availableProcessors();
        // the database needs one as well, and whoever writes puts rows together himself rather than wait
        preparing = threads("ledger-prepare-", Math.max(1, processors - 1));
        sending = threads("ledger-send-", Math.max(2, processors));
        reading = threads("ledger-read-", Math.max(2, processors));
        writing = threads("ledger-write-", 1);
        personKeys = new PersonKeys(database, keys.wrapping());
        var justWritten = new JustWritten();
        var reader = new LedgerReader(database, codec, personKeys, bell, justWritten, reading);
        sequencer = new Sequencer(database, appendKey, tickets, bell, justWritten);
        var group = new GroupWriter(sequencer, writing);
        storage = new LedgerStorage(
                database,
                codec,
                personKeys,
                tickets,
                sequencer,
                group,
                new RowsAhead.Helpers(preparing, sending),
                new AggregateReader(database, codec, appendKey),
                new SnapshotTable(database, aggregates),
                reader,
                gate);
        source = new LedgerSource(reader, bell, horizon);
        positions = new LedgerPositions(tickets, sequencer, bell, horizon);
        receipts = new ReceiptTable(database, personKeys, sequencer, tickets, bell, group);
        ear = new Ear(database, bell);
        leaves = new LedgerLeaves(database, appendKey);
        checkpoints = new CheckpointTable(database);
        evidence = new EvidenceTable(database, personKeys);
    }

    private static ExecutorService threads(String name, int count) {
        var number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, work -> {
            var thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static long storedHead(DataSource database) {
        return Objects.requireNonNull(
                new JdbcTemplate(database).queryForObject("select head from store.sequencer", Long.class));
    }

    void start() {
        sequencer.start();
        ear.start();
    }

    @Override
    public void close() {
        try {
            sequencer.stop();
            ear.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        preparing.shutdown();
        sending.shutdown();
        reading.shutdown();
        writing.shutdown();
    }

    LedgerStorage storage() {
        return storage;
    }

    LedgerSource source() {
        return source;
    }

    Positions positions() {
        return positions;
    }

    Receipts receipts() {
        return receipts;
    }

    KeyedHash hash() {
        return hash;
    }

    EvidenceTable evidence() {
        return evidence;
    }

    Unsealing unsealing() {
        return new Seals(personKeys);
    }

    PersonKeys personKeys() {
        return personKeys;
    }

    LedgerLeaves leaves() {
        return leaves;
    }

    CheckpointTable checkpoints() {
        return checkpoints;
    }

    WriteGate gate() {
        return gate;
    }

    Horizon horizon() {
        return horizon;
    }

    Sequencer.State sequencing() {
        return sequencer.state();
    }
}
