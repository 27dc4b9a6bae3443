/** 衔接: what query-side computes at a ledger position is handed to command-side, which records it. */
@NullMarked
package org.mingzhang.ops.glue;

import org.jspecify.annotations.NullMarked;
