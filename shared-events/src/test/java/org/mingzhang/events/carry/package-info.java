/** 上年衔接. */
@NullMarked
package org.mingzhang.events.carry;

import org.jspecify.annotations.NullMarked;
