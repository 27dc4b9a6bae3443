/** 重建: all views built again from the ledger beside the live ones, compared and switched. */
@NullMarked
package org.mingzhang.query.rebuild;

import org.jspecify.annotations.NullMarked;
