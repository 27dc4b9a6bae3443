/** 重建视图 while people work. */
@NullMarked
package org.mingzhang.ops.tool.rebuild;

import org.jspecify.annotations.NullMarked;
