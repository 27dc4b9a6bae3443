/** 上年衔接: the next year begins from this one, over HTTP. */
@NullMarked
package org.mingzhang.ops.carry;

import org.jspecify.annotations.NullMarked;
