/** 采集表: tables as they stand and as they stood. */
@NullMarked
package org.mingzhang.query.table;

import org.jspecify.annotations.NullMarked;
