/** 存证: digests and proofs over what the ledger holds; pure functions that anyone can write again from the written recipe. */
@NullMarked
package org.mingzhang.events.proof;

import org.jspecify.annotations.NullMarked;
