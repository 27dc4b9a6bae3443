package org.mingzhang.ops.store;

/**
 * A row of the ledger.
 *
 * @param position its ledger position
 */
record NumberedRow(long position, EventRow row) {}
