/** 校验、快照与导入, over HTTP on the whole program. */
@NullMarked
package org.mingzhang.ops.checkrun;

import org.jspecify.annotations.NullMarked;
