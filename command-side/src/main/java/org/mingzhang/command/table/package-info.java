/** 采集表: entries, shares, review; the aggregate of one collection table. */
@NullMarked
package org.mingzhang.command.table;

import org.jspecify.annotations.NullMarked;
