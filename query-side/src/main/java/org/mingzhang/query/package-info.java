/** 视图: everything anyone can look at. Rebuilt from events alone, written in batches, answered at a ledger position. */
@NullMarked
package org.mingzhang.query;

import org.jspecify.annotations.NullMarked;
