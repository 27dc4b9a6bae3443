/** 规则的 SQL 写法: rules, indicators and computed tables compiled to set-based PostgreSQL, a second way to the same results. */
@NullMarked
package org.mingzhang.query.check.sql;

import org.jspecify.annotations.NullMarked;
