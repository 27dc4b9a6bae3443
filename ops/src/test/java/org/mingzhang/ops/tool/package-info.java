/** 命令: what an operator types. */
@NullMarked
package org.mingzhang.ops.tool;

import org.jspecify.annotations.NullMarked;
