/** 重建视图 on the running program, asked for by the technician. */
@NullMarked
package org.mingzhang.ops.tool.rebuild;

import org.jspecify.annotations.NullMarked;
