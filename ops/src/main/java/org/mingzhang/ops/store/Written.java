package org.mingzhang.ops.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What one transaction wrote so far, and what follows when it commits or does not. */
final class Written implements TransactionSynchronization {

    private final PersonKeys keys;
    private final Tickets tickets;
    private final Bell bell;

    final Map<String, SecretKey> freshKeys = new HashMap<>();
    final Set<String> commands = new HashSet<>();

    private Written(PersonKeys keys, Tickets tickets, Bell bell) {
        this.keys = keys;
        this.tickets = tickets;
        this.bell = bell;
    }

    /** That of the running transaction. */
    static Written here(PersonKeys keys, Tickets tickets, Bell bell) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("events are written in a transaction only");
        }
        for (var known : TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof Written written && written.bell == bell) {
                return written;
            }
        }
        var written = new Written(keys, tickets, bell);
        TransactionSynchronizationManager.registerSynchronization(written);
        return written;
    }

    @Override
    public void afterCommit() {
        keys.remember(freshKeys);
        bell.written();
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_ROLLED_BACK) {
            tickets.withdraw(commands);
        } else if (status == STATUS_UNKNOWN) {
            // the answer to the commit was lost: the sequencer finds out
            bell.written();
        }
    }
}
