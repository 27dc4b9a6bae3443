package org.mingzhang.ops.store;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Transactions of views, whose commits need not reach the disk before they count: what a view loses when the power fails it
 * writes again from the ledger, its token being lost with it.
 */
final class UncertainTransactions implements TransactionManager {

    private final TransactionManager transactions;
    private final JdbcTemplate jdbc;

    UncertainTransactions(TransactionManager transactions, JdbcTemplate jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    public Transaction startTransaction() {
        var transaction = transactions.startTransaction();
        try {
            jdbc.execute("set local synchronous_commit = off");
        } catch (RuntimeException failed) {
            transaction.rollback();
            throw failed;
        }
        return transaction;
    }
}
