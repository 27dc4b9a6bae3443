/** 恢复演练. */
@NullMarked
package org.mingzhang.ops.tool.backup;

import org.jspecify.annotations.NullMarked;
