/** 采集表: what can happen to a collection table, its shares and its entries. */
@NullMarked
package org.mingzhang.events.table;

import org.jspecify.annotations.NullMarked;
