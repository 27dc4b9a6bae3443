/**
 * 自动衔接: what follows by itself from what has happened. Each policy is named after its whole meaning, reads the ledger after the
 * fact, may be told twice, and does nothing that is done already.
 */
@NullMarked
package org.mingzhang.command.policy;

import org.jspecify.annotations.NullMarked;
