/** 时间: the one clock, and what is to happen at an instant. */
@NullMarked
package org.mingzhang.ops.time;

import org.jspecify.annotations.NullMarked;
