/** 佐证材料 over HTTP. */
@NullMarked
package org.mingzhang.ops.evidence;

import org.jspecify.annotations.NullMarked;
