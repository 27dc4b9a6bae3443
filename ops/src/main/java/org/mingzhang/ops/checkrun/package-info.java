/** 校验批次: asks query-side to run the checks at one ledger position and tells command-side what came of it. */
@NullMarked
package org.mingzhang.ops.checkrun;

import org.jspecify.annotations.NullMarked;
