package org.mingzhang.ops.store;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Does something once the running transaction has ended, however it ended; at once if none runs. */
final class AfterTransaction {

    private AfterTransaction() {}

    static void run(Runnable act) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    act.run();
                }
            });
        } else {
            act.run();
        }
    }
}
