/** 校验: the rules of the catalogue over all tables at one ledger position; what failed, where, and who wrote it. */
@NullMarked
package org.mingzhang.query.check;

import org.jspecify.annotations.NullMarked;
