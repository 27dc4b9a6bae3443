/** 保存期限 as people see it. */
@NullMarked
package org.mingzhang.ops.tool.retention;

import org.jspecify.annotations.NullMarked;
