/** 可证明的账本: the signed log over the ledger, its tiles, proofs and receipts, and the check that nobody changed what was signed. */
@NullMarked
package org.mingzhang.ops.proof;

import org.jspecify.annotations.NullMarked;
