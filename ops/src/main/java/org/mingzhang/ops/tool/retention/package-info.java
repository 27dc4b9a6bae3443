/** 保存期限: how long each class of data is kept, what is due, and the removal of what is only a copy. */
@NullMarked
package org.mingzhang.ops.tool.retention;

import org.jspecify.annotations.NullMarked;
