package org.mingzhang.ops.store;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears from other nodes on the same database that they committed something, and rings the bell here. */
final class Ear implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Ear.class);
    private static final int LISTEN_MILLIS = 200;

    private final DataSource database;
    private final Bell bell;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    Ear(DataSource database, Bell bell) {
        this.database = database;
        this.bell = bell;
    }

    synchronized void start() {
        if (thread == null) {
            stopping = false;
            thread = new Thread(this, "ledger-ear");
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized void stop() throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            thread = null;
        }
    }

    @Override
    public void run() {
        while (!stopping) {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("listen " + SequencerTable.COMMITTED);
                var driver = connection.unwrap(PGConnection.class);
                while (!stopping) {
                    var notices = driver.getNotifications(LISTEN_MILLIS);
                    if (notices != null && notices.length > 0) {
                        bell.written();
                    }
                }
                statement.execute("unlisten *");
            } catch (SQLException | RuntimeException lost) {
                log.debug("not listening to other nodes: {}", lost.toString());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(LISTEN_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
