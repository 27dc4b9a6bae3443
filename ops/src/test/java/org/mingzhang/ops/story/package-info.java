/** 一个学年的采集工作, from an empty installation to the frozen submission, as people live it. */
@NullMarked
package org.mingzhang.ops.story;

import org.jspecify.annotations.NullMarked;
