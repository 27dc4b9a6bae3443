/** 上年衔接: what differs between two editions, where a field's values come from, and what of last year's entries carries over. */
@NullMarked
package org.mingzhang.events.carry;

import org.jspecify.annotations.NullMarked;
