/** 备份与恢复: the whole installation in one file, taken while people work, brought back on an empty machine. */
@NullMarked
package org.mingzhang.ops.tool.backup;

import org.jspecify.annotations.NullMarked;
