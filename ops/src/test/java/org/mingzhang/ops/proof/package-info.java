/** The ledger proves itself, and notices what is done to it. */
@NullMarked
package org.mingzhang.ops.proof;

import org.jspecify.annotations.NullMarked;
