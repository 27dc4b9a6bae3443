/** 离线核验 by those outside. */
@NullMarked
package org.mingzhang.ops.tool.verify;

import org.jspecify.annotations.NullMarked;
